import type { AccountEvent } from '@annals/contracts';
import { plus, remembersNothing, type Instant, type Stream } from '@annals/kernel';
import { verificationLives, type AskedLink } from './links';

/** One person's sign-in: stream `account-{userId}`. */
export interface Account {
  registered: boolean;
  /** The address belongs to the person: only then is there a password, and only then can they sign in. */
  verified: boolean;
  verification: AskedLink;
  reset: AskedLink & { used: boolean };
  /** The password that holds (its hash is in the vault under this id). */
  credentialId?: string;
  /** Sessions that began and were not revoked; some of them may have expired. */
  sessions: Set<string>;
  lockedUntil?: Instant;
}

const BEGINNING: Instant = '1970-01-01T00:00:00.000Z';
const neverAsked = (): AskedLink => ({ generation: 0, askedAt: BEGINNING, expiresAt: BEGINNING, mailed: 0 });
const hoursBefore = (instant: Instant, hours: number): Instant => plus(instant, { hours: -hours });

export const account: Stream<Account, AccountEvent> = {
  category: 'account',
  initial: () => ({ registered: false, verified: false, verification: neverAsked(), reset: { ...neverAsked(), used: false }, sessions: new Set() }),
  evolve: {
    UserRegistered: (state, { data }) => {
      state.registered = true;
      state.verification = { generation: 1, askedAt: hoursBefore(data.expiresAt, verificationLives.hours), expiresAt: data.expiresAt, mailed: 0 };
    },
    RegistrationRepeated: (state, { data }) => {
      state.verification = { ...state.verification, generation: data.generation, askedAt: data.at, expiresAt: data.expiresAt };
    },
    VerificationMailed: (state, { data }) => {
      state.verification.mailed = Math.max(state.verification.mailed, data.generation);
    },
    EmailVerified: (state, { data }) => {
      state.verified = true;
      state.verification.askedAt = BEGINNING; // a mail that was answered holds no other one back
      state.credentialId = data.credentialId;
    },
    ProfileUpdated: remembersNothing,
    OrganizationBegun: remembersNothing,
    PasswordChanged: (state, { data }) => {
      state.credentialId = data.credentialId;
    },
    PasswordResetRequested: (state, { data }) => {
      state.reset = { ...state.reset, generation: data.generation, askedAt: data.at, expiresAt: data.expiresAt, used: false };
    },
    PasswordResetMailed: (state, { data }) => {
      state.reset.mailed = Math.max(state.reset.mailed, data.generation);
    },
    PasswordReset: (state, { data }) => {
      state.credentialId = data.credentialId;
      state.reset.used = true;
      delete state.lockedUntil;
    },
    UserLoggedIn: (state, { data }) => {
      state.sessions.add(data.sessionId);
    },
    SessionRevoked: (state, { data }) => {
      state.sessions.delete(data.sessionId);
    },
    AccountLocked: (state, { data }) => {
      state.lockedUntil = data.until;
    },
  },
};
