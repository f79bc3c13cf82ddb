import {
  allowedUnder,
  permissionsOf,
  policiesAfter,
  systemRole,
  systemRoles,
  unsaidPolicies,
  type PoliciesInForce,
  type Permission,
  type Role,
} from '@annals/contracts';
import { ownRolesNow } from '@annals/platform';
import type { TablesOf } from '@annals/views';
import type { people } from './people.view';

type Said = TablesOf<typeof people>['role_history'];

/** The event that gave something: a role to a person, or a permission to a role. */
export type Giving = Pick<Said, 'sequence' | 'revision' | 'at' | 'type'>;

/** A role by which somebody may something, with what gave them the role and the role the permission. */
export interface Grant {
  readonly role: Role;
  readonly given: Giving;
  /** null: a built-in role allows it by itself, whatever the policies are. */
  readonly allowed: Giving | null;
}

type Gifts = ReadonlyMap<string, Giving>;

/** What is held from here on: what was held before keeps the event that gave it. */
const after = (before: Gifts, holds: readonly string[], giving: Giving): Gifts =>
  new Map(holds.map((name) => [name, before.get(name) ?? giving]));

/** The same, where a role that was held is retired. */
function afterRetirement(held: Gifts, { role_id, replaced_by }: Said, giving: Giving): Gifts {
  if (role_id === null || !held.has(role_id)) return held;
  const others = [...held.keys()].filter((role) => role !== role_id);
  return after(held, replaced_by === null ? others : [...others, replaced_by], giving);
}

/** What the policies let built-in roles do beyond what these do by themselves. */
function byPolicies(allows: Map<Role, Gifts>, under: PoliciesInForce, giving: Giving): void {
  for (const role of systemRole.options) {
    const byItself: readonly Permission[] = systemRoles[role].permissions;
    const beyond = (allowedUnder(under, role) ?? []).filter((name) => !byItself.includes(name));
    allows.set(role, after(allows.get(role) ?? new Map(), beyond, giving));
  }
}

/** A person's own history and that of all roles and policies, oldest first, followed to its end (E4). */
function followed(history: readonly Said[], personId: string) {
  let held: Gifts = new Map();
  let under: PoliciesInForce = unsaidPolicies;
  const allows = new Map<Role, Gifts>();
  for (const said of history) {
    const { sequence, revision, at, type, role_id, holds } = said;
    const giving = { sequence, revision, at, type };
    if (said.person_id === personId) held = after(held, holds, giving);
    if (type === 'OrgPolicyChanged') {
      under = policiesAfter(under, said.policies);
      byPolicies(allows, under, giving);
    }
    if (role_id === null) continue;
    allows.set(role_id, after(allows.get(role_id) ?? new Map(), holds, giving));
    if (type === 'RoleRetired') held = afterRetirement(held, said, giving);
  }
  return { held, allows, under };
}

/** Since which event a person has each of their roles. */
export const heldSince = (history: readonly Said[], personId: string): Gifts => followed(history, personId).held;

/** Why a person may something. Nothing is decided by it; the guard goes by the stream. */
export function grantsOf(history: readonly Said[], personId: string, permission: Permission): readonly Grant[] {
  const { held, allows, under } = followed(history, personId);
  const byItself = (role: Role): boolean => permissionsOf(role, ownRolesNow([], under).allow).includes(permission);
  const grants = [...held].map(([role, given]) => ({
    role,
    given,
    allowed: allows.get(role)?.get(permission) ?? null,
  }));
  return grants.filter(({ role, allowed }) => allowed !== null || byItself(role));
}

/** Since which event workspaces have roles; undefined where that was never said, or they have none. */
function workspaceRolesSince(history: readonly Said[]): Giving | undefined {
  let under: PoliciesInForce = unsaidPolicies;
  let since: Giving | undefined;
  for (const said of history.filter(({ type }) => type === 'OrgPolicyChanged')) {
    const before = under.workspaceRoles;
    under = policiesAfter(under, said.policies);
    if (!under.workspaceRoles) since = undefined;
    else if (!before) since = said;
  }
  return since;
}

/** What somebody may do by what they are in a workspace. */
interface ByPlace {
  readonly inheritedFrom: Role | null;
  readonly given: Giving | null;
  readonly allows: boolean;
}

/** The event since which somebody may, by whatever of it goes back furthest; each way began with its last link. */
export function sinceOf(history: readonly Said[], grants: readonly Grant[], there: ByPlace | null): Giving | null {
  const later = (one: Giving, other: Giving | null | undefined) =>
    other && other.sequence > one.sequence ? other : one;
  const ways = grants.map(({ given, allowed }) => later(given, allowed));
  if (there?.allows && there.given)
    ways.push(there.inheritedFrom === null ? later(there.given, workspaceRolesSince(history)) : there.given);
  const [first] = ways.sort((one, other) => one.sequence - other.sequence);
  return first ? { type: first.type, sequence: first.sequence, revision: first.revision, at: first.at } : null;
}
