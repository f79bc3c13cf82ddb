import { keyState } from './key-state';

it('a key is revoked for good, ended with a membership, expired past its end, or active', () => {
  const now = Date.parse('2026-11-19T14:00:00.000Z');
  const open = { revokedAt: null, endedBy: null };
  const closed = { revokedAt: '2026-11-01T00:00:00.000Z', expiresAt: '2026-11-20T00:00:00.000Z' };
  expect(keyState({ ...open, expiresAt: '2026-11-19T14:00:00.001Z' }, now)).toBe('active');
  expect(keyState({ ...open, expiresAt: '2026-11-19T14:00:00.000Z' }, now)).toBe('expired');
  expect(keyState({ ...closed, endedBy: 'revoked' }, now)).toBe('revoked');
  expect(keyState({ ...closed, endedBy: 'issuer_not_entitled' }, now)).toBe('revoked');
  expect(keyState({ ...closed, endedBy: 'membership_ended' }, now)).toBe('ended');
});
