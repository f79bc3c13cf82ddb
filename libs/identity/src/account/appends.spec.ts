import {
  apiKeyIssued,
  memberSignedIn,
  passwordResetRequested,
  userLoggedIn,
  type AccessEvent,
  type AccountEvent,
  type KeysEvent,
  type Permission,
  type SessionsEvent,
} from '@annals/contracts';
import { plus } from '@annals/kernel';
import { appending, commandsThatIterate, type Appending } from '@annals/testing';
import { join } from 'node:path';
import { account } from './account';
import { keys } from '../keys/keys';
import { beginSession, sessions } from '../sessions/sessions';
import { email, issuer, now, organizationId, password, proof, registered, userId, verified } from '../testing/examples';
import { changePassword } from '../commands/change-password/change-password';
import { issueApiKey } from '../commands/issue-api-key/issue-api-key';
import { issueBotKey } from '../commands/issue-bot-key/issue-bot-key';
import { access } from '../access/access';
import { lockAccount } from '../commands/lock-account/lock-account';
import { recordAccessChange } from '../commands/record-access-change/record-access-change';
import { recordResetMailed } from '../commands/record-reset-mailed/record-reset-mailed';
import { recordSignIn } from '../commands/record-sign-in/record-sign-in';
import { recordVerificationMailed } from '../commands/record-verification-mailed/record-verification-mailed';
import { registerInvited } from '../commands/register-invited/register-invited';
import { requestPasswordReset } from '../commands/request-password-reset/request-password-reset';
import { resetPassword } from '../commands/reset-password/reset-password';
import { revokeApiKey } from '../commands/revoke-api-key/revoke-api-key';
import { signOut } from '../commands/sign-out/sign-out';
import { signUp } from '../commands/sign-up/sign-up';
import { verifyUser } from '../commands/verify-user/verify-user';

const numbered = (n: number): string => `0b5f3a52-3c0e-4d6a-9a51-${String(n).padStart(12, '0')}`;
const keyId = numbered(1);
const permissions: Permission[] = ['runs:read'];
/** It has expired, so it does not count where keys are limited. */
const issued = (id: string): KeysEvent =>
  apiKeyIssued(
    { keyId: id, holder: { kind: 'bot', id }, issuedBy: issuer.personId, permissions, expiresAt: now },
    { name: 'a key' },
  );
const askedForReset = passwordResetRequested({
  userId,
  generation: 1,
  at: plus(now, { minutes: -5 }),
  expiresAt: plus(now, { minutes: 5 }),
});

/** More and more of everything that there can be several of. */
const sessionsWith = (many: number): SessionsEvent[] =>
  Array.from({ length: many }, (_, n) =>
    userLoggedIn({ userId, sessionId: numbered(n), decidedOn: 1, at: plus(now, { hours: -1 }), ...proof }),
  );
const device = { ip: '192.0.2.1', userAgent: 'Browser' };
const signedIn = (n: number) => ({ personId: issuer.personId, sessionId: numbered(n), ...proof });
const signInsWith = (many: number): AccessEvent[] =>
  Array.from({ length: many }, (_, n) => memberSignedIn(signedIn(n), device));
const keysWith = (many: number): KeysEvent[] => Array.from({ length: many }, (_, n) => issued(numbered(n)));

const ofAccounts: Record<string, Appending<AccountEvent>> = {
  'change-password': appending(account, changePassword, { userId, credentialId: password }),
  'lock-account': appending(account, lockAccount, { userId }),
  'record-reset-mailed': appending(account, recordResetMailed, { userId, generation: 1 }, { own: [askedForReset] }),
  'record-verification-mailed': appending(account, recordVerificationMailed, { userId, generation: 1 }),
  'request-password-reset': appending(account, requestPasswordReset, { userId }),
  'reset-password': appending(account, resetPassword, { userId, generation: 1 }, { own: [askedForReset] }),
  'sign-up': appending(account, signUp, { userId, email }),
};
/** `sign-in` decides on the account, and appends here. */
const ofSessions: Record<string, Appending<SessionsEvent>> = {
  'sign-in': appending(sessions, beginSession, {
    userId,
    sessionId: numbered(9_999),
    decidedOn: 1,
    proof,
    ended: { revision: -1, before: plus(now, { days: -1 }) },
  }),
  'sign-out': appending(
    sessions,
    signOut,
    { userId, sessionId: numbered(9_999) },
    { own: [userLoggedIn({ userId, sessionId: numbered(9_999), decidedOn: 1, at: now, ...proof })] },
  ),
};
/** Who has no password yet. */
const ofBeginnings: Record<string, Appending<AccountEvent>> = {
  'register-invited': appending(account, registerInvited, { userId, email, alias: 'John' }),
  'verify-user': appending(account, verifyUser, { userId, organizationId, generation: 1, alias: 'John' }),
};
const ofKeys: Record<string, Appending<KeysEvent>> = {
  'issue-api-key': appending(keys, issueApiKey, {
    organizationId,
    name: 'a key',
    expiresInDays: 1,
    permissions,
    issuer,
  }),
  'issue-bot-key': appending(keys, issueBotKey, {
    organizationId,
    botId: keyId,
    name: 'a key',
    expiresInDays: 1,
    issuer,
  }),
  'revoke-api-key': appending(keys, revokeApiKey, { organizationId, keyId: numbered(0) }),
};
const ofAccess: Record<string, Appending<AccessEvent>> = {
  'record-sign-in': appending(access, recordSignIn, { signedIn: signedIn(9_999), device }),
  'record-access-change': appending(access, recordAccessChange, {
    organizationId,
    personId: issuer.personId,
    change: 'MemberSignedOut',
    at: now,
    sessionId: null,
    cause: 'password_changed',
  }),
};

describe('A5: what a command appends does not grow with what it finds (history.md §2)', () => {
  it('is measured of every command of this context that goes through many things', () => {
    const measured = Object.keys({ ...ofAccounts, ...ofSessions, ...ofBeginnings, ...ofKeys, ...ofAccess });
    expect(measured).toEqual(expect.arrayContaining(commandsThatIterate(join(__dirname, '../commands'))));
  });

  it.each(Object.entries(ofAccounts))('%s', (_name, appended) =>
    expect(appended([registered, verified])).toBeLessThanOrEqual(3),
  );

  it.each(Object.entries(ofSessions))('%s, with 500 and 5,000 sessions', (_name, appended) => {
    expect(appended(sessionsWith(5_000))).toBe(appended(sessionsWith(500)));
    expect(appended(sessionsWith(5_000))).toBeLessThanOrEqual(2);
  });

  it.each(Object.entries(ofBeginnings))('%s', (_name, appended) =>
    expect(appended([registered])).toBeLessThanOrEqual(4),
  );

  it.each(Object.entries(ofKeys))('%s, with 500 and 5,000 keys', (_name, appended) => {
    expect([appended(keysWith(500)), appended(keysWith(5_000))]).toEqual([1, 1]);
  });

  it.each(Object.entries(ofAccess))('%s, with 500 and 5,000 sign-ins', (_name, appended) => {
    expect([appended(signInsWith(500)), appended(signInsWith(5_000))]).toEqual([1, 1]);
  });
});
