import {
  roleThere,
  rolesInEveryWorkspace,
  rolesOwningEveryWorkspace,
  workspacePermissionsOf,
  workspaceRole,
  type Permission,
  type Role,
} from '@annals/contracts';
import type { ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { people } from './people.view';
import { allowing, haveOneOf, type RolesNow } from './roles-now';

type Db = ViewDb<typeof people>;

export const activeMembers = (db: Db, organizationId: string) =>
  db.selectFrom('members').where('members.organization_id', '=', organizationId).where('status', '=', 'active');

/** What is asked: who may something, in the organization or in one workspace. */
export interface Question {
  readonly organizationId: string;
  readonly permission: Permission;
  readonly workspace?: string | undefined;
}

/** What somebody becomes in every workspace by one role of the organization. */
const inheritedBy = (role: Role): string => roleThere([role], null)?.role ?? '';
const allowsThere = (role: string, permission: Permission) => workspacePermissionsOf(role).includes(permission);

/**
 * Active members who may, each beside what they were added to the workspace as in their present membership: by a role of
 * the organization, by what such a role makes them there, or by what they were added as, where workspaces have roles.
 */
export function holdersOf(db: Db, { organizationId, permission, workspace }: Question, known: RolesNow) {
  const inheriting = rolesInEveryWorkspace.filter((role) => allowsThere(inheritedBy(role), permission));
  const added = workspaceRole.options.filter((role) => allowsThere(role, permission));
  const { workspaceRoles } = known.decided.policies.inForce;
  return activeMembers(db, organizationId)
    .leftJoin('workspace_members as added', (join) =>
      join
        .onRef('added.organization_id', '=', 'members.organization_id')
        .onRef('added.person_id', '=', 'members.person_id')
        .onRef('added.added_sequence', '>', 'members.sequence')
        .on(sql<boolean>`added.workspace_id = ${workspace ?? null}::uuid`),
    )
    .where((row) =>
      row.or([
        haveOneOf('members.roles', allowing(known, permission), known),
        ...(workspace === undefined ? [] : [inherits(inheriting, known)]),
        ...(workspaceRoles ? [sql<boolean>`added.role = ANY (${added}::text[])`] : []),
      ]),
    );
}

/** `roleThere`: what somebody was added as stands in place of what is less. */
const inherits = (roles: readonly Role[], known: RolesNow) =>
  sql<boolean>`(${haveOneOf('members.roles', roles, known)}
    AND (added.role IS NULL OR ${haveOneOf('members.roles', rolesOwningEveryWorkspace, known)}))`;
