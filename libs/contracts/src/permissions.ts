import { z } from 'zod';
import { id, inWords, isWord, word } from './words';

/**
 * Every permission, with what it lets a person do. The guard, the role editor, the console's buttons and the docs read
 * this table (domain.md §5).
 */
export const permissions = {
  'org:read': 'See the organization',
  'org.info:write': 'Rename the organization',
  'members:read': 'See members and their roles',
  'members.email:read': 'See e-mail addresses of members',
  'invitations:manage': 'Invite people, send invitations again, revoke them',
  'members.roles:change': 'Change roles',
  'members:remove': 'Remove members',
  'members:leave': 'Leave the organization',
  'bots:read': 'See bots and their status',
  'bots:create': 'Register bots',
  'bots:toggle': 'Enable and disable bots',
  'bots:heartbeat': 'Report that a bot is alive',
  'runs:read': 'See runs',
  'runs:start': 'Start runs',
  'runs:report': 'Report start, progress and end of runs',
  'api_keys:read': 'See API keys, without their secrets',
  'api_keys:manage': 'Issue and revoke API keys',
  'audit:read': 'Read the audit log',
} as const;

export type Permission = keyof typeof permissions;
export const permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);

const all = Object.keys(permissions) as Permission[];
const machine: readonly Permission[] = ['bots:heartbeat', 'runs:report'];
const people = all.filter((name) => !machine.includes(name));

/**
 * The built-in roles (domain.md §5; Auditor from its head note): what each may do, in the order in which they are
 * offered.
 */
export const systemRoles = {
  owner: { name: 'Owner', meaning: 'Can do everything, and appoint owners.', permissions: people },
  admin: { name: 'Admin', meaning: 'Runs the organization; cannot appoint or remove owners.', permissions: people },
  auditor: {
    name: 'Auditor',
    meaning: 'Reads everything, changes nothing.',
    permissions: [
      'org:read',
      'members:read',
      'members.email:read',
      'members:leave',
      'bots:read',
      'runs:read',
      'api_keys:read',
      'audit:read',
    ],
  },
  member: {
    name: 'Member',
    meaning: 'Sees people, bots and runs.',
    permissions: ['org:read', 'members:read', 'members:leave', 'bots:read', 'runs:read'],
  },
} as const satisfies Record<string, { name: string; meaning: string; permissions: readonly Permission[] }>;

export type SystemRole = keyof typeof systemRoles;
export const systemRole = z.enum(Object.keys(systemRoles) as [SystemRole, ...SystemRole[]]);

/** What a bot's own key may do (issue: heartbeat and its runs). */
export const botKeyPermissions: readonly Permission[] = machine;

/**
 * What gives or takes rights is done by people: on a key it would outlive them, as keys that issue keys or invite
 * members do.
 */
export const peopleOnlyPermissions: readonly Permission[] = [
  'invitations:manage',
  'members.roles:change',
  'members:remove',
  'members:leave',
  'api_keys:manage',
];

/** What a person may put on a key, as far as they may it themselves. */
export const personKeyPermissions: readonly Permission[] = people.filter(
  (name) => !peopleOnlyPermissions.includes(name),
);

/** A role as it is stored and answered: a built-in one by its name, an organization's own by its id. */
export const role = z.union([word(systemRole.options), id]);
export type Role = z.output<typeof role>;

/** Whether it is one of today's built-in roles; others are known by their ids, or by newer releases only. */
export const isSystemRole = (name: Role): name is SystemRole => Object.hasOwn(systemRoles, name);

/**
 * What people read for a role: the name of a built-in one, the word itself of one that this release does not know;
 * undefined for an organization's own, which is known by its id.
 */
export function roleName(role: Role): string | undefined {
  if (isSystemRole(role)) return systemRoles[role].name;
  return isWord(role) ? inWords({}, role) : undefined;
}

/** What a set of roles allows, each permission with the roles that grant it. */
export function granted(roles: Iterable<Role>): ReadonlyMap<Permission, readonly Role[]> {
  const grants = new Map<Permission, Role[]>();
  for (const name of roles) {
    if (!isSystemRole(name)) continue;
    for (const each of systemRoles[name].permissions) grants.set(each, [...(grants.get(each) ?? []), name]);
  }
  return grants;
}

/**
 * What a person's key may at a moment: what it was given, as far as its holder's roles allow it then; each with the
 * roles that do.
 */
export function personKeyMay(
  given: readonly string[],
  roles: Iterable<Role>,
): ReadonlyMap<Permission, readonly Role[]> {
  return new Map([...granted(roles)].filter(([name]) => given.includes(name) && personKeyPermissions.includes(name)));
}

/**
 * Roles that somebody with `roles` may grant and revoke (domain.md §5, grantable sets): an Owner all, an Admin all but
 * Owner, others none.
 */
export function grantable(roles: Iterable<Role>): ReadonlySet<SystemRole> {
  const held = new Set(roles);
  if (held.has('owner')) return new Set<SystemRole>(['owner', 'admin', 'auditor', 'member']);
  if (held.has('admin')) return new Set<SystemRole>(['admin', 'auditor', 'member']);
  return new Set();
}
