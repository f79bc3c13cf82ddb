import { botKeyPermissions, personKeyMay, refused, type Permission, type Role } from '@annals/contracts';
import type { Memberships, Principal } from '../ports';
import type { RequestFacts } from './request-facts';

/** What somebody may do in an organization at this moment. */
export interface Allowed {
  /** Of people: keys are nobody who could be removed, leave or be handed a role. */
  readonly member?: RequestFacts['member'];
  readonly permissions: ReadonlySet<Permission>;
  /**
   * What allows it, for metadata: the roles and the revision they were read at (a person's, also behind their key), or
   * `key` for what a bot was given.
   */
  readonly grantsOf: (permission: Permission) => string;
}

type Key = NonNullable<Principal['key']>;

/**
 * The one place that says what a session or a key may do in an organization: the guard asks it at each request, a live
 * stream while it is open.
 * @throws Refused ORG_NOT_FOUND for whoever does not belong to it, UNAUTHENTICATED for a key whose holder's membership
 * has ended
 */
export async function allowedIn(
  memberships: Memberships,
  organizationId: string,
  principal: Principal,
): Promise<Allowed> {
  if (principal.key) return keyAllowed(memberships, organizationId, principal.key);
  const member = await memberships.of(organizationId, principal.id);
  if (!member) throw refused('ORG_NOT_FOUND');
  return { member, ...fromRoles(member.granted, member.revision) };
}

/**
 * A bot's key may what its bot may; a person's what it was given and they may now (history.md §7). Nobody stands behind
 * another kind of holder yet, so it may nothing.
 */
async function keyAllowed(memberships: Memberships, organizationId: string, key: Key): Promise<Allowed> {
  if (key.organizationId !== organizationId) throw refused('ORG_NOT_FOUND');
  const { kind, id, membership } = key.holder;
  if (kind === 'bot')
    return {
      permissions: new Set(botKeyPermissions.filter((name) => key.permissions.includes(name))),
      grantsOf: () => 'key',
    };
  const holder = kind === 'person' ? await memberships.ofPerson(organizationId, id) : undefined;
  if (!holder || holder.membership !== membership) throw refused('UNAUTHENTICATED');
  return fromRoles(personKeyMay(key.permissions, holder.granted), holder.revision);
}

function fromRoles(
  grants: ReadonlyMap<Permission, readonly Role[]>,
  revision: number,
): Pick<Allowed, 'permissions' | 'grantsOf'> {
  return {
    permissions: new Set(grants.keys()),
    grantsOf: (permission) => `${(grants.get(permission) ?? []).join(',')}@${revision}`,
  };
}
