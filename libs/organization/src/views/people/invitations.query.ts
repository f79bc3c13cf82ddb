import { instant, Invitation, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { nowFor, query, type QueryContext, serve } from '@annals/platform';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { people } from './people.view';
import { placesNamed } from './places';
import { haveOneOf, rolesNow, type RolesNow } from './roles-now';

type Row = TablesOf<typeof people>['invitations'] & { readonly alias: string | null };
type Route = typeof routes.organization.listInvitations;
type Item = z.output<typeof Invitation>;

/** Later ones of one instant have less: those of a list stay in its order, however the list of all goes. */
const nth = sql<number>`-invitations.sequence`;
const newestFirst = descending(key('invitations.invited_at', instant), { column: 'nth', sorted: nth, kind: z.int() });

/** Invitations, open and closed, newest first, those of one list in its order. `open` counts those of the role that can still be accepted, on all pages. */
async function listInvitations(
  db: ViewDb<typeof people>,
  asked: AskedOf<Route>,
  context: QueryContext,
): Promise<AnswerOf<Route>> {
  const now = nowFor(context);
  const known = await rolesNow(db, asked.organizationId);
  const ofRole = asked.role === undefined ? sql<SqlBool>`true` : haveOneOf('invitations.roles', [asked.role], known);
  const found = db
    .selectFrom('invitations')
    .leftJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'invitations.organization_id')
        .onRef('members.person_id', '=', 'invitations.invited_by'),
    )
    .selectAll('invitations')
    .select(['members.alias', nth.as('nth')])
    .where('invitations.organization_id', '=', asked.organizationId)
    .where(ofRole)
    .$if(asked.status === 'open', (all) => all.where(isOpen(now)));
  const { rows, next } = await pageOf(found, newestFirst, asked);
  const { open } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll().as('open'))
    .where('organization_id', '=', asked.organizationId)
    .where(ofRole)
    .where(isOpen(now))
    .executeTakeFirstOrThrow();
  const named = await placesNamed(db, { organizationId: asked.organizationId, known, context });
  const items = rows.map((row) => ({ ...itemOf(row, now, known), workspaces: named(row.workspaces) }));
  return { items, next, open: Number(open) };
}

/** It can still be accepted. */
const isOpen =
  (now: Instant) =>
  (row: ExpressionBuilder<TablesOf<typeof people>, 'invitations'>): Expression<SqlBool> =>
    row.and([row('invitations.status', '=', 'open'), row('invitations.expires_at', '>', now)]);

const itemOf = (row: Row, now: Instant, known: RolesNow): Omit<Item, 'workspaces'> => ({
  invitationId: row.invitation_id,
  email: row.email,
  ...known.said(row.roles),
  status: statusOf(row, now),
  invitedBy: row.invited_by,
  invitedByAlias: row.alias,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
  accessUntil: row.access_until,
  mailedAt: row.mailed_at,
});

/** No event says that time ran out: an open one is expired from the instant on that it was given. */
const statusOf = ({ status, expires_at }: Row, now: Instant): Item['status'] =>
  Invitation.shape.status.parse(status === 'open' && expires_at <= now ? 'expired' : status);

export const ListInvitations = query('ListInvitations', people, listInvitations);

export const ListInvitationsController = serve(routes.organization.listInvitations, ListInvitations);
