import {
  botKeyPermissions,
  personKeyMay,
  personKeyPermissions,
  refused,
  workspacePermissionsOf,
  type Permission,
} from '@annals/contracts';
import type { Membership, Memberships, Principal } from '../ports';

/** What somebody is in a workspace, and what that allows there. */
export interface Here {
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** What somebody may do in an organization at this moment. */
export interface Allowed {
  /** Of people: keys are nobody who could be removed, leave or be handed a role. */
  readonly member?: Pick<Membership, 'personId' | 'membership' | 'roles'>;
  /** By roles of the organization: everywhere in it. */
  readonly permissions: ReadonlySet<Permission>;
  /** Workspace → what they may there beside. */
  readonly workspaces: ReadonlyMap<string, Here>;
  /**
   * What allows it, for metadata: the roles and the revision they were read at (a person's, also behind their key),
   * `ws:ID/ROLE` where it is what they are in that workspace, or `key` for what a bot was given.
   */
  readonly grantsOf: (permission: Permission, workspaceId?: string) => string;
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
  return { member, ...ofMember(member) };
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
      workspaces: new Map(),
      grantsOf: () => 'key',
    };
  const holder = kind === 'person' ? await memberships.ofPerson(organizationId, id) : undefined;
  if (!holder || holder.membership !== membership) throw refused('UNAUTHENTICATED');
  return ofMember(
    { ...holder, granted: personKeyMay(key.permissions, holder.granted) },
    (name) => key.permissions.includes(name) && personKeyPermissions.includes(name),
  );
}

function ofMember(
  { granted, workspaces, revision }: Pick<Membership, 'granted' | 'workspaces' | 'revision'>,
  may: (permission: Permission) => boolean = () => true,
): Pick<Allowed, 'permissions' | 'workspaces' | 'grantsOf'> {
  const here = (role: string): Here => ({ role, permissions: new Set(workspacePermissionsOf(role).filter(may)) });
  return {
    permissions: new Set(granted.keys()),
    workspaces: new Map([...workspaces].map(([id, role]) => [id, here(role)])),
    grantsOf: (permission, workspaceId) =>
      workspaceId === undefined
        ? `${(granted.get(permission) ?? []).join(',')}@${revision}`
        : `ws:${workspaceId}/${workspaces.get(workspaceId) ?? ''}@${revision}`,
  };
}
