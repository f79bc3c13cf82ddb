import { triggerKind, triggerState } from '@annals/contracts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { everyBotQuery } from '../../api/queries';
import { triggersQuery } from '../../api/triggers';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Status } from '../../components/status';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { count } from '../../format/words';
import { TriggersTable } from './triggers-table';
import classes from './triggers.module.css';
import { kindWords, stateLooks } from './words';

const route = getRouteApi('/signed-in/organizations/$organizationId/triggers');
const kinds = triggerKind.options.map((value) => ({ value, label: kindWords[value] ?? value }));

/** All triggers, what needs the reader first. */
export function TriggersPage() {
  const { organizationId, can } = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { search: text, state, kind, bot: botId, cursor } = search;
  const triggers = useQuery(triggersQuery(organizationId, { search: text, state, kind, botId, cursor, limit: 50 }));
  const bots = useQuery({ ...everyBotQuery(organizationId), enabled: can('bots:read') }).data ?? [];
  const pages = useCursor(
    cursor,
    triggers.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  const filter = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next, cursor: undefined }), replace: true });
  return (
    <Page title="Triggers">
      <div className={classes.head}>
        <div className={classes.counts} role="group" aria-label="Triggers by state" tabIndex={-1}>
          {triggerState.options.map((each) => (
            <UnstyledButton
              key={each}
              className={classes.count}
              aria-pressed={state === each}
              onClick={() => {
                filter({ state: state === each ? undefined : each });
              }}
            >
              <Status look={stateLooks[each]} />
              <b>{triggers.data === undefined ? '–' : count(triggers.data.counts[each])}</b>
            </UnstyledButton>
          ))}
        </div>
        <div className={classes.acts}>
          <Button
            variant="default"
            leftSection={<IconCalendarOff size={16} stroke={1.7} aria-hidden />}
            data-compact
            renderRoot={(props) => (
              <Link to="/organizations/$organizationId/triggers/calendars" params={{ organizationId }} {...props} />
            )}
          >
            Calendars
          </Button>
          {can('triggers:create') && (
            <Button
              leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
              data-compact
              data-new
              renderRoot={(props) => (
                <Link
                  to="/organizations/$organizationId/triggers/new"
                  params={{ organizationId }}
                  search={{ bot: botId }}
                  {...props}
                />
              )}
            >
              New trigger
            </Button>
          )}
        </div>
      </div>
      <Toolbar end={<span className={classes.sorted}>Times in UTC, sorted by what needs you</span>}>
        <SearchField
          label="Search triggers"
          value={text ?? ''}
          onChange={(value) => {
            filter({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="Kind"
          value={kind}
          options={kinds}
          onChange={(chosen) => {
            filter({ kind: chosen });
          }}
        />
        <Filter
          label="Bot"
          value={botId}
          options={bots.map((bot) => ({ value: bot.botId, label: bot.name }))}
          onChange={(chosen) => {
            filter({ bot: chosen });
          }}
        />
      </Toolbar>
      <TriggersTable
        triggers={triggers}
        filtered={[text, state, kind, botId].some((each) => each !== undefined)}
        clear={() => {
          filter({ search: undefined, state: undefined, kind: undefined, bot: undefined });
        }}
      />
      <Pager {...pages} words={['Back', 'More']} />
    </Page>
  );
}
