import {
  allowedUnder,
  comparableName,
  isSystemRole,
  ordered,
  permissionsOf,
  refused,
  roleNameUnder,
  systemRoles,
  type OrganizationEvent,
  type OwnRoles,
  type Permission,
  type Role,
} from '@annals/contracts';
import { type Frozen, type SliceEvolve } from '@annals/kernel';
import type { Policies } from './policies';

/** A role that the organization made. A retired one stays: what held it has `replacedBy` now. */
export interface OwnRole {
  readonly roleId: string;
  readonly name: string;
  readonly purpose?: string | undefined;
  readonly permissions: readonly string[];
  readonly retired: boolean;
}

export interface Roles {
  readonly own: Map<string, OwnRole>;
  /** What somebody gets who is brought in without anybody's choice. */
  default: Role;
}

/** The roles of an organization, under what it has decided about itself. */
export interface RolesHere {
  readonly roles: Roles;
  readonly policies: Policies;
}

export const noRoles = (): Roles => ({ own: new Map(), default: 'member' });

function change(roles: Roles, roleId: string, changes: Partial<OwnRole>): void {
  const role = roles.own.get(roleId);
  if (role) roles.own.set(roleId, { ...role, ...changes });
}

export const rolesEvolve = {
  RoleCreated(roles, { data: { roleId, permissions }, text: { name, purpose } }): void {
    roles.own.set(roleId, { roleId, name, purpose, permissions, retired: false });
  },
  RoleRenamed: (roles, { data, text }): void => change(roles, data.roleId, { name: text.name }),
  RolePurposeChanged: (roles, { data, text }): void => change(roles, data.roleId, { purpose: text.purpose }),
  RolePermissionsChanged: (roles, { data }): void => change(roles, data.roleId, { permissions: data.permissions }),
  RoleRetired(roles, { data: { roleId, replacedBy } }): void {
    change(roles, roleId, { retired: true });
    if (roles.default === roleId) roles.default = replacedBy ?? 'member';
  },
  DefaultRoleSet(roles, { data }): void {
    roles.default = data.role;
  },
} satisfies SliceEvolve<Roles, OrganizationEvent>;

/**
 * What the organization says that roles allow, for `granted`: its own, retired ones nothing; built-in ones where its
 * policies change them.
 */
export const ownRoles =
  ({ roles: { own }, policies }: Frozen<RolesHere>): OwnRoles =>
  (role) => {
    if (isSystemRole(role)) return allowedUnder(policies.inForce, role);
    const found = own.get(role);
    return found && !found.retired ? found.permissions : undefined;
  };

/** Whether somebody can be given this role here now: hidden ones stay with who has them. */
export function exists({ roles: { own }, policies }: Frozen<RolesHere>, role: Role): boolean {
  return isSystemRole(role) ? !policies.inForce.hiddenRoles.includes(role) : own.get(role)?.retired === false;
}

/** @throws Refused ROLE_NOT_FOUND */
export function mustExist(here: Frozen<RolesHere>, asked: readonly Role[]): void {
  for (const role of asked) if (!exists(here, role)) throw refused('ROLE_NOT_FOUND', { role });
}

/**
 * A role that can be changed. @throws Refused SYSTEM_ROLE_IMMUTABLE for a built-in one, ROLE_NOT_FOUND, also for one
 * that is retired
 */
export function mustBeOwn(roles: Frozen<Roles>, roleId: Role): Frozen<OwnRole> {
  if (isSystemRole(roleId)) throw refused('SYSTEM_ROLE_IMMUTABLE');
  const role = roles.own.get(roleId);
  if (!role || role.retired) throw refused('ROLE_NOT_FOUND', { role: roleId });
  return role;
}

/** Roles with what people read for each, as answers and mails say them (`namedRoles`). */
export const named = ({ roles: { own }, policies }: Frozen<RolesHere>, roles: readonly Role[]) => ({
  roles: ordered(roles),
  roleNames: ordered(roles).map(
    (role) => roleNameUnder(policies.inForce.ownerTerm, role) ?? own.get(role)?.name ?? role,
  ),
});

/** The roles of the organization's own that somebody can hold. */
export const ownNow = ({ own }: Frozen<Roles>): readonly Frozen<OwnRole>[] =>
  [...own.values()].filter(({ retired }) => !retired);

/**
 * No two roles are called the same, built-in ones among them.
 * @param except the role that is to be called so
 * @throws Refused ROLE_NAME_TAKEN
 */
export function mustBeFree(roles: Frozen<Roles>, name: string, except?: Role): void {
  const others = ownNow(roles).filter(({ roleId }) => roleId !== except);
  const taken = [...Object.values(systemRoles), ...others].map((role) => comparableName(role.name));
  if (taken.includes(comparableName(name))) throw refused('ROLE_NAME_TAKEN');
}

/**
 * Nobody becomes an owner unasked: that is an owner's act, each time. @throws Refused ONLY_OWNER_MAY_GRANT_OWNER
 */
export function mustBeDefaultable(role: Role): void {
  if (role === 'owner') throw refused('ONLY_OWNER_MAY_GRANT_OWNER');
}

/** So many roles of its own an organization has, not counting retired ones. */
const LIMIT = 50;

/** @throws Refused CUSTOM_ROLES_DISABLED, ROLE_LIMIT */
export function mustHaveRoomForRole({ roles, policies }: Frozen<RolesHere>): void {
  if (!policies.inForce.customRoles) throw refused('CUSTOM_ROLES_DISABLED');
  if (ownNow(roles).length >= LIMIT) throw refused('ROLE_LIMIT', { limit: LIMIT });
}

/** What a role of this organization allows, of what this release knows. */
export const allowedBy = (here: Frozen<RolesHere>, role: Role): readonly Permission[] =>
  permissionsOf(role, ownRoles(here));

/** Each role once, in the order in which they are offered; at least one. */
export function inOrder<R extends Role>(roles: readonly R[]): readonly [R, ...R[]] {
  const [first, ...others] = ordered(roles);
  if (first === undefined) throw refused('VALIDATION_FAILED', { field: 'roles' });
  return [first, ...others];
}

/** Whether two sets of roles are equal, whatever their order. */
export function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((name) => right.has(name));
}

/** A set of roles after one of them was retired. */
export function without(roles: readonly Role[], retired: Role, replacedBy: Role | undefined): readonly Role[] {
  if (!roles.includes(retired)) return roles;
  const others = roles.filter((role) => role !== retired);
  return replacedBy === undefined || others.includes(replacedBy) ? others : [...others, replacedBy];
}
