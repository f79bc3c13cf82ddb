import { type RunStatus, searchedText } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconActivity, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { everyBotQuery, runFiltersQuery } from '../../api/queries';
import { ranges } from '../../app/page-search';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Behind, LoadFailure } from '../../components/failure';
import { FreshRows } from '../../components/fresh-rows';
import { NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { runWords } from '../../format/status-words';
import { plural } from '../../format/words';
import { BulkList } from './bulk-list';
import { BulkPanel } from './bulk-panel';
import { EmergencyDialog } from './emergency-dialog';
import { choices, filtered, filterWords, type Named, stretch, withChosen } from './query';
import { MoreOfRuns } from './more-of-runs';
import { RequestDialog } from './request-dialog';
import { RunFigures } from './run-figures';
import { RunPanel } from './run-panel';
import { RunsTable } from './runs-table';
import { useBulk } from './use-bulk';
import { useRuns } from './use-runs';

const route = getRouteApi('/signed-in/organizations/$organizationId/runs');
/** The run history: filters, rows by time, a run at the right. */
export function RunsPage() {
  const { organizationId, can } = useOrganization();
  const runs = useRuns();
  const bulk = useBulk(runs);
  const { filters } = runs;
  const navigate = route.useNavigate();
  const bots = useQuery(everyBotQuery(organizationId)).data ?? [];
  const offered = choices(useQuery(runFiltersQuery(organizationId)).data);
  const { workspaces, sources, outcomes, actors, triggers } = offered;
  const chosenBot = bots.find((bot) => bot.botId === filters.bot)?.name;
  const botChoices = withChosen(offered.bots, { value: filters.bot, label: chosenBot });
  const mayStop = can('org:emergency_stop') || can('bots:emergency_stop');
  const set = (next: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, row: undefined, ...next }), replace: true });
  const closeDialog = () => void navigate({ search: (before) => ({ ...before, new: undefined }), replace: true });
  return (
    <Page
      title="Runs"
      panel={
        bulk.asked !== undefined ? (
          <BulkPanel asked={bulk.asked} close={bulk.end} />
        ) : filters.new === 'bulk' ? (
          <BulkList close={closeDialog} />
        ) : filters.row === undefined ? undefined : (
          <RunPanel
            runId={filters.row}
            runs={runs.rows}
            close={() => void navigate({ search: (before) => ({ ...before, row: undefined }) })}
            open={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
          />
        )
      }
    >
      <Toolbar
        end={
          <>
            <MoreOfRuns
              matching={runs.matching}
              showBulk={() => {
                set({ new: 'bulk' });
              }}
            />
            {mayStop && (
              <Button
                variant="default"
                leftSection={<IconPlayerStop size={15} stroke={1.7} aria-hidden />}
                data-compact
                onClick={() => {
                  set({ new: 'stop' });
                }}
              >
                Stop all…
              </Button>
            )}
            {can('runs:start') && (
              <Button
                leftSection={<IconPlayerPlay size={15} stroke={1.7} aria-hidden />}
                data-compact
                data-new
                onClick={() => {
                  set({ new: 'run' });
                }}
              >
                Request run
              </Button>
            )}
          </>
        }
      >
        <SearchField
          label="Search errors"
          value={filters.search ?? ''}
          onChange={(value) => {
            set({ search: value === '' ? undefined : value });
          }}
          tooShort={(text) => (searchedText.safeParse(text).success ? undefined : '3 letters at least')}
        />
        <Filter
          label="Time"
          value={stretch(filters) === undefined ? filters.time : 'chosen'}
          options={timesOf(filters)}
          onChange={(time) => {
            if (time !== 'chosen') set({ time, from: undefined, to: undefined });
          }}
        />
        <Filter
          label="Workspace"
          value={filters.workspace}
          options={workspaces}
          onChange={(workspace) => {
            set({ workspace });
          }}
        />
        <Filter
          label="Bot"
          value={filters.bot}
          options={botChoices}
          onChange={(bot) => {
            set({ bot });
          }}
        />
        <Filter<RunStatus>
          label="Outcome"
          value={filters.outcome}
          options={withChosen(outcomes, { value: filters.outcome, label: runWords[filters.outcome ?? 'failed'] })}
          onChange={(outcome) => {
            set({ outcome });
          }}
        />
        <Filter
          label="Started by"
          value={filters.source}
          options={sources}
          onChange={(source) => {
            set({ source });
          }}
        />
        <Filter
          label="Trigger"
          value={filters.trigger}
          options={triggers}
          onChange={(trigger) => {
            set({ trigger });
          }}
        />
        <Filter
          label="Asked by"
          value={filters.actor}
          options={actors}
          onChange={(actor) => {
            set({ actor });
          }}
        />
      </Toolbar>
      {hasAny(runs) && (
        <RunFigures
          matching={runs.matching}
          choose={(from, to) => {
            set({ from, to, time: undefined });
          }}
        />
      )}
      <Rows
        runs={runs}
        bulk={bulk}
        named={{
          workspace: labelOf(workspaces, filters.workspace),
          bot: labelOf(botChoices, filters.bot),
          actor: labelOf(actors, filters.actor),
          trigger: labelOf(triggers, filters.trigger),
        }}
        clear={() => void navigate({ search: {} })}
      />
      {mayStop && (
        <EmergencyDialog opened={filters.new === 'stop'} bots={bots} botId={filters.bot} close={closeDialog} />
      )}
      {can('runs:start') && (
        <RequestDialog
          opened={filters.new === 'run'}
          bots={bots}
          close={closeDialog}
          requested={(row) => {
            runs.show();
            void navigate({ search: (before) => ({ ...before, new: undefined, row }), replace: true });
          }}
        />
      )}
    </Page>
  );
}

