import { invitationAccepted, invitationResent, invitationRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  audrey,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
} from '../../testing/some-organization';
import { inviteMember } from '../invite-member/invite-member';
import { resendInvitation } from './resend-invitation';

const resend = { organizationId, invitationId };
const again = (generation: number, expiresAt = inAWeek, invitedBy = olga.personId) =>
  invitationResent({ invitationId, invitedBy, generation, expiresAt });
const open = [...founded, joined(adam, ['admin']), joined(audrey, ['auditor']), invited(mia, ['member'])];

describe('resend an invitation', () => {
  it('makes a new link with a new expiry, every time', () => {
    given(organization, ...open)
      .when(resendInvitation, resend, { actor: olga.actor })
      .then(again(2));
    given(organization, ...open, again(2))
      .when(resendInvitation, resend, { actor: olga.actor })
      .then(again(3));
  });

  it('W14: revives an expired one, backed by whoever sends it now', () => {
    const later = plus(inAWeek, { days: 1 });
    given(organization, ...open)
      .when(resendInvitation, resend, { actor: adam.actor, now: later })
      .then(again(2, plus(later, { days: 7 }), adam.personId));
  });

  it('W14: after 90 days it must be made anew, however often it was sent', () => {
    const old = plus(inAWeek, { days: 83 });
    given(organization, ...open, again(2, old))
      .when(resendInvitation, resend, { actor: olga.actor, now: old })
      .thenRefused('INVITATION_EXPIRED');
  });

  it('C1, I-8: 100 links in a day, however they are asked for; then there is room when the first of them is a day old', () => {
    const hour = (n: number) => plus(inAWeek, { hours: n });
    const asked = [...open, ...Array.from({ length: 99 }, (_, n) => again(n + 2, hour(n < 50 ? 1 : 2)))];
    const now = plus(hour(2), { days: -7 });
    given(organization, ...asked)
      .when(resendInvitation, resend, { actor: olga.actor, now })
      .thenRefused('INVITATION_RATE_LIMITED', { limit: 100, retryAfter: 22 * 3_600 });
    given(organization, ...asked)
      .when(
        inviteMember,
        { organizationId, personId: audrey.personId.replace('1', '2'), email: 'new@example.com', roles: ['member'] },
        { actor: olga.actor, now },
      )
      .thenRefused('INVITATION_RATE_LIMITED');
    given(organization, ...asked)
      .when(resendInvitation, resend, { actor: olga.actor, now: plus(now, { hours: 22 }) })
      .then(again(101, plus(now, { days: 7, hours: 22 })));
    given(organization, ...asked.slice(0, -1))
      .when(resendInvitation, resend, { actor: olga.actor, now })
      .then(again(100, plus(now, { days: 7 })));
  });

  it("W2: the sender's own rights count", () => {
    given(organization, ...open)
      .when(resendInvitation, resend, { actor: audrey.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
    given(organization, ...founded, joined(adam, ['admin']), invited(mia, ['owner']))
      .when(resendInvitation, resend, { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('says no to what is closed or unknown', () => {
    given(organization, ...founded)
      .when(resendInvitation, resend, { actor: olga.actor })
      .thenRefused('INVITATION_NOT_FOUND');
    given(organization, ...open, invitationRevoked({ invitationId }))
      .when(resendInvitation, resend, { actor: olga.actor })
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...open, invitationAccepted({ invitationId, personId: mia.personId, userId: mia.userId }))
      .when(resendInvitation, resend, { actor: olga.actor })
      .thenRefused('INVITATION_CLOSED');
  });
});
