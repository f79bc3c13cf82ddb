import { id, instant, routes, type AnswerOf, type AskedOf, type JoinRequest } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { nowFor, query, type QueryContext, serve } from '@annals/platform';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { joinRequests } from './join-requests.view';

type Row = TablesOf<typeof joinRequests>['requests'];
type Route = typeof routes.organization.listJoinRequests;

const newestFirst = descending(key('requests.asked_at', instant), key('requests.request_id', id));

/** Who asks, newest first; `open` counts those that wait for an answer, on all pages. */
async function listJoinRequests(
  db: ViewDb<typeof joinRequests>,
  asked: AskedOf<Route>,
  context: QueryContext,
): Promise<AnswerOf<Route>> {
  const now = nowFor(context);
  const ofHere = db.selectFrom('requests').where('organization_id', '=', asked.organizationId);
  const { status } = asked;
  const found = ofHere.selectAll().$if(status !== undefined, (all) => all.where('status', '=', status ?? ''));
  const { rows, next } = await pageOf(found, newestFirst, asked);
  const { open } = await ofHere
    .select(({ fn }) => fn.countAll().as('open'))
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return { items: rows.map((row) => itemOf(row, now)), next, open: Number(open) };
}

const itemOf = (row: Row, now: Instant): z.input<typeof JoinRequest> => ({
  requestId: row.request_id,
  personId: row.person_id,
  email: row.email,
  alias: row.alias,
  message: row.message,
  status: statusOf(row, now),
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
});

/** A timer says that time ran out a moment after it did. */
export const statusOf = ({ status, expires_at }: Pick<Row, 'status' | 'expires_at'>, now: Instant): string =>
  status === 'open' && expires_at <= now ? 'expired' : status;

export const ListJoinRequests = query('ListJoinRequests', joinRequests, listJoinRequests);

export const ListJoinRequestsController = serve(routes.organization.listJoinRequests, ListJoinRequests);
