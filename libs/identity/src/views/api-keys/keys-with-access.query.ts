import {
  botKeyPermissions,
  granted,
  id,
  instant,
  personKeyPermissions,
  refused,
  routes,
  systemRole,
  workspacePermissionsOf,
  workspaceRole,
  type AnswerOf,
  type AskedOf,
  type Role,
} from '@annals/contracts';
import {
  nowFor,
  policiesSaid,
  query,
  serve,
  workspacesWith,
  type OwnRolesNow,
  type QueryContext,
} from '@annals/platform';
import { descending, inWorkspaces, key, pageOf, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { ERASED, rolesOf } from './api-keys.query';
import { apiKeys } from './api-keys.view';

type Db = ViewDb<typeof apiKeys>;
type Route = typeof routes.identity.listKeysWithAccess;
type Asked = AskedOf<Route>;

const newestFirst = descending(key('keys.issued_at', instant), key('keys.key_id', id));

/** What allows it to a holder: roles of the organization, by what stands for retired ones, too; roles of the workspace. */
interface Allowing {
  readonly roles: readonly Role[];
  readonly there: readonly string[];
}

async function allowing(db: Db, { organizationId, permission }: Asked, known: OwnRolesNow): Promise<Allowing> {
  const own = await db.selectFrom('roles').select('role_id').where('organization_id', '=', organizationId).execute();
  const said = await db.selectFrom('policies').selectAll().where('organization_id', '=', organizationId).execute();
  const roles: readonly Role[] = [...systemRole.options, ...own.map(({ role_id: roleId }) => roleId)];
  return {
    roles: roles.filter((role) => granted(known.heldNow([role]), known.allow).has(permission)),
    there: policiesSaid(said).workspaceRoles
      ? workspaceRole.options.filter((role) => workspacePermissionsOf(role).includes(permission))
      : [],
  };
}

/** Keys that are open then, were given the permission, and whose holder may it (`allowedIn`). */
function keysWith(db: Db, { organizationId, permission, workspace }: Asked, { roles, there }: Allowing) {
  const ofBot = sql<boolean>`(keys.bot_id IS NOT NULL AND ${botKeyPermissions.includes(permission)}
    AND (${workspace === undefined} OR bots.workspace_id = ${workspace ?? null}::uuid))`;
  const ofPerson = sql<boolean>`(keys.holder->>'kind' = 'person' AND ${personKeyPermissions.includes(permission)}
    AND members.active AND NOT members.suspended AND memberships.n = (keys.holder->>'membership')::int
    AND (members.roles ?| ${sql.val([...roles])}::text[] OR added.role = ANY (${sql.val([...there])}::text[])))`;
  return db
    .selectFrom('keys')
    .leftJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'keys.organization_id').onRef('bots.bot_id', '=', 'keys.bot_id'),
    )
    .leftJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'keys.organization_id')
        .onRef('members.person_id', '=', 'keys.issued_by'),
    )
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.organization_id', '=', 'keys.organization_id')
        .onRef('memberships.person_id', '=', 'keys.issued_by'),
    )
    .leftJoin('workspace_members as added', (join) =>
      join
        .onRef('added.organization_id', '=', 'keys.organization_id')
        .onRef('added.person_id', '=', 'keys.issued_by')
        .onRef('added.sequence', '>', 'members.sequence')
        .on(sql<boolean>`added.workspace_id = ${workspace ?? null}::uuid`),
    )
    .where('keys.organization_id', '=', organizationId)
    .where('keys.revoked_at', 'is', null)
    .where(sql<boolean>`keys.permissions ? ${permission}`)
    .where((row) => row.or([ofBot, ofPerson]));
}

/** With which keys something can be done (E3); `total` counts all of them, on every page. */
async function listKeysWithAccess(db: Db, asked: Asked, context: QueryContext): Promise<AnswerOf<Route>> {
  await mustSeeWorkspace(db, asked, context);
  const known = await rolesOf(db, asked.organizationId);
  const allows = await allowing(db, asked, known);
  const keys = keysWith(db, asked, allows).where('keys.expires_at', '>', nowFor(context));
  const { rows, next } = await pageOf(
    keys
      .selectAll('keys')
      .select(['bots.name as bot_name', 'members.alias', 'members.roles', 'added.role as added_role']),
    newestFirst,
    asked,
  );
  const { total } = await keys.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
  const items = rows.map((row) => ({
    keyId: row.key_id,
    name: row.name ?? ERASED,
    bot: row.bot_id === null ? null : { botId: row.bot_id, name: row.bot_name ?? ERASED },
    issuedBy: { personId: row.issued_by, alias: row.alias },
    ...known.said(row.bot_id === null ? (row.roles ?? []).filter((role) => allows.roles.includes(role)) : []),
    workspaceRole:
      row.bot_id === null && row.added_role !== null && allows.there.includes(row.added_role) ? row.added_role : null,
    issued: { sequence: row.sequence, at: row.issued_at },
    expiresAt: row.expires_at,
  }));
  return { items, next, total: Number(total) };
}

/** What who asks does not see does not exist (A6). @throws Refused WORKSPACE_NOT_FOUND */
async function mustSeeWorkspace(db: Db, { organizationId, workspace }: Asked, context: QueryContext): Promise<void> {
  if (workspace === undefined) return;
  const found = await db
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspace)
    .where(inWorkspaces('workspace_id', workspacesWith(context, 'workspaces:list_all')))
    .executeTakeFirst();
  if (!found) throw refused('WORKSPACE_NOT_FOUND');
}

export const ListKeysWithAccess = query('ListKeysWithAccess', apiKeys, listKeysWithAccess);
export const ListKeysWithAccessController = serve(routes.identity.listKeysWithAccess, ListKeysWithAccess);
