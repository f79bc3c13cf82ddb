import { keyState } from './key-state';

it('a key is revoked for good, expired past its end, or active', () => {
  const now = Date.parse('2026-11-19T14:00:00.000Z');
  expect(keyState({ revokedAt: null, expiresAt: '2026-11-19T14:00:00.001Z' }, now)).toBe('active');
  expect(keyState({ revokedAt: null, expiresAt: '2026-11-19T14:00:00.000Z' }, now)).toBe('expired');
  expect(keyState({ revokedAt: '2026-11-01T00:00:00.000Z', expiresAt: '2026-11-20T00:00:00.000Z' }, now)).toBe('revoked');
});
