import type { Incident } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconHistory, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { auditFiltersQuery, auditQuery, incidentQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { type Range, ranges } from '../../app/page-search';
import { LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { count, eventWords, personal, shortId } from '../../format/words';
import { Days } from './days';
import { EndKey } from './end-key';
import { EntryPanel } from './entry-panel';
import classes from './incident.module.css';
import { auditQueryOf, choices, timeWords } from './query';
import { ReachList } from './reach-list';
import { TimeDialog } from './time-dialog';

type AnIncident = z.output<typeof Incident>;
const route = getRouteApi('/signed-in/organizations/$organizationId/audit/incident');

/** E18: all that a person, a key or a session did within some time, what it could have done, and the act that ends it. */
export function IncidentPage() {
  const { organizationId } = useOrganization();
  const { row } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Incident"
      way={
        <Link to="/organizations/$organizationId/audit" params={{ organizationId }}>
          Audit log
        </Link>
      }
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
      <Chosen />
    </Page>
  );
}

function Chosen() {
  const { organizationId } = useOrganization();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [opened] = useState(() => Date.now());
  const [choosing, setChoosing] = useState(false);
  const { from, to } = auditQueryOf(filters, opened);
  const isChosen = filters.from !== undefined || filters.to !== undefined;
  const offered = useQuery(auditFiltersQuery(organizationId)).data;
  const incident = useQuery(
    incidentQuery(organizationId, { actor: filters.actor, session: filters.session, from, to }),
  );
  const set = (next: Partial<typeof filters>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, row: undefined, ...next }), replace: true });
  return (
    <>
      <Toolbar end={incident.data && <EndIt incident={incident.data} />}>
        <Filter
          label="Who"
          value={filters.actor}
          options={choices(offered).actors}
          onChange={(actor) => {
            set({ actor, session: undefined });
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
        <Filter<Range | 'chosen'>
          label="Time"
          value={isChosen ? 'chosen' : filters.time}
          options={[...ranges, { value: 'chosen', label: isChosen ? timeWords(filters) : 'From … to …' }]}
          onChange={(time) => {
            if (time === 'chosen') setChoosing(true);
            else set({ time, from: undefined, to: undefined });
          }}
        />
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
      {incident.data === undefined ? (
        incident.error === null ? (
          <SkeletonRows rows={8} />
        ) : (
          <LoadFailure what="incident" error={incident.error} retry={() => void incident.refetch()} />
        )
      ) : (
        <div className={classes.columns}>
          <div>
            <What incident={incident.data} />
            <Entries incident={incident.data} from={from} to={to} />
          </div>
          <ReachList reach={incident.data.reach} isPerson={incident.data.person !== null} />
        </div>
      )}
    </>
  );
}

/** Counted up to so many of each. */
const MANY = 1_000;
const counted = (entries: number) => (entries >= MANY ? `${count(MANY)} or more` : count(entries));

function What({ incident: { actor, did, denied } }: { incident: AnIncident }) {
  return (
    <section className={classes.what} aria-label="What happened">
      <p>
        <b>{personal(actor.label)}</b>{' '}
        {denied === 0 ? 'was denied nothing.' : `was denied something; ${counted(denied)} entries tell of it.`}
      </p>
      {did.length > 0 && (
        <ul className={classes.types}>
          {did.map(({ type, entries }) => (
            <li key={type}>
              {eventWords(type)} <b>{counted(entries)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Entries({
  incident: { actor, session },
  from,
  to,
}: {
  incident: AnIncident;
  from?: string | undefined;
  to?: string | undefined;
}) {
  const { organizationId } = useOrganization();
  const { cursor, row } = route.useSearch();
  const navigate = route.useNavigate();
  const query = {
    actor: `${actor.kind}:${actor.id}`,
    session: session ?? undefined,
    from,
    to,
    cursor,
    routine: 'folded' as const,
    limit: 50,
  };
  const log = useQuery(auditQuery(organizationId, query));
  const pages = useCursor(
    cursor,
    log.data?.next ?? null,
    (next) => void navigate({ search: (before) => ({ ...before, cursor: next, row: undefined }) }),
  );
  if (log.data === undefined)
    return log.error === null ? (
      <SkeletonRows rows={8} />
    ) : (
      <LoadFailure what="audit log" error={log.error} retry={() => void log.refetch()} />
    );
  if (log.data.items.length + log.data.folded.length === 0)
    return (
      <StateBox icon={IconHistory} title="Nothing was done">
        Of this time there is no entry by them.
      </StateBox>
    );
  return (
    <>
      <Days
        entries={log.data.items}
        folded={log.data.folded}
        query={query}
        selected={row}
        open={(sequence) => void navigate({ search: (before) => ({ ...before, row: sequence }) })}
      />
      <Pager {...pages} />
    </>
  );
}

/** The one act that ends it: the key is revoked, or whose session it is is kept out everywhere at once. */
function EndIt({ incident: { actor, person, key } }: { incident: AnIncident }) {
  const { organizationId, membership, can } = useOrganization();
  if (key !== null && key.status === 'valid' && can('api_keys:manage'))
    return <EndKey keyId={key.keyId} name={personal(actor.label)} />;
  if (person?.status !== 'active' || person.personId === membership.personId || !can('members:suspend')) return null;
  return (
    <Button
      color="vermilion"
      leftSection={<IconUserOff size={15} stroke={1.7} aria-hidden />}
      data-compact
      renderRoot={(props) => (
        <Link
          to="/organizations/$organizationId/people/$personId/suspend"
          params={{ organizationId, personId: person.personId }}
          {...props}
        />
      )}
    >
      Suspend {personal(actor.label)}…
    </Button>
  );
}
