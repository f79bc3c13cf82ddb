import {
  apiKeyIssued,
  apiKeyRevoked,
  type NewKeyHolder,
  peopleOnlyPermissions,
  permissions,
  personKeyPermissions,
  type Permission,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { keyLimits } from '../../keys/limits';
import { issuer, now, organizationId } from '../../testing/examples';
import { issueApiKey } from './issue-api-key';

const holder = { kind: 'person', id: issuer.personId, membership: issuer.membership } as const;
const command = {
  organizationId,
  name: 'Nightly export',
  expiresInDays: 90,
  permissions: ['runs:read', 'bots:read'] as Permission[],
  issuer,
};
const data: Parameters<typeof apiKeyIssued>[0] = {
  keyId: 'id-of-key',
  holder,
  issuedBy: issuer.personId,
  permissions: ['runs:read', 'bots:read'],
  expiresAt: plus(now, { days: 90 }),
};
const issued = apiKeyIssued(data, { name: 'Nightly export' });
const may = (...more: Permission[]) => ({
  ...issuer,
  may: new Set<Permission>(['runs:read', 'api_keys:manage', ...more]),
});

/** So many keys of somebody, the first of them revoked or expired where asked. */
const many = (count: number, of: (n: number) => NewKeyHolder, expiresAt = plus(now, { days: 1 })) =>
  Array.from({ length: count }, (_, n) =>
    apiKeyIssued(
      { keyId: `key-${n}`, holder: of(n), issuedBy: issuer.personId, permissions: ['runs:read'], expiresAt },
      { name: 'Another' },
    ),
  );

describe('issue a key of a person (§4.15)', () => {
  it('issues it with what was asked for, until it expires; it is of this membership of the issuer', () => {
    given(keys).when(issueApiKey, command).then(issued);
  });

  it('says no to more than the issuer may, and to more than a year', () => {
    given(keys)
      .when(issueApiKey, { ...command, issuer: may(), permissions: ['runs:read', 'bots:read', 'audit:read'] })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['bots:read', 'audit:read'] });
    given(keys)
      .when(issueApiKey, { ...command, expiresInDays: 366 })
      .thenRefused('EXPIRY_TOO_FAR', { days: 365 });
  });

  it('B1: says no to who may not issue keys (any more)', () => {
    given(keys)
      .when(issueApiKey, { ...command, issuer: { ...issuer, may: new Set<Permission>(['runs:read', 'bots:read']) } })
      .thenRefused('FORBIDDEN', { requiredPermission: 'api_keys:manage' });
  });

  it.each(Object.keys(permissions) as Permission[])(
    'B1: %s is put on a key, or is refused because it is for people or bots only',
    (name) => {
      const asked = given(keys).when(issueApiKey, { ...command, permissions: [name] });
      if (personKeyPermissions.includes(name))
        asked.then(apiKeyIssued({ ...data, permissions: [name] }, { name: 'Nightly export' }));
      else
        asked.thenRefused(
          peopleOnlyPermissions.includes(name) ? 'PERMISSION_FOR_PEOPLE_ONLY' : 'PERMISSION_ESCALATION',
          { permissions: [name] },
        );
    },
  );

  it('B1: has limits for a person and for the organization; keys that ended do not count', () => {
    const [own, others] = [() => holder, (n: number) => ({ kind: 'bot', id: `bot-${n}` }) as const];
    given(keys, ...many(keyLimits.person, own))
      .when(issueApiKey, command)
      .thenRefused('API_KEY_LIMIT_REACHED', { limit: keyLimits.person, of: 'person' });
    given(keys, ...many(keyLimits.organization, others))
      .when(issueApiKey, command)
      .thenRefused('API_KEY_LIMIT_REACHED', { limit: keyLimits.organization, of: 'organization' });
    given(keys, ...many(keyLimits.person, own), apiKeyRevoked({ keyId: 'key-0', cause: 'revoked' }))
      .when(issueApiKey, command)
      .then(issued);
    given(keys, ...many(keyLimits.person, own, now))
      .when(issueApiKey, command)
      .then(issued);
  });

  it('stays quiet about a permission that was named twice', () => {
    given(keys)
      .when(issueApiKey, { ...command, permissions: ['runs:read', 'bots:read', 'runs:read'] })
      .then(issued);
  });
});
