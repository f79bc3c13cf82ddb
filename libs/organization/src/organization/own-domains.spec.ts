import { orgPolicyChanged, type OrganizationEvent } from '@annals/contracts';
import { fold, given, someFacts, type Decide } from '@annals/kernel';
import { acceptInvitation } from '../commands/accept-invitation/accept-invitation';
import { approveJoinRequest } from '../commands/approve-join-request/approve-join-request';
import { inviteMember } from '../commands/invite-member/invite-member';
import { planned } from '../commands/invite-members/invite-members';
import { resendInvitation } from '../commands/resend-invitation/resend-invitation';
import { asked, joinRequestId } from '../testing/some-join-requests';
import { founded, invitationId, invited, mia, olga, organizationId, stranger } from '../testing/some-organization';
import { organization, type Organization } from './organization';

const only = orgPolicyChanged({ ownDomainsOnly: true });
const { personId, email, alias } = stranger;
const invite = { organizationId, personId, email, roles: ['member'] } as const;
const here = [...founded, invited(mia, ['member']), asked(stranger)];

/** Says no by the policy, and only by it; who is at a verified domain comes in all the same. */
function asks<Command>(decide: Decide<Organization, Command, OrganizationEvent>, command: Command, actor = olga.actor) {
  const by = { actor };
  given(organization, ...here, only)
    .when(decide, command, by)
    .thenRefused('EMAIL_DOMAIN_NOT_ALLOWED');
  const free = decide(fold(organization, here), command, { ...someFacts, ...by });
  expect(free.length).toBeGreaterThan(0);
  given(organization, ...here, only)
    .when(decide, { ...command, atOwnDomain: true }, by)
    .then(...free);
}

describe('I-6: where a policy lets in only people of the own domains', () => {
  it('an invitation asks for one', () => asks(inviteMember, invite));

  it('a link that is mailed again asks for one', () => asks(resendInvitation, { organizationId, invitationId }));

  it('whoever accepts asks for one: the policy may be newer than the invitation', () =>
    asks(
      acceptInvitation,
      { organizationId, invitationId, generation: 1, userId: mia.userId, email: mia.email, alias: mia.alias },
      mia.actor,
    ));

  it('whoever lets somebody in asks for one', () =>
    asks(approveJoinRequest, { organizationId, requestId: joinRequestId, email, alias }));

  it('D3: a list says so of each line', () => {
    const line = { email, personId, roles: [] };
    const plan = planned(
      fold(organization, [...here, only]),
      {
        organizationId,
        roles: ['member'],
        lines: [
          { ...line, line: 1 },
          { ...line, line: 2, personId: olga.personId },
          { ...line, line: 3, personId: '10000000-0000-4000-8000-000000000077', atOwnDomain: true },
        ],
      },
      { ...someFacts, actor: olga.actor },
    );
    expect(plan.map(({ does }) => does)).toEqual(['domain_not_allowed', 'already_member', 'invite']);
  });
});
