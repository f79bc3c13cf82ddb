import { type AnswerOf, type AskedOf, routes } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf } from '@annals/views';
import { z } from 'zod';
import { heldPeople, labelsOf, type Db } from './erasure';
import { erasuresView } from './erasures.view';

type Route = typeof routes.audit.listLegalHolds;

const newestFirst = descending(key('holds.sequence', z.int()));
const ERASED = '[erased]';

/** Legal holds in force, the newest first. */
async function listLegalHolds(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const { organizationId } = asked;
  const found = db.selectFrom('holds').selectAll().where('organization_id', '=', organizationId);
  const { rows, next } = await pageOf(found, newestFirst, asked);
  const named = rows.flatMap((row) => heldPeople(row) ?? []);
  const labels = await labelsOf(db, organizationId, { people: named, context });
  return {
    items: rows.map((row) => ({
      holdId: row.hold_id,
      name: row.name ?? ERASED,
      people: heldPeople(row)?.map((personId) => ({ personId, label: labels(personId) })) ?? null,
      placedAt: row.placed_at,
      sequence: row.sequence,
    })),
    next,
  };
}

export const ListLegalHolds = query('ListLegalHolds', erasuresView, listLegalHolds);
export const ListLegalHoldsController = serve(routes.audit.listLegalHolds, ListLegalHolds);
