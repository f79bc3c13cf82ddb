import {
  memberStatus,
  refused,
  roleThere,
  rolesInEveryWorkspace,
  routes,
  type AnswerOf,
  type AskedOf,
} from '@annals/contracts';
import { mayReadEmail, nowFor, query, type QueryContext, serve, workspacesWith } from '@annals/platform';
import { inWorkspaces, pageOfAll, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { people } from './people.view';
import { policiesNow } from './policies-now';

type Db = ViewDb<typeof people>;
type Route = typeof routes.organization.listWorkspaceMembers;
type Asked = AskedOf<Route>;
type Item = AnswerOf<Route>['items'][number];

/** Members who were added here in their present membership, or whose role in the organization reaches here. */
async function membersOf(db: Db, { organizationId, workspaceId }: Asked): Promise<Item[]> {
  const rows = await db
    .selectFrom('members')
    .leftJoin('workspace_members as added', (join) =>
      join
        .onRef('added.organization_id', '=', 'members.organization_id')
        .onRef('added.person_id', '=', 'members.person_id')
        .onRef('added.added_sequence', '>', 'members.sequence')
        .on('added.workspace_id', '=', workspaceId),
    )
    .leftJoin('activity', (join) =>
      join
        .onRef('activity.organization_id', '=', 'members.organization_id')
        .onRef('activity.user_id', '=', 'members.user_id'),
    )
    .select(['members.person_id', 'members.alias', 'members.roles', 'members.status', 'activity.last_active_at'])
    .select(['added.role', 'added.added_at'])
    .where('members.organization_id', '=', organizationId)
    .where('members.status', '!=', 'former')
    .where((row) =>
      row.or([
        row('added.role', 'is not', null),
        sql<boolean>`members.roles ?| ${sql.val([...rolesInEveryWorkspace])}::text[]`,
      ]),
    )
    .execute();
  return rows.flatMap((row) => {
    const there = roleThere(row.roles, row.role);
    if (!there) return [];
    const addedAt = there.inheritedFrom === null ? row.added_at : null;
    const { person_id: personId, alias, last_active_at: lastActiveAt } = row;
    const status = memberStatus.parse(row.status);
    return [{ personId, alias, ...there, status, addedAt, lastActiveAt, invitation: null }];
  });
}

/** Who will come in with an invitation that is open now. Its address is for those who may see addresses. */
async function invitedTo(db: Db, { organizationId, workspaceId }: Asked, context: QueryContext): Promise<Item[]> {
  const { policies } = await policiesNow(db, organizationId);
  if (!policies.workspaceRoles) return [];
  const rows = await db
    .selectFrom('invitations')
    .select(['invitation_id', 'person_id', 'email', 'expires_at', 'workspaces'])
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'open')
    .where('expires_at', '>', nowFor(context))
    .where(sql<boolean>`workspaces @> ${JSON.stringify([{ workspaceId }])}::jsonb`)
    .execute();
  return rows.flatMap((row) => {
    const place = row.workspaces.find((each) => each.workspaceId === workspaceId);
    if (!place) return [];
    const email = mayReadEmail(context) ? { email: row.email } : {};
    const invitation = { invitationId: row.invitation_id, expiresAt: row.expires_at, ...email };
    const nothingYet = { alias: null, inheritedFrom: null, status: null, addedAt: null, lastActiveAt: null };
    return [{ personId: row.person_id, role: place.role, ...nothingYet, invitation }];
  });
}

/**
 * Who was added, by name, then who is invited, then who comes in by a role of the organization. The guard judged whether
 * who asks may see people; a workspace that they do not see does not exist for them (A6).
 */
async function listWorkspaceMembers(db: Db, asked: Asked, context: QueryContext): Promise<AnswerOf<Route>> {
  const workspace = await db
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('organization_id', '=', asked.organizationId)
    .where('workspace_id', '=', asked.workspaceId)
    .where(inWorkspaces('workspace_id', workspacesWith(context, 'workspaces:list_all')))
    .executeTakeFirst();
  if (!workspace) throw refused('WORKSPACE_NOT_FOUND');
  const looked = (asked.search ?? '').trim().toLowerCase();
  const all = [...(await membersOf(db, asked)), ...(await invitedTo(db, asked, context))];
  const found = all.filter((item) => shownAs(item).toLowerCase().includes(looked));
  const page = pageOfAll(found, [rank, shownAs, ({ personId }) => personId], asked);
  const invited = found.filter(({ invitation }) => invitation !== null).length;
  return { items: [...page.rows], next: page.next, total: found.length, invited };
}

const shownAs = ({ alias, invitation }: Item): string => alias ?? invitation?.email ?? '';

function rank({ invitation, inheritedFrom }: Item): string {
  if (invitation !== null) return '1';
  return inheritedFrom === null ? '0' : '2';
}

export const ListWorkspaceMembers = query('ListWorkspaceMembers', people, listWorkspaceMembers);
export const ListWorkspaceMembersController = serve(routes.organization.listWorkspaceMembers, ListWorkspaceMembers);
