import type { Role } from '@annals/contracts';
import { roleNames } from '../format/words';
import { useRoles } from './use-roles';

/** Roles by their names, the organization's own as they are called now. */
export function RoleNames({ of }: { of: readonly Role[] }) {
  return roleNames(of, useRoles().named);
}
