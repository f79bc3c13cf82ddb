import { searchedText } from '@annals/contracts';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { auditFiltersQuery, auditQuery } from '../../api/queries';
import { type Range, ranges } from '../../app/page-search';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Behind, LoadFailure } from '../../components/failure';
import { FreshRows } from '../../components/fresh-rows';
import { NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useSteadyRows } from '../../components/use-steady-rows';
import { plural, shortId } from '../../format/words';
import { Days } from './days';
import { AuditExportButton } from './export-dialog';
import { EntryPanel } from './entry-panel';
import { auditFilterWords, auditQueryOf, choices, fileFilterOf, timeWords } from './query';
import { TimeDialog } from './time-dialog';

const route = getRouteApi('/signed-in/organizations/$organizationId/audit');

/** The history of the organization: every entry with its time, its actor and a sentence; details at the right. */
export function AuditPage() {
  const { row } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Audit log"
      panel={
        row === undefined ? undefined : (
          <EntryPanel
            sequence={row}
            close={() => void navigate({ search: (before) => ({ ...before, row: undefined }) })}
            open={(next) => void navigate({ search: (before) => ({ ...before, row: next }), replace: true })}
          />
        )
      }
    >
      <Log />
    </Page>
  );
}

function Log() {
  const { organizationId, can } = useOrganization();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [opened] = useState(() => Date.now());
  const query = auditQueryOf(filters, opened);
  const log = useQuery(auditQuery(organizationId, query));
  const steady = useSteadyRows(
    log.data?.items ?? [],
    (entry) => String(entry.sequence),
    log.data === undefined || log.isPlaceholderData ? undefined : JSON.stringify(query),
  );
  const offered = useQuery(auditFiltersQuery(organizationId)).data;
  const { actors, areas, outcomes, types } = choices(offered);
  const pages = useCursor(
    filters.cursor,
    log.data?.next ?? null,
    (cursor) => void navigate({ search: (before) => ({ ...before, cursor, row: undefined }) }),
  );
  const set = (next: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, row: undefined, ...next }), replace: true });
  const isChosen = filters.from !== undefined || filters.to !== undefined;
  const [choosing, setChoosing] = useState(false);
  const words = auditFilterWords(filters, actors.find((actor) => actor.value === filters.actor)?.label);
  const fileWords = auditFilterWords(
    { ...filters, search: undefined, session: undefined },
    actors.find((actor) => actor.value === filters.actor)?.label,
  );
  return (
    <>
      <Toolbar
        end={
          can('audit:export') && (
            <AuditExportButton filter={fileFilterOf(query)} words={fileWords} wider={words !== fileWords} />
          )
        }
      >
        <SearchField
          label="Search all of history"
          value={filters.search ?? ''}
          onChange={(value) => {
            set({ search: value === '' ? undefined : value });
          }}
          tooShort={(text) => (searchedText.safeParse(text).success ? undefined : '3 letters at least')}
        />
        <Filter<Range | 'chosen'>
          label="Time"
          value={isChosen ? 'chosen' : filters.time}
          options={[...ranges, { value: 'chosen', label: isChosen ? timeWords(filters) : 'From … to …' }]}
          onChange={(time) => {
            if (time === 'chosen') setChoosing(true);
            else set({ time, from: undefined, to: undefined });
          }}
        />
        <Filter
          label="Actor"
          value={filters.actor}
          options={actors}
          onChange={(actor) => {
            set({ actor });
          }}
        />
        <Filter
          label="Area"
          value={filters.area}
          options={areas}
          onChange={(area) => {
            set({ area });
          }}
        />
        <Filter
          label="What happened"
          value={filters.type}
          options={types}
          onChange={(type) => {
            set({ type });
          }}
        />
        {outcomes.length > 0 && (
          <Filter
            label="Outcome"
            value={filters.outcome}
            options={outcomes}
            onChange={(outcome) => {
              set({ outcome });
            }}
          />
        )}
        <Filter
          label="Routine"
          value={filters.routine}
          options={[{ value: 'shown', label: 'Shown' }]}
          onChange={(routine) => {
            set({ routine });
          }}
        />
        {filters.session !== undefined && (
          <Filter
            label="Session"
            value={filters.session}
            options={[{ value: filters.session, label: shortId(filters.session) }]}
            onChange={(session) => {
              set({ session });
            }}
          />
        )}
      </Toolbar>
      <TimeDialog
        opened={choosing}
        from={filters.from}
        to={filters.to}
        close={() => {
          setChoosing(false);
        }}
        choose={(stretch) => {
          set({ ...stretch, time: undefined });
        }}
      />
      {log.data === undefined &&
        (log.error === null ? (
          <SkeletonRows rows={10} />
        ) : (
          <LoadFailure what="audit log" error={log.error} retry={() => void log.refetch()} />
        ))}
      {log.data !== undefined &&
        steady.rows.length === 0 &&
        log.data.folded.length === 0 &&
        (words === '' ? (
          <StateBox icon={IconHistory} title="No entries yet">
            Everything that happens here is kept from now on.
          </StateBox>
        ) : (
          <NoMatch what="entries" words={words} clear={() => void navigate({ search: {} })} />
        ))}
      {log.data !== undefined && steady.rows.length + log.data.folded.length > 0 && (
        <>
          <Behind error={log.failureReason} />
          {steady.fresh > 0 && filters.cursor === undefined && (
            <FreshRows words={plural(steady.fresh, 'new entry', 'new entries')} show={steady.show} />
          )}
          <Days
            entries={steady.rows}
            folded={steady.fresh > 0 ? [] : log.data.folded}
            query={query}
            marked={filters.search}
            selected={filters.row}
            open={(row) => void navigate({ search: (before) => ({ ...before, row }) })}
          />
          <Pager {...pages}>{log.data.total === null ? '' : plural(log.data.total, 'entry', 'entries')}</Pager>
        </>
      )}
    </>
  );
}
