import {
  allowedUnder,
  current,
  isSystemRole,
  roleNameUnder,
  unsaidPolicies,
  type OwnRoles,
  type PoliciesInForce,
  type Replacements,
  type Role,
} from '@annals/contracts';
import { json, rows, shown, type RowsOf, type ViewEvent, type Writer } from '@annals/views';

/** The organization's own roles, for views that show what somebody has: a retired one stands for what replaced it. */
export const ownRoleRows = rows({
  key: ['organization_id', 'role_id'],
  columns: {
    organization_id: 'uuid',
    role_id: 'uuid',
    name: 'text?',
    purpose: 'text?',
    permissions: json<readonly string[]>(),
    retired: 'bool',
    replaced_by: 'text?',
    created_at: 'instant',
    changed_at: 'instant',
  },
});
export type OwnRoleRow = RowsOf<typeof ownRoleRows>;
interface Tables {
  readonly roles: Writer<typeof ownRoleRows>;
}

/** How events fill that table: handlers for a view whose `roles` it is. */
export const ownRoleHandlers = {
  RoleCreated: (t: Tables, e: ViewEvent<'RoleCreated'>): void =>
    t.roles.put({
      organization_id: e.organization,
      role_id: e.data.roleId,
      name: shown(e.text, 'name'),
      purpose: shown(e.text, 'purpose') ?? null,
      permissions: e.data.permissions,
      retired: false,
      created_at: e.at,
      changed_at: e.at,
    }),
  RoleRenamed: (t: Tables, e: ViewEvent<'RoleRenamed'>): void =>
    t.roles.patch([e.organization, e.data.roleId], { name: shown(e.text, 'name'), changed_at: e.at }),
  RolePurposeChanged: (t: Tables, e: ViewEvent<'RolePurposeChanged'>): void =>
    t.roles.patch([e.organization, e.data.roleId], { purpose: shown(e.text, 'purpose') ?? null, changed_at: e.at }),
  RolePermissionsChanged: (t: Tables, e: ViewEvent<'RolePermissionsChanged'>): void =>
    t.roles.patch([e.organization, e.data.roleId], { permissions: e.data.permissions, changed_at: e.at }),
  RoleRetired: (t: Tables, e: ViewEvent<'RoleRetired'>): void =>
    t.roles.patch([e.organization, e.data.roleId], {
      retired: true,
      replaced_by: e.data.replacedBy ?? null,
      changed_at: e.at,
    }),
};

/** The organization's own roles as a view has them now. */
export interface OwnRolesNow {
  readonly replacements: Replacements;
  /** What each allows that somebody can hold, built-in ones where a policy changes them, for `granted`. */
  readonly allow: OwnRoles;
  /** The roles of a row as they are now: each retired one is what replaced it. */
  readonly heldNow: (roles: readonly Role[]) => readonly Role[];
  /** What people read for a role: a built-in one, or the organization's own by the name that it has now. */
  readonly nameOf: (role: Role) => string;
  /** The roles of a row as an answer says them (`namedRoles`). */
  readonly said: (roles: readonly Role[]) => { readonly roles: Role[]; readonly roleNames: string[] };
}

/** What a name reads as once the organization's key is gone, or where no event made such a role. */
const ERASED = '[erased]';

/**
 * Reads the rows of one organization.
 * @param policies those that are in force there; needed where it matters what a role allows, or what owners are called
 */
export function ownRolesNow(kept: readonly OwnRoleRow[], policies: PoliciesInForce = unsaidPolicies): OwnRolesNow {
  const byId = new Map(kept.map((row) => [row.role_id, row]));
  const replacements: Replacements = new Map(
    kept.filter(({ retired }) => retired).map((row) => [row.role_id, row.replaced_by ?? undefined]),
  );
  const nameOf = (role: Role): string => roleNameUnder(policies.ownerTerm, role) ?? byId.get(role)?.name ?? ERASED;
  const heldNow = (roles: readonly Role[]): readonly Role[] => current(roles, replacements);
  return {
    replacements,
    allow: (role) => {
      if (isSystemRole(role)) return allowedUnder(policies, role);
      return byId.get(role)?.retired === false ? byId.get(role)?.permissions : undefined;
    },
    heldNow,
    nameOf,
    said: (roles) => {
      const now = heldNow(roles);
      return { roles: [...now], roleNames: now.map(nameOf) };
    },
  };
}
