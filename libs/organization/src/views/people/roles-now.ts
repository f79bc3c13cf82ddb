import { current, isSystemRole, permissionsOf, systemRole, type Permission, type Role } from '@annals/contracts';
import { ownRolesNow, type OwnRoleRow, type OwnRolesNow } from '@annals/platform';
import { type ViewDb } from '@annals/views';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { ownRoles, type RolesHere } from '../../organization/roles';
import type { people } from './people.view';
import { policiesNow } from './policies-now';

/** The roles of an organization as the view has them. */
export interface RolesNow extends OwnRolesNow {
  /** The organization's own that somebody can hold, the oldest first. */
  readonly own: readonly OwnRoleRow[];
  /** As decisions see them, so that rules are asked the same way. */
  readonly decided: RolesHere;
}

/** The organization's own roles, what became of those that were retired, and what somebody gets unasked. */
export async function rolesNow(db: ViewDb<typeof people>, organizationId: string): Promise<RolesNow> {
  const rows = await db
    .selectFrom('roles')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('created_at')
    .orderBy('role_id')
    .execute();
  const set = await db
    .selectFrom('default_roles')
    .select('role')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  const { policies } = await policiesNow(db, organizationId);
  const now = ownRolesNow(rows, policies);
  const asDecided = ({ role_id: roleId, permissions, retired }: OwnRoleRow) =>
    [roleId, { roleId, name: now.nameOf(roleId), permissions, retired }] as const;
  return {
    ...now,
    own: rows.filter(({ retired }) => !retired),
    decided: {
      roles: { own: new Map(rows.map(asDecided)), default: now.heldNow([set?.role ?? 'member'])[0] ?? 'member' },
      policies: { inForce: policies },
    },
  };
}

/** Every role that somebody can hold here, in the order in which they are offered. */
export const allNow = ({ own }: RolesNow, offered: readonly Role[]): readonly Role[] => [
  ...offered,
  ...own.map(({ role_id }) => role_id),
];

/** What a role allows now. */
export const allowedNow = ({ decided }: RolesNow, role: Role): readonly Permission[] =>
  permissionsOf(role, ownRoles(decided));

/** Every role that allows something now. */
export const allowing = (known: RolesNow, permission: Permission): readonly Role[] =>
  allNow(known, systemRole.options).filter((role) => allowedNow(known, role).includes(permission));

/** Rows whose roles have one of these among them, also by a retired one that stands for it. */
export function haveOneOf(
  column: 'members.roles' | 'invitations.roles',
  asked: readonly Role[],
  known: RolesNow,
): RawBuilder<SqlBool> {
  const standing = [...known.replacements.keys()].filter((retired) =>
    current([retired], known.replacements).some((role) => asked.includes(role)),
  );
  const there = asked.filter((role) => isSystemRole(role) || known.decided.roles.own.get(role)?.retired !== true);
  return sql<SqlBool>`${sql.ref(column)} ?| ${sql.val([...there, ...standing])}::text[]`;
}
