import {
  botKeyPermissions,
  ownRunPermissions,
  permissionsOfGrant,
  personKeyMay,
  personKeyPermissions,
  refused,
  workspacePermissionsOf,
  type Permission,
} from '@annals/contracts';
import type { AppGrants, Membership, Memberships, Principal, SharedBots } from '../ports';

/** What somebody is in a workspace or has with a bot, and what that allows there. */
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
  /** Bot → what they may with it beside that: it was shared with them, or is theirs. */
  readonly bots: ReadonlyMap<string, Here>;
  /** Who is behind the request, also by their key, and what they may with runs that they asked for. */
  readonly own?: {
    readonly personId: string;
    readonly membership: number;
    readonly permissions: ReadonlySet<Permission>;
  };
  /**
   * What allows it, for metadata: the roles and the revision they were read at (a person's, also behind their key),
   * `ws:ID/ROLE` where it is what they are in that workspace, `app:ID/LEVEL` where it is what they have with that bot,
   * or `key` for what a bot was given.
   */
  readonly grantsOf: (
    permission: Permission,
    where?: { readonly workspaceId: string } | { readonly botId: string },
  ) => string;
}

type Key = NonNullable<Principal['key']>;
/** What is asked about somebody: who they are in the organization, and what was shared with them. */
export interface Sources {
  readonly memberships: Memberships;
  readonly appGrants: AppGrants;
}

/**
 * The one place that says what a session or a key may do in an organization: the guard asks it at each request, a live
 * stream while it is open.
 * @throws Refused ORG_NOT_FOUND for whoever does not belong to it, UNAUTHENTICATED for a key whose holder's membership
 * has ended
 */
export async function allowedIn(sources: Sources, organizationId: string, principal: Principal): Promise<Allowed> {
  if (principal.key) return keyAllowed(sources, organizationId, principal.key);
  const member = await sources.memberships.of(organizationId, principal.id);
  if (!member) throw refused('ORG_NOT_FOUND');
  return { member, ...allowedTo(member, await sources.appGrants.of(organizationId, member)) };
}

/**
 * A bot's key may what its bot may; a person's what it was given and they may now (history.md §7). Nobody stands behind
 * another kind of holder yet, so it may nothing.
 */
async function keyAllowed({ memberships, appGrants }: Sources, organizationId: string, key: Key): Promise<Allowed> {
  if (key.organizationId !== organizationId) throw refused('ORG_NOT_FOUND');
  const { kind, id, membership } = key.holder;
  if (kind === 'bot')
    return {
      permissions: new Set(botKeyPermissions.filter((name) => key.permissions.includes(name))),
      workspaces: new Map(),
      bots: new Map(),
      grantsOf: () => 'key',
    };
  const holder = kind === 'person' ? await memberships.ofPerson(organizationId, id) : undefined;
  if (!holder || holder.membership !== membership) throw refused('UNAUTHENTICATED');
  return allowedTo(
    { ...holder, granted: personKeyMay(key.permissions, holder.granted) },
    await appGrants.of(organizationId, holder),
    (name) => key.permissions.includes(name) && personKeyPermissions.includes(name),
  );
}

/**
 * What a member may, or their key: by roles of the organization, in workspaces, and with bots.
 * @param may what of it a key was given
 */
export function allowedTo(
  member: Membership,
  shared: SharedBots,
  may: (permission: Permission) => boolean = () => true,
): Omit<Allowed, 'member'> {
  const { personId, membership, granted, workspaces, revision } = member;
  const here = (role: string, allows: readonly Permission[]): Here => ({
    role,
    permissions: new Set(allows.filter(may)),
  });
  const places = new Map([...workspaces].map(([id, role]) => [id, here(role, workspacePermissionsOf(role))]));
  const bots = new Map<string, Here>();
  for (const { botId, level } of shared.granted) bots.set(botId, here(level, permissionsOfGrant(level, member.roles)));
  for (const { botId, workspaceId } of shared.owned)
    if (granted.has(SEES) || places.get(workspaceId)?.permissions.has(SEES) || bots.get(botId)?.permissions.has(SEES))
      bots.set(botId, here(OWNER, permissionsOfGrant(OWNER, member.roles)));
  return {
    permissions: new Set(granted.keys()),
    workspaces: places,
    bots,
    own: { personId, membership, permissions: new Set(ownRunPermissions.filter(may)) },
    grantsOf: (permission, where) => {
      if (where === undefined) return `${(granted.get(permission) ?? []).join(',')}@${revision}`;
      return 'botId' in where
        ? `app:${where.botId}/${bots.get(where.botId)?.role ?? ''}@${shared.revision}`
        : `ws:${where.workspaceId}/${workspaces.get(where.workspaceId) ?? ''}@${revision}`;
    },
  };
}

const SEES: Permission = 'bots:read';
/** Who owns a bot has most of it, where they see it at all: by a role there, or because it was shared with them, too. */
const OWNER = 'owner';