/** Where there never was a run, there is nothing to count. */
const hasAny = ({ result, rows, filters }: ReturnType<typeof useRuns>) =>
  result.data === undefined || rows.length > 0 || filtered(filters);

/** Ranges, and the stretch that was chosen in the strip. */
function timesOf(filters: Parameters<typeof stretch>[0]) {
  const chosen = stretch(filters);
  return chosen === undefined ? ranges : [{ value: 'chosen' as const, label: chosen }, ...ranges];
}

const labelOf = (options: readonly { value: string; label: string }[], value: string | undefined) =>
  options.find((option) => option.value === value)?.label;

function Rows({
  runs,
  bulk,
  named,
  clear,
}: {
  runs: ReturnType<typeof useRuns>;
  bulk: ReturnType<typeof useBulk>;
  named: Named;
  clear: () => void;
}) {
  const { result, filters, rows, fresh, show } = runs;
  const navigate = route.useNavigate();
  const pages = useCursor(
    filters.cursor,
    result.data?.next ?? null,
    (cursor) => void navigate({ search: (before) => ({ ...before, cursor, row: undefined }) }),
  );
  if (result.data === undefined)
    return result.error === null ? (
      <SkeletonRows rows={10} />
    ) : (
      <LoadFailure what="run history" error={result.error} retry={() => void result.refetch()} />
    );
  if (rows.length === 0 && filtered(filters))
    return <NoMatch what="runs" words={filterWords(filters, named)} clear={clear} />;
  if (rows.length === 0)
    return (
      <StateBox icon={IconActivity} title="No runs yet">
        Each run appears here by itself, with its outcome, a second after it is requested.
      </StateBox>
    );
  return (
    <>
      <Behind error={result.failureReason} />
      {fresh > 0 && filters.cursor === undefined && <FreshRows words={plural(fresh, 'new run')} show={show} />}
      {bulk.bar}
      <RunsTable
        runs={rows}
        choice={bulk.choice}
        selected={filters.row}
        open={(row) => void navigate({ search: (before) => ({ ...before, row }) })}
      />
      <Pager {...pages} />
    </>
  );
}
