import { memberInvited, orgPolicyChanged, type BulkFate, type Role } from '@annals/contracts';
import { fold, given, plus, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  audrey,
  founded,
  inAWeek,
  invited,
  joined,
  mia,
  now,
  olga,
  organizationId,
  oscar,
} from '../../testing/some-organization';
import { inviteMembers, planned, type Asked } from './invite-members';

const nth = (n: number) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const newcomer = (line: number, roles: readonly string[] = []): Asked => ({
  line,
  email: `new${line}@example.com`,
  personId: nth(100 + line),
  roles,
});
const there = [...founded, joined(adam, ['admin']), joined(oscar, ['member']), invited(mia, ['member'])];
const roles: readonly Role[] = ['member'];
const list = (...lines: readonly Asked[]) => ({ organizationId, roles, lines });
const invitation = (line: number, as: Role[]) =>
  memberInvited(
    {
      invitationId: `id-of-invitation/${line}`,
      personId: nth(100 + line),
      roles: as,
      invitedBy: olga.personId,
      generation: 1,
      expiresAt: inAWeek,
    },
    { email: `new${line}@example.com` },
  );
const fatesOf = (lines: readonly Asked[], history = there, actor = olga.actor) =>
  planned(fold(organization, history), list(...lines), { ...someFacts, actor }).map(({ does }) => does);

describe('D3, I-8: a list of people is invited', () => {
  it('says of each line what it does', () => {
    const lines: readonly Asked[] = [
      newcomer(1),
      { line: 2, email: oscar.email, personId: oscar.personId, roles: [] },
      { line: 3, email: mia.email, personId: mia.personId, roles: [] },
      { ...newcomer(1), line: 4 },
      { line: 5, email: '=1+1', personId: undefined, roles: [] },
      newcomer(6, ['Night shift']),
      newcomer(7, ['owner']),
      newcomer(8, ['auditor', 'Member']),
    ];
    const expected: readonly BulkFate[] = [
      'invite',
      'already_member',
      'already_invited',
      'repeated',
      'no_address',
      'no_such_role',
      'role_not_grantable',
      'invite',
    ];
    expect(fatesOf(lines, there, adam.actor)).toEqual(expected);
  });

  it('does what was said of each line, in one append', () =>
    given(organization, ...there)
      .when(inviteMembers, { ...list(newcomer(1), newcomer(2, ['Auditor'])), expected: ['invite', 'invite'] })
      .then(invitation(1, ['member']), invitation(2, ['auditor'])));

  it('stays within the day, which a policy raises', () => {
    const three = [newcomer(1), newcomer(2), newcomer(3)];
    const capped = [...founded, orgPolicyChanged({ invitationsPerDay: 2 })];
    expect(fatesOf(three, capped)).toEqual(['invite', 'invite', 'over_daily_cap']);
    expect(fatesOf(three, [...capped, invited(audrey, ['member'])])).toEqual([
      'invite',
      'over_daily_cap',
      'over_daily_cap',
    ]);
    expect(fatesOf(three, [...capped, orgPolicyChanged({ invitationsPerDay: 3 })])).toEqual(Array(3).fill('invite'));
    const yesterday = invited(audrey, ['member'], { expiresAt: plus(now, { days: 5 }) });
    expect(fatesOf(three, [...capped, yesterday])).toEqual(['invite', 'invite', 'over_daily_cap']);
  });

  it('says no where anything would be otherwise than it was shown, and does none of it', () => {
    const both = list(newcomer(1), { line: 2, email: oscar.email, personId: oscar.personId, roles: [] });
    given(organization, ...there)
      .when(inviteMembers, { ...both, expected: ['invite', 'invite'] })
      .thenRefused('PREVIEW_STALE', { lines: [2] });
    given(organization, ...there)
      .when(inviteMembers, { ...both, expected: ['invite'] })
      .thenRefused('PREVIEW_STALE');
    given(organization, ...there)
      .when(inviteMembers, { ...both, expected: ['invite', 'already_member', 'invite'] })
      .thenRefused('PREVIEW_STALE');
    given(organization, ...there)
      .when(inviteMembers, { ...both, expected: [] }, { actor: 'user:00000000-0000-4000-8000-000000000099' })
      .thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet where nobody is to be invited', () =>
    given(organization, ...there)
      .when(inviteMembers, {
        ...list({ line: 1, email: mia.email, personId: mia.personId, roles: [] }),
        expected: ['already_invited'],
      })
      .thenNothing());
});
