import { invitationMailed, invitationResent, invitationRevoked, type OrganizationEvent } from '@annals/contracts';
import { happened, someLog } from '@annals/views';
import { inAWeek, invitationId, invited, mia, olga, organizationId } from '../../testing/some-organization';
import { mailInvitationWhenMemberIsInvited as reaction } from './mail-invitation-when-member-is-invited';

function jobsFor(event: OrganizationEvent) {
  return someLog(happened(event, { organization: organizationId })).flatMap((stored) =>
    reaction.jobs({ ...stored, organization: organizationId, account: undefined, at: stored.meta.at, sequence: 1 }),
  );
}

describe('mail an invitation when a member is invited', () => {
  it('sends each link once', () => {
    expect(jobsFor(invited(mia, ['member']))).toMatchObject([
      { queue: 'invitation-mails', key: `${invitationId}:1`, payload: { organizationId, invitationId, generation: 1 } },
    ]);
    expect(
      jobsFor(invitationResent({ invitationId, invitedBy: olga.personId, generation: 2, expiresAt: inAWeek })),
    ).toMatchObject([{ key: `${invitationId}:2`, payload: { generation: 2 } }]);
  });

  it('carries ids, never addresses', () =>
    expect(JSON.stringify(jobsFor(invited(mia, ['member'])))).not.toContain('example.com'));

  it('stays quiet about anything else', () => {
    for (const event of [invitationMailed({ invitationId, generation: 1 }), invitationRevoked({ invitationId })])
      expect(reaction.handles(event.type)).toBe(false);
  });
});
