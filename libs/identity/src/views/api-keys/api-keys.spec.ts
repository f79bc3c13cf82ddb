import {
  apiKeyIssued,
  apiKeyRevoked,
  botRegistered,
  memberAdded,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { apiKeys } from './api-keys.view';

const [service, robot, botId, personId] = [someId('service key'), someId('robot key'), someId('bot'), someId('adam')];
const at = '2026-06-03T10:00:00.000Z';
const later = '2026-06-04T10:00:00.000Z';
const expiresAt = '2026-09-01T10:00:00.000Z';
const holder = { kind: 'person', id: personId, membership: 1 } as const;
const ofBot = { kind: 'bot', id: botId } as const;
const forService = happened(
  apiKeyIssued(
    { keyId: service, holder, issuedBy: personId, permissions: ['runs:read'], expiresAt },
    { name: 'Nightly export' },
  ),
  { at },
);
const forRobot = happened(
  apiKeyIssued(
    { keyId: robot, holder: ofBot, issuedBy: personId, permissions: ['runs:report'], expiresAt },
    { name: 'Robot' },
  ),
  { at },
);
const joined = memberAdded(
  { personId, userId: someId('account'), roles: ['admin'], via: 'invitation' },
  { email: 'adam@acme.example', alias: 'Adam' },
);

describe('API keys', () => {
  it('lists keys of people and of bots with whoever issued them, and when and why one ended', () => {
    const revoked = happened(apiKeyRevoked({ keyId: robot, cause: 'membership_ended' }), { at: later });
    const { keys } = givenLog(forService, forRobot, revoked).viewOf(apiKeys);
    const common = { organization_id: someOrganization, issued_by: personId, issued_at: at, expires_at: expiresAt };
    expect(keys).toHaveLength(2);
    expect(keys).toEqual(
      expect.arrayContaining([
        {
          ...common,
          key_id: service,
          sequence: 1,
          bot_id: null,
          holder,
          name: 'Nightly export',
          permissions: ['runs:read'],
          revoked_at: null,
          ended_by: null,
        },
        {
          ...common,
          key_id: robot,
          sequence: 2,
          bot_id: botId,
          holder: ofBot,
          name: 'Robot',
          permissions: ['runs:report'],
          revoked_at: later,
          ended_by: 'membership_ended',
        },
      ]),
    );
  });

  it('B1: knows what issuers may, also when they are gone or back, and what bots are called', () => {
    const registered = botRegistered(
      { botId, workspaceId: someId('workspace'), kind: 'rpa' },
      { name: 'invoice-reader' },
    );
    const demoted = memberRolesChanged({ personId, roles: ['auditor'] });
    const removed = memberRemoved({ personId });
    expect(givenLog(registered, joined, demoted).viewOf(apiKeys)).toMatchObject({
      bots: [{ bot_id: botId, workspace_id: someId('workspace'), name: 'invoice-reader' }],
      members: [{ alias: 'Adam', active: true, roles: ['auditor'] }],
    });
    expect(givenLog(joined, removed).viewOf(apiKeys)).toMatchObject({
      members: [{ alias: 'Adam', active: false }],
      memberships: [{ person_id: personId, n: 1 }],
    });
    expect(givenLog(joined, memberSuspended({ personId })).viewOf(apiKeys)).toMatchObject({
      members: [{ active: true, suspended: true }],
    });
    expect(givenLog(joined, removed, joined).viewOf(apiKeys)).toMatchObject({
      members: [{ active: true, roles: ['admin'] }],
      memberships: [{ n: 2 }],
    });
  });

  it('keeps a key whose name was erased, and an issuer who was', () => {
    expect(givenLog(forService, joined).erasedViewOf(apiKeys)).toMatchObject({
      keys: [{ key_id: service, name: null }],
      members: [{ alias: null }],
    });
  });
});
