import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { needsQuery } from '../../api/needs';
import { auditQuery, overviewQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Behind, LoadFailure } from '../../components/failure';
import { Placeholder, StillWaiting } from '../../components/skeleton';
import { Activity } from './activity';
import { BotsNow } from './bots-now';
import { Checklist, useChecklist } from './checklist';
import { Figures } from './figures';
import { NEEDS_SHOWN, NeedsYou } from './needs-you';
import classes from './overview.module.css';
import { RunsByDay } from './runs-by-day';

const route = getRouteApi('/signed-in/organizations/$organizationId/');

/** What needs the reader, then figures, then the days, the bots, and what happens now. */
export function OverviewPage() {
  const { organizationId, can, at } = useOrganization();
  const steps = useChecklist();
  // Nobody takes a step in the past.
  const checklist = at === undefined ? steps : { ...steps, shown: false, alone: false };
  const activity = useQuery({ ...auditQuery(organizationId, { limit: 14 }), enabled: can('audit:read') });
  return (
    <Page title="Overview">
      <div className={classes.columns} data-one={!can('audit:read') || undefined}>
        <div className={classes.main}>{checklist.alone ? <Checklist {...checklist} /> : <Content />}</div>
        {can('audit:read') &&
          (activity.data === undefined ? (
            activity.error === null ? (
              <Placeholder height={560} />
            ) : (
              <LoadFailure what="activity" error={activity.error} retry={() => void activity.refetch()} />
            )
          ) : (
            <Activity
              title={
                checklist.alone ? 'Your history so far' : at === undefined ? 'Live activity' : 'Activity until then'
              }
              page={activity.data}
            />
          ))}
      </div>
      {checklist.shown && !checklist.alone && <Checklist {...checklist} />}
    </Page>
  );
}

function Content() {
  const { organizationId, at } = useOrganization();
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const overview = useQuery(overviewQuery(organizationId, days === '90' ? 90 : 14));
  const recent = useQuery({ ...overviewQuery(organizationId, 14), enabled: days === '90' });
  const needs = useQuery({ ...needsQuery(organizationId, { limit: NEEDS_SHOWN }), enabled: at === undefined });
  if (overview.error !== null && overview.data === undefined)
    return <LoadFailure what="overview" error={overview.error} retry={() => void overview.refetch()} />;
  if (overview.data === undefined || (at === undefined && needs.data === undefined))
    return <Loading error={needs.error} retry={() => void needs.refetch()} />;
  return (
    <>
      <Behind error={overview.failureReason} />
      {needs.data !== undefined && at === undefined && <NeedsYou needs={needs.data} />}
      <Figures overview={days === '90' ? (recent.data ?? overview.data) : overview.data} />
      <RunsByDay
        days={overview.data.runsByDay}
        long={days === '90'}
        setLong={(long) => void navigate({ search: { days: long ? '90' : undefined }, replace: true })}
      />
      <BotsNow bots={overview.data.bots} />
    </>
  );
}

function Loading({ error, retry }: { error: Error | null; retry: () => void }) {
  if (error !== null) return <LoadFailure what="overview" error={error} retry={retry} />;
  return (
    <>
      <StillWaiting />
      <Placeholder height={44} />
      <Placeholder height={98} />
      <Placeholder height={330} />
      <Placeholder height={76} />
    </>
  );
}
