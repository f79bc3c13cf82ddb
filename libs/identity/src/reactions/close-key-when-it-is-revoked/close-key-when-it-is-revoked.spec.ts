import { apiKeyIssued, apiKeyRevoked } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { closeKeyWhenItIsRevoked } from './close-key-when-it-is-revoked';

const keyId = someId('key');

describe('close a key when it is revoked', () => {
  it('makes a job for each key', () => {
    expect(jobsOf(closeKeyWhenItIsRevoked, someLog(apiKeyRevoked({ keyId, cause: 'revoked' })))).toEqual([
      { queue: 'identity.close-key', key: keyId, payload: { keyId } },
    ]);
  });

  it('stays quiet about keys that are issued', () => {
    const issued = apiKeyIssued(
      {
        keyId,
        holder: { kind: 'bot', id: keyId },
        issuedBy: keyId,
        permissions: ['runs:read'],
        expiresAt: '2026-09-01T10:00:00.000Z',
      },
      { name: 'Service' },
    );
    expect(jobsOf(closeKeyWhenItIsRevoked, someLog(issued))).toEqual([]);
  });
});
