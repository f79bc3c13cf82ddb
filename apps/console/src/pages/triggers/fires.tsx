import { type Fire, type FireFate, runStatus } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconClockX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { firesQuery } from '../../api/triggers';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { type Look, runLooks, Status } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { duration, exact } from '../../format/time';
import { plural } from '../../format/words';
import { refusalWords, took } from '../runs/outcome';
import classes from './triggers.module.css';
import type { AnyTrigger } from './words';

type AnyFire = z.output<typeof Fire>;
const route = getRouteApi('/signed-in/organizations/$organizationId/triggers/$triggerId');
const skipped: Look = { ...runLooks.refused, word: 'Skipped' };
const notLaunched: Look = { ...runLooks.failed, word: 'Not launched' };

/** The page of fires that the URL asks for. */
export function useFires({ triggerId }: Pick<AnyTrigger, 'triggerId'>) {
  const { organizationId } = useOrganization();
  const { tab, cursor } = route.useSearch();
  return useQuery(firesQuery({ organizationId, triggerId }, { outcome: tab, cursor, limit: 50 }));
}

/** What each due time of a trigger came to, newest first. */
export function Fires({ trigger }: { trigger: AnyTrigger }) {
  const { organizationId } = useOrganization();
  const { tab, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const read = useFires(trigger);
  const pages = useCursor(
    cursor,
    read.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  const tabs = [
    [undefined, 'All'],
    ['fired', 'Fires'],
    ['skipped', 'Skipped'],
    ['not_launched', 'Not launched'],
  ] as const;
  return (
    <section className={classes.mainOf} aria-label="What its due times came to">
      <div className={classes.tabs} role="group" aria-label="Fires by outcome">
        {tabs.map(([value, word]) => (
          <UnstyledButton
            key={word}
            aria-pressed={tab === value}
            onClick={() => void navigate({ search: { tab: value }, replace: true })}
          >
            {word}
          </UnstyledButton>
        ))}
      </div>
      <Behind error={read.failureReason} />
      {read.data === undefined ? (
        read.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="list of fires" error={read.error} retry={() => void read.refetch()} />
        )
      ) : read.data.items.length === 0 ? (
        <StateBox icon={IconClockX} title={nothing(tab)}>
          Each due time appears here, with the run that came of it or why there was none.
        </StateBox>
      ) : (
        <DataTable
          label="Fires"
          columns={columns(organizationId)}
          rows={read.data.items}
          rowKey={(fire) => fire.sequence}
          small={small}
        />
      )}
      <Pager {...pages} />
    </section>
  );
}

const nothingOf: Readonly<Record<FireFate, string>> = {
  fired: 'Nothing fired yet',
  skipped: 'Nothing was skipped',
  not_launched: 'Everything launched',
};
const nothing = (of: FireFate | undefined): string => (of === undefined ? 'Nothing yet' : nothingOf[of]);

/** One that was refused before it ran was not fired. */
function look({ status, fate }: AnyFire): Look {
  if (fate === 'not_launched') return notLaunched;
  const known = runStatus.safeParse(status).data;
  return known === undefined || known === 'refused' ? skipped : runLooks[known];
}

const why = ({ error, code, count, from }: AnyFire): string => {
  const reason = error ?? (code === null ? '' : refusalWords(code));
  return from === null ? reason : `${reason}: ${plural(count, 'due time')} from ${exact(from)} on`;
};

/** How late it was fired; by hand nothing is late. */
const late = ({ due, firedAt, fate }: AnyFire): string =>
  firedAt === null || firedAt === due || fate !== 'fired'
    ? '–'
    : duration(Math.max(0, Date.parse(firedAt) - Date.parse(due)));

const columns = (organizationId: string): readonly Column<AnyFire>[] => [
  {
    key: 'due',
    head: 'Due',
    cell: (fire) =>
      fire.runId === null ? (
        exact(fire.due)
      ) : (
        <Link to="/organizations/$organizationId/runs" params={{ organizationId }} search={{ row: fire.runId }}>
          {exact(fire.due)}
        </Link>
      ),
  },
  { key: 'what', head: 'What happened', cell: (fire) => <Status look={look(fire)} /> },
  { key: 'why', head: 'Why', spare: 1, wide: true, cell: why },
  { key: 'late', head: 'Late by', end: true, spare: 2, cell: late },
  { key: 'took', head: 'Took', end: true, spare: 2, cell: took },
];

const small = (fire: AnyFire, name: (content: ReactNode) => ReactNode) => (
  <div className={classes.small}>
    <div>
      {name(exact(fire.due))}
      <p className={classes.words}>{why(fire)}</p>
    </div>
    <Status look={look(fire)} />
  </div>
);
