import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import { ascending, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { allDetails } from '../audit/audit.query';
import { audit } from '../audit/audit.view';
import { askedFor } from '../audit/which-entries';

type Db = ViewDb<typeof audit>;
type Route = typeof routes.audit.replayAudit;

const oldestFirst = ascending(key('entries.sequence', z.int()));

/** The log in the order in which it came about. */
async function replayAudit(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const { organizationId, after = 0, from, to } = asked;
  const found = db
    .selectFrom('entries')
    .selectAll()
    .where((row) => askedFor(row, { organizationId, from, to }))
    .where('sequence', '>', after);
  const { rows, next } = await pageOf(found, oldestFirst, asked);
  const last = asked.cursor === undefined ? await lastOf(db, organizationId) : null;
  return { items: await allDetails(db, rows, context), next, last };
}

/** The number of the last entry that there is; null where there is none. */
async function lastOf(db: Db, organizationId: string): Promise<number | null> {
  const entries = db.selectFrom('entries').select('sequence').where('organization_id', '=', organizationId);
  return (await entries.orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? null;
}

export const ReplayAudit = query('ReplayAudit', audit, replayAudit);

export const ReplayAuditController = serve(routes.audit.replayAudit, ReplayAudit);
