import { acceptInvitation } from '../commands/accept-invitation/accept-invitation';
import { approveJoinRequest } from '../commands/approve-join-request/approve-join-request';
import { inviteMember } from '../commands/invite-member/invite-member';
import { inviteMembers, planned } from '../commands/invite-members/invite-members';
import { joinByDomain } from '../commands/join-by-domain/join-by-domain';
import { resendInvitation } from '../commands/resend-invitation/resend-invitation';
import { revokeInvitation } from '../commands/revoke-invitation/revoke-invitation';
import { asked } from './some-join-requests';
import { organizationId } from './some-organization';
import { nothing, pick, unlessRefused, type Act, type Both, type Outcome, type Path } from './both';
import type { Invited } from './reference-privileges';

const permission = 'invitations:manage';

const invite: Path = (both, act) => {
  const { reference } = both;
  const [by, personId, roles] = [both.person(act.by), both.next('guest'), both.roles(act.roles)];
  const places = new Map(act.places.map(([n, role]) => [both.workspace(n), role]));
  const workspaces = [...places].map(([workspaceId, role]) => ({ workspaceId, role }));
  const command = { organizationId, personId, email: 'a@b.c', roles, workspaces };
  const events = both.try(inviteMember, command, { by, permission });
  const apply = () => {
    for (const each of events ?? [])
      if (each.type === 'MemberInvited')
        reference.invited.set(each.data.invitationId, { by, personId, roles: new Set(roles), places });
  };
  return { expected: reference.invites(by, roles, places), events, passedOn: reference.passesOn(by), apply };
};

/** An external, by who says who is in a workspace. */
const inviteHere: Path = (both, act) => {
  const { reference } = both;
  const [by, personId, workspaceId] = [both.person(act.by), both.next('guest'), both.workspace(act.which)];
  const [roles, workspaces] = [['external'], [{ workspaceId, role: act.as }]];
  const command = { organizationId, personId, email: 'a@b.c', roles, workspaces };
  const events = both.try(inviteMember, command, { by, workspaceId, permission: 'workspaces.members:assign' });
  const places = new Map([[workspaceId, act.as]]);
  const apply = () => {
    for (const each of events ?? [])
      if (each.type === 'MemberInvited')
        reference.invited.set(each.data.invitationId, { by, personId, roles: new Set(roles), places });
  };
  return { expected: reference.invitesHere(by, workspaceId, act.as), events, passedOn: reference.passesOn(by), apply };
};

/** Some of the list are members already. */
const inviteAll: Path = (both, act) => {
  const { reference } = both;
  const by = both.person(act.by);
  const lines = act.lines.map((names, n) => ({
    line: n + 1,
    email: `${n}@b.c`,
    personId: names[0] === undefined || names[0] % 4 > 0 ? both.next('guest') : both.person(names[0]),
    roles: both.roles(names),
  }));
  const asked = { organizationId, lines, roles: both.roles(act.roles) };
  const plan = unlessRefused(() => planned(both.state, asked, both.facts(by))) ?? [];
  const events = both.try(inviteMembers, { ...asked, expected: plan.map(({ does }) => does) }, { by, permission });
  const rolesOf = (roles: readonly string[]) => (roles.length === 0 ? asked.roles : roles);
  const isFirst = (personId: string, n: number) => lines.findIndex((each) => each.personId === personId) === n;
  const invited = lines.filter(
    ({ personId, roles }, n) =>
      isFirst(personId, n) && !reference.members.has(personId) && reference.invites(by, rolesOf(roles)),
  );
  const apply = () => {
    for (const each of events ?? [])
      if (each.type === 'MemberInvited') {
        const roles = lines.find(({ personId }) => personId === each.data.personId)?.roles ?? [];
        const { invitationId, personId } = each.data;
        reference.invited.set(invitationId, { by, personId, roles: new Set(rolesOf(roles)), places: new Map() });
      }
  };
  const said = (events ?? []).flatMap((each) => (each.type === 'MemberInvited' ? [each.data.personId] : []));
  return {
    expected: reference.may(by, permission),
    events,
    passedOn: reference.passesOn(by),
    apply,
    same: [said, invited.map(({ personId }) => personId)],
  };
};

