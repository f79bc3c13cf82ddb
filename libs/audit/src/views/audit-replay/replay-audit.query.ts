import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { ascending, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { matching } from '../audit/audit.query';
import { audit } from '../audit/audit.view';
import { detailsOf, ownRolesIn, thingsIn } from '../audit/entry';
import { labelsOf } from '../audit/labels';

type Db = ViewDb<typeof audit>;
type Route = typeof routes.audit.replayAudit;

const oldestFirst = ascending(key('entries.sequence', z.int()));

/** The log in the order in which it came about. */
async function replayAudit(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const { organizationId, after = 0, from, to } = asked;
  const found = db
    .selectFrom('entries')
    .selectAll()
    .where((row) => matching(row, { organizationId, from, to }))
    .where('sequence', '>', after);
  const { rows, next } = await pageOf(found, oldestFirst, asked);
  const sight = { mayReadEmail: mayReadEmail(context) };
  const things = rows.flatMap((row) => [...thingsIn(row), ...ownRolesIn(row)]);
  const labels = await labelsOf(db, { organizationId, ...sight, things });
  const last = asked.cursor === undefined ? await lastOf(db, organizationId) : null;
  return { items: rows.map((row) => detailsOf(row, labels, sight)), next, last };
}

/** The number of the last entry that there is; null where there is none. */
async function lastOf(db: Db, organizationId: string): Promise<number | null> {
  const entries = db.selectFrom('entries').select('sequence').where('organization_id', '=', organizationId);
  return (await entries.orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? null;
}

export const ReplayAudit = query('ReplayAudit', audit, replayAudit);

export const ReplayAuditController = serve(routes.audit.replayAudit, ReplayAudit);
