import { inAWeek } from '../../testing/some-organization';
import { invitationLetter } from './invitation-letter';

const letter = { organizationName: 'Halden Freight', inviter: 'Olga', roles: ['admin', 'auditor', 'member'], expiresAt: inAWeek, link: 'https://annals.example/invitation#o_i.1.mac' } as const;

describe('the mail of an invitation', () => {
  it('says who invites to what, until when, and where to accept', () => expect(invitationLetter(letter)).toEqual({
    subject: 'You are invited to Halden Freight',
    text: `Olga invites you to Halden Freight as Admin, Auditor and Member.

Until 2026-06-10 09:15 UTC you can accept here:
https://annals.example/invitation#o_i.1.mac

The link works once, and only for you: do not pass it on. If you did not expect it, do nothing, and nothing will happen.
`,
  }));

  it('does without the name of somebody who was erased', () => expect(invitationLetter({ ...letter, inviter: null, roles: ['member'] }).text).toContain('You are invited to Halden Freight as Member.'));
});
