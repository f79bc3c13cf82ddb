import { workspaceRoleName } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { type AccessQuestion, type HeldKey, heldKeysQuery, type readHeldKeys } from '../../api/access';
import { type Column, DataTable } from '../../components/data-table';
import { date } from '../../format/time';
import { list, personal, plural } from '../../format/words';
import classes from './access.module.css';
import { EventLink } from './event-link';

interface Props {
  question: AccessQuestion;
  keys: Awaited<ReturnType<typeof readHeldKeys>>;
}

/** API keys with which it could be done. */
export function HeldKeys({ question, keys: { items, total } }: Props) {
  const isPast = question.after !== undefined;
  const now = useQuery({ ...heldKeysQuery({ ...question, after: undefined }), enabled: isPast && items.length > 0 });
  if (items.length === 0) return null;
  const today = (key: HeldKey): string => {
    if (now.data === undefined) return '–';
    if (now.data.items.some(({ keyId }) => keyId === key.keyId)) return 'Still can';
    return now.data.next === null ? 'Can no more' : '–';
  };
  const columns: readonly Column<HeldKey>[] = [
    { key: 'key', head: 'API key', cell: ({ name }) => name },
    { key: 'by', head: 'By', cell: byWords, wide: true },
    {
      key: 'since',
      head: 'Issued',
      cell: ({ issued }) => (
        <span>
          {date(issued.at)} <EventLink sequence={issued.sequence} />
        </span>
      ),
    },
    ...(isPast ? [{ key: 'today', head: 'Today', cell: today }] : []),
  ];
  return (
    <>
      <h2 className={classes.keys}>{plural(total, 'API key')}</h2>
      <DataTable
        label="API keys with which it could be done"
        columns={columns}
        rows={items}
        rowKey={({ keyId }) => keyId}
        small={(row) => (
          <>
            <span className={classes.small}>
              {row.name} {isPast && <span className={classes.standing}>{today(row)}</span>}
            </span>
            <span className={classes.small}>
              <span className={classes.said}>{byWords(row)}</span>
              <EventLink sequence={row.issued.sequence} />
            </span>
          </>
        )}
      />
      {total > items.length && <p className={classes.said}>The newest {items.length} of them.</p>}
    </>
  );
}

/** Whose it is, and what allows it to them. */
function byWords({ bot, issuedBy, roleNames, workspaceRole }: HeldKey): string {
  if (bot !== null) return `Bot ${bot.name}, its own permissions`;
  const there = workspaceRole === null ? [] : [`${workspaceRoleName(workspaceRole)} there`];
  return `${personal(issuedBy.alias)}: ${list([...roleNames, ...there])}`;
}