/** Of an invitation that is open; nothing while there is none. */
type Handling = (
  both: Both,
  act: Act,
  invitation: { readonly invitationId: string; readonly invited: Invited },
) => Outcome;
const ofOne =
  (handle: Handling): Path =>
  (both, act) => {
    const { invited: all } = both.reference;
    if (all.size === 0) return { expected: false, events: undefined, passedOn: 0n, apply: nothing };
    const [invitationId, invited] = pick([...all], act.which);
    return handle(both, act, { invitationId, invited });
  };

const accept = ofOne((both, _act, { invitationId, invited }) => {
  const { reference } = both;
  const { personId, roles, places, by } = invited;
  const generation = both.state.invitations.all.get(invitationId)?.generation ?? 0;
  const named = { organizationId, invitationId, generation, userId: both.userOf(personId) };
  const events = both.try(acceptInvitation, { ...named, email: 'a@b.c', alias: personId }, { by: personId });
  const apply = () => {
    reference.invited.delete(invitationId);
    reference.members.set(personId, new Set(roles));
    if (reference.policies.workspaceRoles) reference.workspaces.comes(personId, places);
  };
  return { expected: reference.accepts(invited), events, passedOn: reference.passesOn(by), apply };
});

const resend = ofOne((both, act, { invitationId, invited }) => {
  const { reference } = both;
  const by = both.person(act.by);
  const events = both.try(resendInvitation, { organizationId, invitationId }, { by, permission });
  const apply = () => void reference.invited.set(invitationId, { ...invited, by });
  return { expected: reference.resends(by, invited), events, passedOn: reference.passesOn(by), apply };
});

const revoke = ofOne((both, act, { invitationId, invited }) => {
  const { reference } = both;
  const by = both.person(act.by);
  const events = both.try(revokeInvitation, { organizationId, invitationId }, { by, permission });
  const apply = () => void reference.invited.delete(invitationId);
  return { expected: reference.revokes(by, invited), events, passedOn: reference.passesOn(by), apply };
});

/** Somebody new, who belongs to it, or who did: nobody is asked, and nobody gets more than the default role. */
const join: Path = (both, act) => {
  const { reference } = both;
  const known = [...reference.members.keys(), ...reference.former];
  const personId = act.chooses ? both.next('newcomer') : pick(known, act.whom);
  const somebody = { personId, userId: both.userOf(personId), email: 'a@b.c', alias: personId };
  const events = both.try(joinByDomain, somebody, { by: personId });
  const role = reference.default;
  const apply = () => void reference.members.set(personId, new Set([role]));
  return { expected: reference.joins(personId), events, passedOn: reference.sum([role]), apply };
};

/** Somebody new asks, and is let in as what was said, or as the default role. */
const letIn: Path = (both, act) => {
  const { reference } = both;
  const [by, personId, requestId] = [both.person(act.by), both.next('asker'), both.next('request')];
  both.add([asked({ personId, userId: both.userOf(personId), email: 'a@b.c', alias: personId }, requestId, both.now)]);
  const roles = act.chooses ? both.roles(act.roles) : [reference.default];
  const command = { organizationId, requestId, email: 'a@b.c', alias: personId, ...(act.chooses ? { roles } : {}) };
  const events = both.try(approveJoinRequest, command, { by, permission: 'join_requests:decide' });
  const apply = () => void reference.members.set(personId, new Set(roles));
  return { expected: reference.letsIn(by, roles), events, passedOn: reference.passesOn(by), apply };
};

export const invitationPaths = { invite, inviteHere, inviteAll, accept, resend, revoke, join, letIn };
