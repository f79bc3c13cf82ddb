import {
  ownsEveryWorkspace,
  reachesAsFar,
  refused,
  workspaceMemberAdded,
  workspaceRoleChanged,
  type OrganizationEvent,
  type Role,
} from '@annals/contracts';
import type { Actor, Frozen } from '@annals/kernel';
import {
  canBringInto,
  canGive,
  canGrantAll,
  forExternals,
  mustGrant,
  mustGrantIn,
  suits,
  suitsAll,
  type WorkspaceGranter,
} from './can-grant';
import type { Organization } from './organization';
import { actingMember, mustBeMember, type Member } from './people';
import { exists } from './roles';
import { hasRoom, mustBeActive, mustHaveRoomFor, workspacesOf, type Place, type Workspace } from './workspaces';

/** X6: people are something in workspaces, unless a policy says otherwise. @throws Refused WORKSPACE_ROLES_DISABLED */
export function mustHaveWorkspaceRoles({ policies }: Frozen<Organization>): void {
  if (!policies.inForce.workspaceRoles) throw refused('WORKSPACE_ROLES_DISABLED');
}

/** Somebody says what somebody else is in a workspace. */
interface Assignment {
  readonly workspace: Frozen<Workspace>;
  readonly actor: Actor;
  readonly personId: string;
  /** What they are there. */
  readonly takes?: string | undefined;
  /** What they are to be. */
  readonly gives?: string | undefined;
}

/**
 * D-WS, D7: only for members of the organization whom their roles there do not make owners of every workspace, by
 * somebody whose reach the roles are in, and never for oneself.
 * @throws Refused MEMBER_NOT_FOUND, INHERITED_ROLE, CANNOT_CHANGE_OWN_ACCESS, ROLE_NOT_GRANTABLE
 */
export function mustAssign(
  state: Frozen<Organization>,
  { workspace, actor, personId, takes, gives }: Assignment,
): Frozen<Member> {
  const granter = actingMember(state.people, actor);
  const member = mustBeMember(state.people, personId);
  if (granter.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  if (ownsEveryWorkspace(member.roles)) throw refused('INHERITED_ROLE');
  mustGrantIn(state, granterIn(workspace, granter), { to: member.roles, takes, gives });
  return member;
}

type Granter = Pick<Frozen<Member>, 'personId' | 'roles'>;

function granterIn({ members }: Frozen<Workspace>, { personId, roles }: Granter): WorkspaceGranter {
  const here = members.get(personId);
  return { roles, ...(here === undefined ? {} : { here }) };
}

/** What a person is in the workspaces that they were added to, and may not be with these roles in the organization. */
export const unsuited = (
  { workspaces }: Frozen<Organization>,
  personId: string,
  roles: readonly Role[],
): readonly Place[] => {
  if (suitsAll(roles)) return []; // without a look at every workspace
  return [...workspacesOf(workspaces, personId)].flatMap(([workspaceId, role]) =>
    suits(roles, role) ? [] : [{ workspaceId, role }],
  );
};

/** Who comes to belong to somebody else becomes, where they were more, the most that they then may be (§5.1). */
export const madeToSuit = (
  state: Frozen<Organization>,
  personId: string,
  roles: readonly Role[],
): readonly OrganizationEvent[] =>
  unsuited(state, personId, roles).flatMap(({ workspaceId, role }) => {
    const most = forExternals.find((each) => reachesAsFar(role, each));
    return most === undefined ? [] : [workspaceRoleChanged({ workspaceId, personId, role: most })];
  });

/** What is promised to somebody with certain roles in the organization. */
export interface Promised {
  readonly roles: readonly Role[];
  readonly workspaces?: readonly Place[] | undefined;
}

/** Whether somebody may invite: as their roles reach, or as the owner of all the workspaces that it leads into. */
export const mayInvite = (state: Frozen<Organization>, granter: Granter, promised: Promised): boolean =>
  canGrantAll(state, granter.roles, promised.roles) || bringsInto(state, granter, promised);

/** @throws Refused ONLY_OWNER_MAY_GRANT_OWNER, ROLE_NOT_GRANTABLE with the roles that are out of reach */
export function mustInvite(state: Frozen<Organization>, granter: Granter, promised: Promised): void {
  if (!bringsInto(state, granter, promised)) mustGrant(state, granter.roles, promised.roles);
}

function bringsInto(state: Frozen<Organization>, { personId }: Granter, promised: Promised): boolean {
  const heres = placesIn(state, promised).map(({ workspace }) => workspace.members.get(personId));
  return exists(state, 'external') && canBringInto(state, heres, promised.roles);
}

/** Each workspace once: of two that are the same, the later one counts. */
export const eachOnce = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [place.workspaceId, place])).values(),
];

/**
 * D-WS: what comes with an invitation is promised by somebody whose reach it is in, for workspaces that take people.
 * @throws Refused WORKSPACE_ROLES_DISABLED, WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED, WORKSPACE_MEMBER_LIMIT_REACHED,
 * INHERITED_ROLE, ROLE_NOT_GRANTABLE
 */
export function mustPromise(state: Frozen<Organization>, granter: Granter, promised: Promised): void {
  const { workspaces: places = [], roles: to } = promised;
  if (places.length > 0) mustHaveWorkspaceRoles(state);
  for (const { workspaceId } of places) mustHaveRoomFor(mustBeActive(state.workspaces, workspaceId));
  if (places.length > 0 && ownsEveryWorkspace(to)) throw refused('INHERITED_ROLE');
  mustStillPromise(state, granter, promised);
}

/**
 * The same of what was promised before; workspaces that are gone promise nothing, and none does where a policy has no
 * roles in them any more. @throws Refused ROLE_NOT_GRANTABLE
 */
export function mustStillPromise(state: Frozen<Organization>, granter: Granter, promised: Promised): void {
  for (const { workspace, role } of placesIn(state, promised))
    mustGrantIn(state, granterIn(workspace, granter), { to: promised.roles, gives: role });
}

/** Whether whoever sent an invitation may still say what it promises in workspaces. */
export const stillPromises = (state: Frozen<Organization>, granter: Granter, promised: Promised): boolean =>
  placesIn(state, promised).every(({ workspace, role }) =>
    canGive(state, granterIn(workspace, granter), { to: promised.roles, gives: role }),
  );

/** Who joins comes into every workspace that was promised, and that still takes people. */
export const promisesKept = (
  state: Frozen<Organization>,
  personId: string,
  promised: Promised,
): readonly OrganizationEvent[] =>
  placesIn(state, promised)
    .filter(({ workspace }) => !workspace.archived && hasRoom(workspace))
    .map(({ workspace: { workspaceId }, role }) => workspaceMemberAdded({ workspaceId, personId, role }));

function placesIn({ workspaces, policies }: Frozen<Organization>, { workspaces: places = [] }: Promised) {
  if (!policies.inForce.workspaceRoles) return [];
  return places.flatMap(({ workspaceId, role }) => {
    const workspace = workspaces.all.get(workspaceId);
    return workspace ? [{ workspace, role }] : [];
  });
}
