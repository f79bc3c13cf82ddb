import { inAWeek } from '../../testing/some-organization';
import { invitationLetter, type InvitationLetter } from './invitation-letter';

const letter = {
  organizationName: 'Halden Freight',
  inviter: 'Olga',
  roleNames: ['Admin', 'Auditor', 'Fleet lead'],
  expiresAt: inAWeek,
  link: 'https://annals.example/invitation#o_i.1.mac',
} as const;

function shown(of: InvitationLetter): { readonly subject: string; readonly text: string } {
  const { subject, text } = invitationLetter(of);
  return { subject: String(subject), text: String(text) };
}

describe('the mail of an invitation', () => {
  it('says who invites to what, until when, and where to accept', () =>
    expect(shown(letter)).toEqual({
      subject: 'You are invited to Halden Freight',
      text: `Olga invites you to Halden Freight as Admin, Auditor and Fleet lead.

Until 2026-06-10 09:15 UTC you can accept here:
https://annals.example/invitation#o_i.1.mac

The link works once, and only for you: do not pass it on. If you did not expect it, do nothing, and nothing will happen.
`,
    }));

  it('does without the name of somebody who was erased', () =>
    expect(shown({ ...letter, inviter: null, roleNames: ['Member'] }).text).toContain(
      'You are invited to Halden Freight as Member.',
    ));

  it.each([
    'www.evil.example',
    'evil.example/pay',
    'https://evil.example',
    'pay@evil.example',
    'Acme\r\nBcc: eve@evil.example',
    '192.0.2.1',
  ])('C2: has one link and one subject, whatever people are called: %s', (name) => {
    const { subject, text } = shown({
      ...letter,
      organizationName: name,
      inviter: name,
      roleNames: [name, name, name],
    });
    expect(subject.split(/\s/).filter((word) => /\S[.:@]\S/.test(word))).toEqual([]);
    expect(text.split(/\s/).filter((word) => /\S[.:@]\S/.test(word))).toEqual(['09:15', letter.link]);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});
