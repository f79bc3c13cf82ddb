import { needKinds, needReasons } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { needsQuery } from '../../api/needs';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Box } from '../../components/box';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { NeedList } from './need-list';
import classes from './needs.module.css';
import { needsTitle } from './words';

const route = getRouteApi('/signed-in/organizations/$organizationId/needs');

/** All that needs the reader, worst first, and beside it when something does. */
export function NeedsPage() {
  const { organizationId, can } = useOrganization();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const needs = useQuery(needsQuery(organizationId, { cursor, limit: 50 }));
  const pages = useCursor(cursor, needs.data?.next ?? null, (to) => void navigate({ search: { cursor: to } }));
  return (
    <Page title="What needs you">
      <div className={classes.columns}>
        <div>
          <Behind error={needs.failureReason} />
          {needs.data === undefined &&
            (needs.error === null ? (
              <SkeletonRows />
            ) : (
              <LoadFailure what="list of what needs you" error={needs.error} retry={() => void needs.refetch()} />
            ))}
          {needs.data?.total === 0 && (
            <StateBox
              icon={IconCircleCheck}
              title={needsTitle(0)}
              actions={
                <Button
                  variant="default"
                  renderRoot={(props) => (
                    <Link {...props} to="/organizations/$organizationId" params={{ organizationId }} />
                  )}
                >
                  See the overview
                </Button>
              }
            >
              What does is listed here, the worst first.
            </StateBox>
          )}
          {needs.data !== undefined && needs.data.total > 0 && (
            <Box title={needsTitle(needs.data.total)}>
              <NeedList items={needs.data.items} />
            </Box>
          )}
          <Pager {...pages} words={['Back', 'More']} />
        </div>
        {/* It stays below the list where it is narrow: so it comes with it. */}
        {needs.data !== undefined && (
          <Box title="When something needs you">
            <ul className={classes.rules}>
              {needKinds
                .map((kind) => needReasons[kind])
                .filter(({ seenWith }) => can(seenWith))
                .map(({ sentence }) => (
                  <li key={sentence}>{sentence}</li>
                ))}
            </ul>
          </Box>
        )}
      </div>
    </Page>
  );
}
