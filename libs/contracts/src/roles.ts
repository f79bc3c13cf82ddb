import { z } from 'zod';
import { peoplesPermissions, personKeyPermissions, type Permission } from './permissions';
import { id, inWords, isWord, word } from './words';

interface BuiltIn {
  readonly name: string;
  readonly meaning: string;
  readonly permissions: readonly Permission[];
}

const own: readonly Permission[] = [
  'org:transfer_ownership',
  'org:delete',
  'privacy.erasure:approve',
  'legal_hold:manage',
];
const members: readonly Permission[] = [
  'org:read',
  'members:read',
  'members:leave',
  'members.own_profile:write',
  'bots.access:request',
  'privacy:own',
];
const reads = peoplesPermissions.filter((name) => name.endsWith(':read'));

/**
 * The built-in roles (domain.md §5; Auditor from its head note): what each may do, in the order in which they are
 * offered. Nobody changes them.
 */
export const systemRoles = {
  owner: { name: 'Owner', meaning: 'Can do everything, and appoint owners.', permissions: peoplesPermissions },
  admin: {
    name: 'Admin',
    meaning: 'Runs the organization; cannot appoint or remove owners, nor delete it.',
    permissions: peoplesPermissions.filter((name) => !own.includes(name)),
  },
  billing_admin: {
    name: 'Billing admin',
    meaning: 'Sees people and roles, and looks after what is paid.',
    permissions: [
      'org:read',
      'org.info:read',
      'org.billing_address:read',
      'org.billing_address:write',
      'security:read',
      'members:read',
      'members.email:read',
      'members:leave',
      'members.own_profile:write',
      'bots.access:request',
      'privacy:own',
      'roles:read',
      'workspaces:list_all',
    ],
  },
  user_admin: {
    name: 'User admin',
    meaning: 'Brings people in and out, as members, externals and developers; makes workspaces and fills them.',
    permissions: [
      'org:read',
      'org.info:read',
      'security:read',
      'security:write',
      'members:read',
      'members.email:read',
      'members.belongings:read',
      'invitations:manage',
      'join_requests:decide',
      'members.roles:change',
      'members:suspend',
      'members:remove',
      'members:leave',
      'members.own_profile:write',
      'bots.access:request',
      'privacy:own',
      'roles:read',
      'effective_access:read',
      'privacy:read',
      'privacy:erase',
      'workspaces:list_all',
      'workspaces:create',
      'workspaces:edit',
      'workspaces:archive',
      'workspaces:delete',
      'workspaces.members:assign',
    ],
  },
  auditor: {
    name: 'Auditor',
    meaning: 'Reads everything, changes nothing.',
    permissions: [...reads, 'workspaces:list_all', 'members:leave', 'members.own_profile:write', 'privacy:own'],
  },
  member: {
    name: 'Member',
    meaning: 'Sees people, and the workspaces that they were added to.',
    permissions: [...members, 'bots.catalogue:read'],
  },
  external: {
    name: 'External',
    meaning: 'Belongs to somebody else; sees only what they were given.',
    permissions: ['org:read', 'members:leave', 'members.own_profile:write', 'bots.access:request', 'privacy:own'],
  },
  developer: {
    name: 'Developer',
    meaning: 'A member who builds for the marketplace.',
    permissions: [...members, 'bots.catalogue:read'],
  },
} as const satisfies Record<string, BuiltIn>;

export type SystemRole = keyof typeof systemRoles;
export const systemRole = z.enum(Object.keys(systemRoles) as [SystemRole, ...SystemRole[]]);

/** A role as it is stored and answered: a built-in one by its name, an organization's own by its id. */
export const role = z.union([word(systemRole.options), id]);
export type Role = z.output<typeof role>;

/**
 * Roles in an answer, with what people read for each: who reads it may see no list of the organization's own. The
 * names are those of now, also where a role was retired and another stands for it.
 */
export const namedRoles = { roles: z.array(role), roleNames: z.array(z.string()) };

/** A role as it is asked for: one that this release has, or an organization's own. */
export const askedRole = z.union([systemRole, id]);
/** The roles of somebody, as they are asked for. */
export const askedRoles = z.array(askedRole).min(1).max(10);

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

/**
 * What an organization says that a role allows: each of its own by its id, a built-in one where its policies change it;
 * undefined where it says nothing.
 */
export type OwnRoles = (role: Role) => readonly string[] | undefined;

/** What one role allows, of what this release knows; nothing where it does not know the role. */
export function permissionsOf(role: Role, ownRoles?: OwnRoles): readonly Permission[] {
  const said = ownRoles?.(role);
  if (said !== undefined) return peoplesPermissions.filter((name) => said.includes(name));
  return isSystemRole(role) ? systemRoles[role].permissions : [];
}

/** What became of an organization's own roles that were retired: what stands in their place, undefined for nothing. */
export type Replacements = ReadonlyMap<string, Role | undefined>;

const offered: readonly Role[] = systemRole.options;
const place = (role: Role): number => (offered.includes(role) ? offered.indexOf(role) : offered.length);

/** Each role once, built-in ones in the order in which they are offered: the same set always reads the same. */
export const ordered = <R extends Role>(roles: Iterable<R>): R[] =>
  [...new Set(roles)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));

/** A set of roles as it is once every retired one stands for its replacement; each once, in order. */
export function current(roles: readonly Role[], replacements: Replacements): readonly Role[] {
  const follow = (role: Role): Role | undefined => {
    let now: Role | undefined = role;
    for (let steps = replacements.size; now !== undefined && replacements.has(now) && steps > 0; steps -= 1)
      now = replacements.get(now);
    return now;
  };
  return ordered(roles.map(follow).filter((role) => role !== undefined));
}

/** What each permission is granted by. */
export type Grants = ReadonlyMap<Permission, readonly Role[]>;

/** What a set of roles allows, each permission with the roles that grant it. */
export function granted(roles: Iterable<Role>, ownRoles?: OwnRoles): Grants {
  const grants = new Map<Permission, Role[]>();
  for (const name of roles)
    for (const each of permissionsOf(name, ownRoles)) grants.set(each, [...(grants.get(each) ?? []), name]);
  return grants;
}

/**
 * What a person's key may at a moment: what it was given, as far as its holder may it then; each with the roles that
 * allow it.
 */
export function personKeyMay(given: readonly string[], holders: Grants): Grants {
  return new Map([...holders].filter(([name]) => given.includes(name) && personKeyPermissions.includes(name)));
}
