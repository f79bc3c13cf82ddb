import { type AnswerOf, type AskedOf, refused, routes } from '@annals/contracts';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { z } from 'zod';
import { audit } from './audit.view';
import { deniedTypes, detailsOf, entryOf, ownRolesIn, thingsIn } from './entry';
import { labelsOf } from './labels';

type Tables = TablesOf<typeof audit>;
type Db = ViewDb<typeof audit>;
type ListRoute = typeof routes.audit.listAudit;
type EntryRoute = typeof routes.audit.getAuditEntry;
type AuditRequest = AskedOf<ListRoute>;

const newestFirst = descending(key('entries.sequence', z.int()));

/** The audit log, newest first. `total` counts what matches. */
async function listAudit(db: Db, asked: AuditRequest, context: QueryContext): Promise<AnswerOf<ListRoute>> {
  const found = db
    .selectFrom('entries')
    .selectAll()
    .where((row) => matching(row, asked));
  const { rows, next } = await pageOf(found, newestFirst, asked);
  const things = rows.flatMap(thingsIn);
  const labels = await labelsOf(db, { ...asked, mayReadEmail: mayReadEmail(context), things });
  return { items: rows.map((row) => entryOf(row, labels)), next, total: await total(db, asked) };
}

/** One entry with everything that was stored about it. @throws Refused ENTRY_NOT_FOUND */
async function getAuditEntry(db: Db, asked: AskedOf<EntryRoute>, context: QueryContext): Promise<AnswerOf<EntryRoute>> {
  const row = await db
    .selectFrom('entries')
    .selectAll()
    .where('organization_id', '=', asked.organizationId)
    .where('sequence', '=', asked.sequence)
    .executeTakeFirst();
  if (!row) throw refused('ENTRY_NOT_FOUND');
  const sight = { mayReadEmail: mayReadEmail(context) };
  return detailsOf(
    row,
    await labelsOf(db, { ...asked, ...sight, things: [...thingsIn(row), ...ownRolesIn(row)] }),
    sight,
  );
}

/** Without filters it is the last number: an organization's entries are numbered without gaps. */
async function total(db: Db, asked: AuditRequest): Promise<number> {
  const entries = db.selectFrom('entries').where((row) => matching(row, asked));
  const { area, type, actor, outcome, from, to } = asked;
  if ([area, type, actor, outcome, from, to].every((filter) => filter === undefined)) {
    return (await entries.select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? 0;
  }
  return Number((await entries.select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
}

/** The entries that are asked for. */
export function matching(
  row: ExpressionBuilder<Tables, 'entries'>,
  asked: Omit<AuditRequest, 'limit' | 'cursor'>,
): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [row('organization_id', '=', asked.organizationId)];
  if (asked.area !== undefined) all.push(row('area', '=', asked.area));
  if (asked.type !== undefined) all.push(row('type', '=', asked.type));
  if (asked.actor !== undefined) all.push(row('actor', '=', asked.actor));
  if (asked.outcome === 'denied') all.push(row('type', 'in', deniedTypes));
  if (asked.outcome === 'allowed') all.push(row('type', 'not in', deniedTypes));
  if (asked.from !== undefined) all.push(row('at', '>=', asked.from));
  if (asked.to !== undefined) all.push(row('at', '<', asked.to));
  return row.and(all);
}

export const ListAudit = query('ListAudit', audit, listAudit);

export const ListAuditController = serve(routes.audit.listAudit, ListAudit);

export const GetAuditEntry = query('GetAuditEntry', audit, getAuditEntry);

export const GetAuditEntryController = serve(routes.audit.getAuditEntry, GetAuditEntry);
