import { current, isSystemRole, permissionsOf, type Permission, type Replacements, type Role } from '@annals/contracts';
import type { TablesOf, ViewDb } from '@annals/views';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inOrder, ownRoles, type Roles } from '../../organization/roles';
import type { people } from './people.view';
import { policiesNow } from './policies-now';

type Row = TablesOf<typeof people>['roles'];

/** The roles of an organization as the view has them. */
export interface RolesNow {
  /** The organization's own that somebody can hold, the oldest first. */
  readonly own: readonly Row[];
  readonly replacements: Replacements;
  /** As decisions see them, so that rules are asked the same way. */
  readonly slice: Roles;
  /** What its owners are called here. */
  readonly ownerTerm: string;
}

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';
export const nameOf = ({ name }: Pick<Row, 'name'>): string => name ?? ERASED;

/** The organization's own roles, and what became of those that were retired. */
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
  const replacements: Replacements = new Map(
    rows.filter(({ retired }) => retired).map((row) => [row.role_id, row.replaced_by ?? undefined]),
  );
  return {
    own: rows.filter(({ retired }) => !retired),
    replacements,
    slice: {
      own: new Map(
        rows.map((row) => [
          row.role_id,
          { roleId: row.role_id, name: nameOf(row), permissions: row.permissions, retired: row.retired },
        ]),
      ),
      default: current([set?.role ?? 'member'], replacements)[0] ?? 'member',
      under: policies,
    },
    ownerTerm: policies.ownerTerm,
  };
}

/** The roles of a row as they are now: each retired one is what replaced it. */
export const heldNow = (roles: readonly Role[], { replacements }: RolesNow): readonly Role[] => {
  const now = current(roles, replacements);
  return now.length === 0 ? now : inOrder(now);
};

/** Every role that somebody can hold here, in the order in which they are offered. */
export const allNow = ({ own }: RolesNow, offered: readonly Role[]): readonly Role[] => [
  ...offered,
  ...own.map(({ role_id }) => role_id),
];

/** What a role allows now. */
export const allowedNow = ({ slice }: RolesNow, role: Role): readonly Permission[] =>
  permissionsOf(role, ownRoles(slice));

/** Rows whose roles have one of these among them, also by a retired one that stands for it. */
export function haveOneOf(column: 'members.roles', asked: readonly Role[], known: RolesNow): RawBuilder<SqlBool> {
  const standing = [...known.replacements.keys()].filter((retired) =>
    current([retired], known.replacements).some((role) => asked.includes(role)),
  );
  const there = asked.filter((role) => isSystemRole(role) || known.slice.own.get(role)?.retired !== true);
  return sql<SqlBool>`${sql.ref(column)} ?| ${sql.val([...there, ...standing])}::text[]`;
}
