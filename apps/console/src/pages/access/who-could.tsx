import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { workspaceRoleName } from '@annals/contracts';
import { IconUserOff } from '@tabler/icons-react';
import { type Compared, comparedQuery, heldKeysQuery, type Holder, holdersQuery } from '../../api/access';
import { useOrganization } from '../../app/frame/frame-context';
import { PersonAvatar } from '../../components/avatar';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { date } from '../../format/time';
import { list, personal, plural } from '../../format/words';
import classes from './access.module.css';
import { EventLink } from './event-link';
import { ExportAnswer } from './export-answer';
import { HeldKeys } from './held-keys';
import { Question, useQuestion } from './question';
import { standingWords } from './standing';

const route = getRouteApi('/signed-in/organizations/$organizationId/access');

/** Who could do something, by what and since when, and what became of them since. */
export function WhoCould() {
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const { question, on, moment, isKnown } = useQuestion();
  const holders = useQuery({ ...holdersQuery(question, cursor), enabled: isKnown });
  const keys = useQuery({ ...heldKeysQuery(question), enabled: isKnown });
  const people = on === undefined ? [] : (holders.data?.items ?? []).map(({ personId }) => personId);
  const compared = useQuery(comparedQuery(question, people));
  const pages = useCursor(
    cursor,
    holders.data?.next ?? null,
    (next) => void navigate({ search: (before) => ({ ...before, cursor: next }) }),
  );
  const error = moment.error ?? holders.error ?? keys.error;
  if (holders.data === undefined || keys.data === undefined)
    return (
      <>
        <Question about="everybody" />
        {error === null ? (
          <SkeletonRows rows={6} />
        ) : (
          <LoadFailure
            what="answer"
            error={error}
            retry={() => {
              for (const each of [moment, holders, keys]) if (each.error !== null) void each.refetch();
            }}
          />
        )}
      </>
    );
  const { items, total } = holders.data;
  return (
    <>
      <Question about="everybody" />
      <Behind error={holders.failureReason} />
      <div className={classes.head}>
        <span>
          <b>
            {plural(total, 'person', 'people')} {on === undefined ? 'can' : 'could'}
          </b>
          {question.after !== undefined && (
            <>
              {' '}
              after event <EventLink sequence={question.after} />
            </>
          )}
          {keys.data.total > 0 && `; ${plural(keys.data.total, 'API key')} too`}
        </span>
        <ExportAnswer question={question} />
      </div>
      {items.length === 0 ? (
        <StateBox icon={IconUserOff} title={on === undefined ? 'Nobody can' : 'Nobody could'}>
          No member holds a role that allows it.
        </StateBox>
      ) : (
        <DataTable
          label="People who could"
          columns={columnsOf(compared.data, on !== undefined)}
          rows={items}
          rowKey={({ personId }) => personId}
          small={(row) => <Small row={row} compared={compared.data} />}
        />
      )}
      <Pager {...pages}>{plural(total, 'person', 'people')}</Pager>
      <HeldKeys question={question} keys={keys.data} />
    </>
  );
}

/** The roles by which they could, and what they were in the workspace where only that allows it. */
function byWords({ roleNames, workspace }: Holder): string {
  const there = workspace?.allows === true && workspace.role !== null && workspace.inheritedFrom === null;
  return list([...roleNames, ...(there ? [`${workspaceRoleName(workspace.role ?? '')} there`] : [])]);
}

type ComparedPeople = ReadonlyMap<string, Compared> | undefined;

function columnsOf(compared: ComparedPeople, isPast: boolean): readonly Column<Holder>[] {
  return [
    { key: 'person', head: 'Person', cell: (row) => <Who row={row} /> },
    { key: 'by', head: 'By', cell: byWords, wide: true },
    { key: 'since', head: 'Since', cell: (row) => <Since row={row} /> },
    ...(isPast
      ? [{ key: 'today', head: 'Today', cell: (row: Holder) => <Today of={compared?.get(row.personId)} /> }]
      : []),
    { key: 'why', head: <VisuallyHidden>Why</VisuallyHidden>, cell: (row) => <Why row={row} />, end: true },
  ];
}

function Who({ row }: { row: Holder }) {
  return (
    <span className={classes.person}>
      <PersonAvatar name={personal(row.alias)} />
      {personal(row.alias)}
    </span>
  );
}

function Since({ row: { since } }: { row: Holder }) {
  if (since === null) return <span>–</span>;
  return (
    <span>
      {date(since.at)} <EventLink sequence={since.sequence} />
    </span>
  );
}

function Today({ of }: { of: Compared | undefined }) {
  if (of === undefined) return <span>–</span>;
  return (
    <span className={classes.standing} data-may={of.standing === 'may' || undefined}>
      {standingWords(of)} {of.left !== null && <EventLink sequence={of.left.sequence} />}
    </span>
  );
}

function Why({ row }: { row: Holder }) {
  const { organizationId } = useOrganization();
  return (
    <Link
      to="/organizations/$organizationId/access"
      params={{ organizationId }}
      search={({ may, workspace, on }) => ({ may, workspace, on, person: row.personId })}
      from="/organizations/$organizationId/access"
      className={classes.why}
      aria-label={`Why may ${personal(row.alias)}?`}
    >
      Why
    </Link>
  );
}

function Small({ row, compared }: { row: Holder; compared: ComparedPeople }) {
  const today = compared?.get(row.personId);
  return (
    <>
      <span className={classes.small}>
        <Who row={row} />
        {today !== undefined && <Today of={today} />}
      </span>
      <span className={classes.small}>
        <span className={classes.said}>{byWords(row)}</span>
        <Why row={row} />
      </span>
      <span className={classes.small}>
        <span className={classes.said}>
          since <Since row={row} />
        </span>
      </span>
    </>
  );
}
