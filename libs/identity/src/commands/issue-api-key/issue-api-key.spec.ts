import { apiKeyIssued, type Permission } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { now, organizationId } from '../../testing/examples';
import { issueApiKey } from './issue-api-key';

const issuerMay: Permission[] = ['bots:read', 'runs:read', 'runs:start', 'api_keys:manage'];
const command = { organizationId, name: 'Nightly export', expiresInDays: 90, permissions: ['runs:read', 'bots:read'] as Permission[], issuerMay };
const issued = apiKeyIssued({ keyId: 'id-of-key', permissions: ['runs:read', 'bots:read'], expiresAt: plus(now, { days: 90 }) }, { name: 'Nightly export' });

describe('issue a key of the organization (§4.15)', () => {
  it('issues it with what was asked for, until it expires', () => {
    given(keys).when(issueApiKey, command).then(issued);
  });

  it('says no to more than the issuer may, to what belongs to bots, and to more than a year', () => {
    given(keys).when(issueApiKey, { ...command, permissions: ['runs:read', 'members:remove', 'audit:read'] })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['members:remove', 'audit:read'] });
    given(keys).when(issueApiKey, { ...command, permissions: ['runs:report'], issuerMay: [...issuerMay, 'runs:report'] })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['runs:report'] });
    given(keys).when(issueApiKey, { ...command, expiresInDays: 366 }).thenRefused('EXPIRY_TOO_FAR', { days: 365 });
    given(keys).when(issueApiKey, { ...command, expiresInDays: 365 })
      .then(apiKeyIssued({ keyId: 'id-of-key', permissions: ['runs:read', 'bots:read'], expiresAt: plus(now, { days: 365 }) }, { name: 'Nightly export' }));
  });

  it('stays quiet about a permission that was named twice', () => {
    given(keys).when(issueApiKey, { ...command, permissions: ['runs:read', 'bots:read', 'runs:read'] }).then(issued);
  });
});
