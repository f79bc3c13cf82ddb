import { personKeyMay } from '@annals/contracts';
import { acceptOwnership } from '../commands/accept-ownership/accept-ownership';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { leaveOrganization } from '../commands/leave-organization/leave-organization';
import { offerOwnership } from '../commands/offer-ownership/offer-ownership';
import { reinstateMember } from '../commands/reinstate-member/reinstate-member';
import { removeMember } from '../commands/remove-member/remove-member';
import { suspendMember } from '../commands/suspend-member/suspend-member';
import { withdrawOwnershipOffer } from '../commands/withdraw-ownership-offer/withdraw-ownership-offer';
import { organizationId } from './some-organization';
import { bitsOf } from './bits';
import { nothing, type Both, type Outcome, type Path } from './both';

/** What `by` does, by their own rights. */
const done = ({ reference }: Both, by: string, made: Omit<Outcome, 'passedOn'>): Outcome => ({
  ...made,
  passedOn: reference.passesOn(by),
});

const change: Path = (both, act) => {
  const { reference } = both;
  const [by, personId, roles] = [both.person(act.by), both.person(act.whom), both.roles(act.roles)];
  const command = { organizationId, personId, roles };
  const events = both.try(changeMemberRoles, command, { by, permission: 'members.roles:change' });
  const apply = () => reference.becomes(personId, roles);
  return done(both, by, { expected: reference.changes(by, personId, roles), events, apply });
};

const remove: Path = (both, act) => {
  const { reference } = both;
  const [by, personId] = [both.person(act.by), both.person(act.whom)];
  const command = { organizationId, personId, owned: [] };
  const events = both.try(removeMember, command, { by, permission: 'members:remove' });
  return done(both, by, { expected: reference.removes(by, personId), events, apply: () => reference.goes(personId) });
};

const suspend: Path = (both, act) => {
  const { reference } = both;
  const [by, personId] = [both.person(act.by), both.person(act.whom)];
  const command = { organizationId, personId, owned: [] };
  const events = both.try(suspendMember, command, { by, permission: 'members:suspend' });
  const apply = () => void reference.suspended.add(personId);
  return done(both, by, { expected: reference.suspends(by, personId), events, apply });
};

const reinstate: Path = (both, act) => {
  const { reference } = both;
  const [waiting = both.person(act.whom)] = reference.suspended;
  const [by, personId] = [both.person(act.by), act.chooses ? waiting : both.person(act.whom)];
  const events = both.try(reinstateMember, { organizationId, personId }, { by, permission: 'members:suspend' });
  const apply = () => void reference.suspended.delete(personId);
  return done(both, by, { expected: reference.reinstates(by, personId), events, apply });
};

/** Often as the last owner, who hands the organization over by that. */
const leave: Path = (both, act) => {
  const { reference } = both;
  const by = both.person(act.by);
  const handOverTo = act.chooses ? both.person(act.whom) : undefined;
  const command = { organizationId, handOverTo, owned: [] };
  const events = both.try(leaveOrganization, command, { by, permission: 'members:leave' });
  const apply = () => {
    if (handOverTo !== undefined && !reference.held(handOverTo).has('owner')) reference.owns(handOverTo);
    reference.goes(by);
  };
  return done(both, by, { expected: reference.leaves(by, handOverTo), events, apply });
};

const offer: Path = (both, act) => {
  const { reference } = both;
  const [by, to, stepsDown] = [both.person(act.by), both.person(act.whom), act.chooses];
  const command = { organizationId, personId: to, stepsDown };
  const events = both.try(offerOwnership, command, { by, permission: 'org:transfer_ownership' });
  const apply = () => void (reference.offer = { by, to, stepsDown });
  return done(both, by, { expected: reference.offers(by, to, stepsDown), events, apply });
};

/** By whom it was offered to, or by somebody else; the owner who offered it stands behind it. */
const takeOver: Path = (both, act) => {
  const { reference } = both;
  const offered = reference.offer;
  const by = act.chooses && offered !== undefined ? offered.to : both.person(act.by);
  const events = both.try(acceptOwnership, { organizationId }, { by, permission: 'org:read' });
  const apply = () => {
    reference.owns(by);
    reference.offer = undefined;
    if (offered?.stepsDown === true) {
      const others = [...reference.held(offered.by)].filter((role) => role !== 'owner');
      reference.members.set(offered.by, new Set([...others, 'admin']));
    }
  };
  return done(both, offered?.by ?? by, { expected: reference.takesOver(by), events, apply });
};

const withdraw: Path = (both, act) => {
  const { reference } = both;
  const by = act.chooses && reference.offer !== undefined ? reference.offer.by : both.person(act.by);
  const permission = 'org:transfer_ownership';
  const events = both.try(withdrawOwnershipOffer, { organizationId }, { by, permission });
  const apply = () => void (reference.offer = undefined);
  return done(both, by, { expected: reference.withdraws(by), events, apply });
};

const key: Path = (both, act) => {
  const { reference } = both;
  const by = both.person(act.by);
  const may = bitsOf(personKeyMay(act.permissions, both.grants(by)).keys());
  const expected = reference.keyMay(by, act.permissions);
  const events = may === 0n ? undefined : [];
  return done(both, by, { expected: expected !== 0n, events, apply: nothing, same: [may, expected] });
};

export const peoplePaths = { change, remove, suspend, reinstate, leave, offer, takeOver, withdraw, key };
