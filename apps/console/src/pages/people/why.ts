import { granted, isSystemRole, type Permission, type Role, type SystemRole } from '@annals/contracts';

/** What roles allow, each permission with the built-in roles that grant it. */
export function whyMay(roles: readonly Role[]): ReadonlyMap<Permission, readonly SystemRole[]> {
  return new Map([...granted(roles)].map(([permission, by]) => [permission, by.filter(isSystemRole)]));
}
