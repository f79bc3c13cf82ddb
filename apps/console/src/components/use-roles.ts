import {
  type OwnRoles,
  permissionsOf,
  type RoleEntry,
  roleNameUnder,
  systemRole,
  systemRoles,
} from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { rolesQuery } from '../api/queries';
import { useOrganization } from '../app/frame/frame-context';
import { plural, type RoleNaming } from '../format/words';

export type AnyRole = z.output<typeof RoleEntry>;

/** A role as it is chosen. */
export type OfferedRole = Pick<AnyRole, 'role' | 'name' | 'purpose' | 'permissions' | 'grantable'>;

/** The roles that there are, as far as the reader may see them. */
export interface KnownRoles {
  /** Built-in ones as they are offered, then the organization's own by age. */
  readonly all: readonly OfferedRole[];
  readonly named: RoleNaming;
  /** What the organization's own allow, for `granted`. */
  readonly own: OwnRoles;
}

/** The roles of the organization; the built-in ones alone for who may not read them. */
export function useRoles(): KnownRoles {
  const { organizationId, membership, can } = useOrganization();
  const { data } = useQuery({ ...rolesQuery(organizationId), enabled: can('roles:read') });
  const all: readonly OfferedRole[] =
    data ??
    systemRole.options.map((role) => ({
      role,
      name: roleNameUnder(membership.terms.owner, role) ?? role,
      purpose: systemRoles[role].meaning,
      permissions: [...permissionsOf(role)],
      grantable: membership.grantable.includes(role),
    }));
  const known = new Map(all.map((each) => [each.role, each]));
  return { all, named: (role) => known.get(role)?.name, own: (role) => known.get(role)?.permissions };
}

/** What a role is for, in the words of who made it; where nobody says, it is how much it allows. */
export const roleMeaning = ({ purpose, permissions }: Pick<OfferedRole, 'purpose' | 'permissions'>): string =>
  purpose ?? `Yours: allows ${plural(permissions.length, 'thing')}.`;
