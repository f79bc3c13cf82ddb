import {
  invitationAccepted,
  invitationResent,
  invitationRevoked,
  memberInvited,
  memberReinstated,
  memberRolesChanged,
  memberSuspended,
  orgPolicyChanged,
  ownershipOffered,
  seatLimitSet,
  type Role,
} from '@annals/contracts';
import { fold, given, plus, someFacts } from '@annals/kernel';
import { acceptInvitation } from '../commands/accept-invitation/accept-invitation';
import { acceptOwnership } from '../commands/accept-ownership/accept-ownership';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { changePolicies } from '../commands/change-policies/change-policies';
import { inviteMember } from '../commands/invite-member/invite-member';
import { planned } from '../commands/invite-members/invite-members';
import { joinByDomain } from '../commands/join-by-domain/join-by-domain';
import { reinstateMember } from '../commands/reinstate-member/reinstate-member';
import { resendInvitation } from '../commands/resend-invitation/resend-invitation';
import {
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  superseded,
  type Someone,
} from '../testing/some-organization';
import { organization } from './organization';

const seats = (limit: number) => seatLimitSet({ limit });
const free = orgPolicyChanged({ externalsTakeSeats: false });
const by = { actor: olga.actor };
const invite = ({ personId, email }: Someone, roles: Role[] = ['member']) => ({
  organizationId,
  personId,
  email,
  roles,
});
const invitation = ({ personId, email }: Someone, roles: Role[], expiresAt = inAWeek) =>
  memberInvited(
    { invitationId: 'id-of-invitation', personId, roles, invitedBy: olga.personId, generation: 1, expiresAt },
    { email },
  );
const oscars = { organizationId, personId: oscar.personId };
const full = { limit: 2, used: 2, pending: 0 };
/** Olga and Oscar, and no third seat. */
const two = [...founded, joined(oscar, ['member']), seats(2)];
const suspended = memberSuspended({ personId: oscar.personId });
const { userId, email, alias, personId } = mia;

describe('I-2: who needs a seat', () => {
  it('nobody is invited, joins or is reinstated without a free one; who is suspended has none', () => {
    given(organization, ...two)
      .when(inviteMember, invite(mia), by)
      .thenRefused('SEAT_LIMIT_REACHED', full);
    given(organization, ...two)
      .when(joinByDomain, { personId, userId, email, alias })
      .thenRefused('SEAT_LIMIT_REACHED', full);
    given(organization, ...two, suspended)
      .when(inviteMember, invite(mia), by)
      .then(invitation(mia, ['member']));
    given(organization, ...two, suspended, joined(mia, ['member']))
      .when(reinstateMember, oscars, by)
      .thenRefused('SEAT_LIMIT_REACHED', full);
    given(organization, ...two, suspended)
      .when(reinstateMember, oscars, by)
      .then(memberReinstated({ personId: oscar.personId }));
  });

  const held = [...founded, seats(2), invited(mia, ['member'])];
  it('an invitation holds one until it ends; accepting it takes that one', () => {
    given(organization, ...held)
      .when(inviteMember, invite(oscar), by)
      .thenRefused('SEAT_LIMIT_REACHED', { limit: 2, used: 1, pending: 1 });
    given(organization, ...held)
      .when(acceptInvitation, { organizationId, invitationId, generation: 1, userId, email, alias })
      .then(invitationAccepted({ invitationId, personId, userId }), joined(mia, ['member']));
    for (const [over, now] of [
      [[invitationRevoked({ invitationId })], someFacts.now],
      [[], inAWeek],
    ] as const)
      given(organization, ...held, ...over)
        .when(inviteMember, invite(oscar), { ...by, now })
        .then(invitation(oscar, ['member'], plus(now, { days: 7 })));
  });

  it('an invitation that is replaced, or sent again in time, goes on to hold it; one that had expired needs one', () => {
    given(organization, ...held)
      .when(inviteMember, invite(mia, ['auditor']), by)
      .then(superseded('id-of-invitation'), invitation(mia, ['auditor']));
    const resend = { organizationId, invitationId };
    const resent = (expiresAt: string) =>
      invitationResent({ invitationId, invitedBy: olga.personId, generation: 2, expiresAt });
    given(organization, ...held)
      .when(resendInvitation, resend, by)
      .then(resent(inAWeek));
    const late = { ...by, now: inAWeek };
    given(organization, ...held)
      .when(resendInvitation, resend, late)
      .then(resent(plus(inAWeek, { days: 7 })));
    given(organization, ...held, joined(oscar, ['member']))
      .when(resendInvitation, resend, late)
      .thenRefused('SEAT_LIMIT_REACHED', full);
  });

  it('W15: externals take one or not, by a policy; who becomes more needs one', () => {
    given(organization, ...two)
      .when(inviteMember, invite(mia, ['external']), by)
      .thenRefused('SEAT_LIMIT_REACHED', full);
    const guest = [...two, free, joined(mia, ['external'])];
    const becomes = (roles: Role[]) => ({ organizationId, personId, roles });
    for (const roles of [['member'], ['external', 'member']])
      given(organization, ...guest)
        .when(changeMemberRoles, becomes(roles), by)
        .thenRefused('SEAT_LIMIT_REACHED', full);
    given(organization, ...guest, memberSuspended({ personId }))
      .when(changeMemberRoles, becomes(['member']), by)
      .then(memberRolesChanged({ personId, roles: ['member'] }));
    const offer = { offerId: 'an-offer', offeredBy: olga.personId, offeredTo: personId, expiresAt: inAWeek };
    given(organization, ...guest, ownershipOffered({ ...offer, stepsDown: false }))
      .when(acceptOwnership, { organizationId }, { actor: mia.actor })
      .thenRefused('SEAT_LIMIT_REACHED', full);
    const take = { organizationId, externalsTakeSeats: true };
    given(organization, ...guest)
      .when(changePolicies, take, by)
      .thenRefused('SEAT_LIMIT_REACHED', { limit: 2, used: 3, pending: 0 });
    given(organization, ...guest, seats(3))
      .when(changePolicies, take, by)
      .then(orgPolicyChanged({ externalsTakeSeats: true }));
  });

  it('D3: of a list so many lines are invited as there are seats for, beside those that need none', () => {
    const state = fold(organization, [...founded, seats(3), free, invited(mia, ['member'])]);
    const line = (n: number, whom: string, ...roles: string[]) => ({
      line: n,
      email: `${n}@b.c`,
      personId: whom,
      roles,
    });
    const lines = [line(1, 'a'), line(2, 'b'), line(3, 'c', 'external'), line(4, personId, 'auditor')];
    const plan = planned(state, { organizationId, roles: ['member'], lines }, { ...someFacts, ...by });
    expect(plan.map(({ does, seats: takes }) => [does, takes])).toEqual([
      ['invite', 1],
      ['over_seats', 0],
      ['invite', 0],
      ['invite', 0],
    ]);
  });
});
