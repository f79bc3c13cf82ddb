import {
  accountEvents,
  sessionsEvents,
  botRegistered,
  memberAdded,
  memberInvited,
  memberSignedIn,
  organizationRenamed,
  userLoggedIn,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { oneOfEach } from '@annals/testing';
import { audit } from './audit.view';

const [personId, userId, invitationId, botId, workspaceId] = [
  someId('person'),
  someId('user'),
  someId('invitation'),
  someId('bot'),
  someId('workspace'),
];
const renamed = organizationRenamed({}, { name: 'Halden' });
const added = memberAdded(
  { personId, userId, roles: ['admin'], via: 'invitation' },
  { email: 'mia@acme.example', alias: 'Mia' },
);
const invited = memberInvited(
  {
    invitationId,
    personId,
    roles: ['admin'],
    invitedBy: someId('olga'),
    generation: 1,
    expiresAt: '2026-06-10T00:00:00.000Z',
  },
  { email: 'mia@acme.example' },
);

describe('the view audit', () => {
  it('has an entry with all that was stored for every event of an organization', () => {
    const [entry, ...others] = givenLog(
      happened(renamed, { at: '2026-06-03T08:00:00.000Z', actor: 'user:olga' }),
    ).viewOf(audit).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      organization_id: someOrganization,
      sequence: 1,
      at: '2026-06-03T08:00:00.000Z',
      type: 'OrganizationRenamed',
      area: 'organization',
      actor: 'user:olga',
      data: {},
      text: { name: 'Halden' },
      person_id: null,
      email: null,
      alias: null,
      reason: null,
      stream: `organization-${someOrganization}`,
      revision: 0,
      position: '0',
    });
  });

  it('numbers entries by organization, and leaves an account’s own events out', () => {
    const elsewhere = someId('elsewhere');
    const { entries } = givenLog(
      renamed,
      happened(renamed, { organization: elsewhere }),
      userLoggedIn({
        userId,
        sessionId: someId('session'),
        decidedOn: 3,
        at: '2026-06-03T09:15:00.000Z',
        method: 'password',
        factors: ['password'],
      }),
      renamed,
    ).viewOf(audit);
    expect(entries.map((entry) => [entry.organization_id === elsewhere, entry.sequence])).toEqual(
      expect.arrayContaining([
        [true, 1],
        [false, 1],
        [false, 2],
      ]),
    );
    expect(entries).toHaveLength(3);
  });

  it('takes every type of event, and says whose area it is', () => {
    const { entries } = givenLog(...oneOfEach()).viewOf(audit);
    expect(new Set(entries.map(({ area }) => area))).toEqual(
      new Set(['organization', 'fleet', 'run', 'knowledge', 'keys', 'access', 'billing', 'security', 'oversight']),
    );
    expect(entries).toHaveLength(oneOfEach().length - Object.keys({ ...accountEvents, ...sessionsEvents }).length);
  });

  it('keeps what identifies a person beside that person’s id', () => {
    const { entries, aliases, invitations } = givenLog(invited, added).viewOf(audit);
    expect(entries.map(({ person_id, email, alias }) => [person_id, email, alias])).toEqual([
      [personId, 'mia@acme.example', null],
      [personId, 'mia@acme.example', 'Mia'],
    ]);
    expect(aliases).toEqual([
      { organization_id: someOrganization, person_id: personId, user_id: userId, alias: 'Mia', sequence: 2 },
    ]);
    expect(invitations).toEqual([
      {
        organization_id: someOrganization,
        invitation_id: invitationId,
        person_id: personId,
        invited_by: someId('olga'),
        email: 'mia@acme.example',
      },
    ]);
  });

  it('keeps from where a member signed in, until they are erased', () => {
    const proof = { method: 'password', factors: ['password'] };
    const signedIn = memberSignedIn(
      { personId, sessionId: someId('session'), ...proof },
      { ip: '192.0.2.1', userAgent: 'Browser' },
    );
    const from = { person_id: personId, area: 'access', ip: '192.0.2.1', user_agent: 'Browser' };
    expect(givenLog(signedIn).viewOf(audit).entries).toMatchObject([from]);
    expect(givenLog(signedIn).erasedViewOf(audit).entries).toMatchObject([{ ...from, ip: null, user_agent: null }]);
  });

  it('has nothing of it left, but every entry, once it was erased', () => {
    const { entries, aliases, invitations, names, values } = givenLog(
      invited,
      added,
      renamed,
      botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }),
    ).erasedViewOf(audit);
    expect(JSON.stringify({ entries, aliases, invitations, names, values })).not.toMatch(
      /mia|Mia|Halden|invoice-reader/,
    );
    expect(entries.map(({ type }) => type)).toEqual([
      'MemberInvited',
      'MemberAdded',
      'OrganizationRenamed',
      'BotRegistered',
    ]);
    expect(names).toMatchObject([{ kind: 'bot', thing_id: botId, label: null }]);
    expect(values.filter(({ field }) => field === 'name').map(({ value }) => value)).toEqual([{}, {}]);
  });
});
