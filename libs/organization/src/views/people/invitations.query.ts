import { id, instant, Invitation, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { query, serve } from '@annals/platform';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { people } from './people.view';
import { haveOneOf, rolesNow, type RolesNow } from './roles-now';

type Row = TablesOf<typeof people>['invitations'] & { readonly alias: string | null };
type Route = typeof routes.organization.listInvitations;
type Item = z.output<typeof Invitation>;

const newestFirst = descending(key('invitations.invited_at', instant), key('invitations.invitation_id', id));

/** Invitations, open and closed, newest first. `open` counts those that can still be accepted, on all pages. */
async function listInvitations(db: ViewDb<typeof people>, asked: AskedOf<Route>): Promise<AnswerOf<Route>> {
  const now = new Date().toISOString();
  const known = await rolesNow(db, asked.organizationId);
  const found = db
    .selectFrom('invitations')
    .leftJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'invitations.organization_id')
        .onRef('members.person_id', '=', 'invitations.invited_by'),
    )
    .selectAll('invitations')
    .select('members.alias')
    .where('invitations.organization_id', '=', asked.organizationId)
    .$if(asked.role !== undefined, (all) => all.where(haveOneOf('invitations.roles', [asked.role ?? ''], known)));
  const { rows, next } = await pageOf(found, newestFirst, asked);
  const { open } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll().as('open'))
    .where('organization_id', '=', asked.organizationId)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return { items: rows.map((row) => itemOf(row, now, known)), next, open: Number(open) };
}

const itemOf = (row: Row, now: Instant, known: RolesNow): Item => ({
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
