import { refused, systemRoles, type OwnRoles, type Role, type OrganizationEvent } from '@annals/contracts';
import { type Frozen, type SliceEvolve } from '@annals/kernel';

/** A role that the organization made. A retired one stays: what held it has `replacedBy` now. */
export interface OwnRole {
  readonly roleId: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly retired: boolean;
}

export interface Roles {
  readonly own: Map<string, OwnRole>;
  /** What somebody gets who is brought in without anybody's choice. */
  default: Role;
}

export const noRoles = (): Roles => ({ own: new Map(), default: 'member' });

function change(roles: Roles, roleId: string, changes: Partial<OwnRole>): void {
  const role = roles.own.get(roleId);
  if (role) roles.own.set(roleId, { ...role, ...changes });
}

export const rolesEvolve = {
  RoleCreated(roles, { data: { roleId, permissions }, text: { name } }): void {
    roles.own.set(roleId, { roleId, name, permissions, retired: false });
  },
  RoleRenamed: (roles, { data, text }): void => change(roles, data.roleId, { name: text.name }),
  RolePermissionsChanged: (roles, { data }): void => change(roles, data.roleId, { permissions: data.permissions }),
  RoleRetired(roles, { data: { roleId, replacedBy } }): void {
    change(roles, roleId, { retired: true });
    if (roles.default === roleId) roles.default = replacedBy ?? 'member';
  },
  DefaultRoleSet(roles, { data }): void {
    roles.default = data.role;
  },
} satisfies SliceEvolve<Roles, OrganizationEvent>;

/** What the organization's own roles allow, for `granted`. Retired ones allow nothing. */
export const ownRoles =
  ({ own }: Frozen<Roles>): OwnRoles =>
  (role) => {
    const found = own.get(role);
    return found && !found.retired ? found.permissions : undefined;
  };

/** Whether somebody can hold this role here now. */
export function exists({ own }: Frozen<Roles>, role: Role): boolean {
  return Object.hasOwn(systemRoles, role) || own.get(role)?.retired === false;
}

/** @throws Refused ROLE_NOT_FOUND */
export function mustExist(roles: Frozen<Roles>, asked: readonly Role[]): void {
  for (const role of asked) if (!exists(roles, role)) throw refused('ROLE_NOT_FOUND', { role });
}

const offered = Object.keys(systemRoles);
const place = (role: Role): number => (offered.includes(role) ? offered.indexOf(role) : offered.length);

/** Each role once, built-in ones in the order in which they are offered: the same set always reads the same. */
export function inOrder<R extends Role>(roles: readonly R[]): readonly [R, ...R[]] {
  const [first, ...others] = [...new Set(roles)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
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
