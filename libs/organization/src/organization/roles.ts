import { grantable, refused, systemRoles, type Role } from '@annals/contracts';

const offered = Object.keys(systemRoles);

/** Each role once, in the order in which they are offered: the same set always reads the same. */
export function inOrder<R extends Role>(roles: readonly R[]): readonly [R, ...R[]] {
  const [first, ...others] = [...new Set(roles)].sort((a, b) => offered.indexOf(a) - offered.indexOf(b));
  if (first === undefined) throw refused('VALIDATION_FAILED', { field: 'roles' });
  return [first, ...others];
}

/** Whether two sets of roles are equal, whatever their order. */
export function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((name) => right.has(name));
}

/** Whether somebody with `held` may grant and take away every one of `roles` (domain.md I-3). */
export function mayGrant(held: readonly Role[], roles: readonly Role[]): boolean {
  const allowed: ReadonlySet<Role> = grantable(held);
  return roles.every((name) => allowed.has(name));
}

/**
 * I-3: nobody hands out or takes away what they may not grant, and Owner only comes from an Owner.
 * @throws Refused ONLY_OWNER_MAY_GRANT_OWNER, ROLE_NOT_GRANTABLE with the roles that are out of reach
 */
export function mustGrant(held: readonly Role[], roles: readonly Role[]): void {
  const allowed: ReadonlySet<Role> = grantable(held);
  const refusedRoles = inOrder(roles).filter((name) => !allowed.has(name));
  if (refusedRoles.includes('owner')) throw refused('ONLY_OWNER_MAY_GRANT_OWNER');
  if (refusedRoles.length > 0) throw refused('ROLE_NOT_GRANTABLE', { roles: refusedRoles });
}
