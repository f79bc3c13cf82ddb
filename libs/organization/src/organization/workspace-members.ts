import { ownsEveryWorkspace, refused } from '@annals/contracts';
import type { Actor, Frozen } from '@annals/kernel';
import { mustGrantIn } from './can-grant';
import type { Organization } from './organization';
import { actingMember, mustBeMember, type Member } from './people';
import type { Workspace } from './workspaces';

/** Somebody says what somebody else is in a workspace. */
interface Assignment {
  readonly workspace: Frozen<Workspace>;
  readonly actor: Actor;
  readonly personId: string;
  /** What they are there, and what they are to be. */
  readonly roles: readonly string[];
}

/**
 * D-WS, D7: only for members of the organization whom their roles there do not make owners of every workspace, by
 * somebody whose reach the roles are in, and never for oneself.
 * @throws Refused MEMBER_NOT_FOUND, INHERITED_ROLE, CANNOT_CHANGE_OWN_ACCESS, ROLE_NOT_GRANTABLE
 */
export function mustAssign(
  { people, roles: known }: Frozen<Organization>,
  { workspace, actor, personId, roles }: Assignment,
): Frozen<Member> {
  const granter = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  if (granter.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  if (ownsEveryWorkspace(member.roles)) throw refused('INHERITED_ROLE');
  const here = workspace.members.get(granter.personId);
  mustGrantIn(known, { roles: granter.roles, ...(here === undefined ? {} : { here }) }, { to: member.roles, roles });
  return member;
}
