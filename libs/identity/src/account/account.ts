import type { AccountEvent } from '@annals/contracts';
import { plus, type Instant, type Stream } from '@annals/kernel';
import type { EndOfSessions } from './end-of-sessions';
import { verificationLives, type AskedLink } from './links';

/** Somebody's request for one more organization (D17). */
export interface OrganizationRequest {
  readonly requestId: string;
  readonly at: Instant;
  status: 'open' | 'approved' | 'denied';
}

/** One person's sign-in: stream `account-{userId}`. */
export interface Account {
  registered: boolean;
  /** The address belongs to the person: only then is there a password, and only then can they sign in. */
  verified: boolean;
  verification: AskedLink;
  reset: AskedLink & { used: boolean };
  /** The password that holds (its hash is in the vault under this id). */
  credentialId?: string;
  sessionsEnded: EndOfSessions;
  lockedUntil?: Instant;
  /** The organizations that it began and that were not purged since, with the revision of the event that says what was typed for each. */
  readonly begun: Map<string, number>;
  /** How many it ever began, also those that are gone: whose number is used is used for good. */
  everBegun: number;
  /** Organizations that operators allowed beyond the quota. */
  extra: number;
  /** The last request for one more. */
  request?: OrganizationRequest;
  /** The revisions of the events that say the address and the name that hold. */
  readonly said: { addressAt?: number; nameAt?: number };
}

const BEGINNING: Instant = '1970-01-01T00:00:00.000Z';
const neverAsked = (): AskedLink => ({ generation: 0, askedAt: BEGINNING, expiresAt: BEGINNING, mailed: 0 });

/**
 * Another password holds from now on. Whatever link could still set one was asked for before that: it opens nothing any
 * more, and holds no newer mail back.
 */
function holds(state: Account, credentialId: string): void {
  state.credentialId = credentialId;
  state.verification.askedAt = BEGINNING;
  state.reset = { ...state.reset, askedAt: BEGINNING, used: true };
}

const hoursBefore = (instant: Instant, hours: number): Instant => plus(instant, { hours: -hours });

export const account: Stream<Account, AccountEvent> = {
  category: 'account',
  initial: () => ({
    registered: false,
    verified: false,
    verification: neverAsked(),
    reset: { ...neverAsked(), used: false },
    sessionsEnded: { revision: -1, before: BEGINNING },
    begun: new Map(),
    everBegun: 0,
    extra: 0,
    said: {},
  }),
  evolve: {
    UserRegistered: (state, { data }, revision) => {
      state.registered = true;
      if (data.credentialId !== undefined) state.credentialId = data.credentialId;
      state.said.addressAt = revision;
      state.verification = {
        generation: 1,
        askedAt: hoursBefore(data.expiresAt, verificationLives.hours),
        expiresAt: data.expiresAt,
        mailed: 0,
      };
    },
    RegistrationRepeated: (state, { data }) => {
      state.verification = {
        ...state.verification,
        generation: data.generation,
        askedAt: data.at,
        expiresAt: data.expiresAt,
      };
    },
    VerificationMailed: (state, { data }) => {
      state.verification.mailed = Math.max(state.verification.mailed, data.generation);
    },
    EmailVerified: (state, { data }) => {
      state.verified = true;
      holds(state, data.credentialId);
    },
    ProfileUpdated: (state, _event, revision) => {
      state.said.nameAt = revision;
    },
    OrganizationBegun: (state, { data }, revision) => {
      state.begun.set(data.organizationId, revision);
      state.everBegun += 1;
    },
    BegunOrganizationPurged: (state, { data }) => {
      state.begun.delete(data.organizationId);
    },
    AdditionalOrganizationRequested: (state, { data: { requestId, at } }) => {
      state.request = { requestId, at, status: 'open' };
    },
    AdditionalOrganizationApproved: (state) => {
      state.extra += 1;
      if (state.request) state.request.status = 'approved';
    },
    AdditionalOrganizationDenied: (state) => {
      if (state.request) state.request.status = 'denied';
    },
    PasswordChanged: (state, { data }) => holds(state, data.credentialId),
    PasswordResetRequested: (state, { data }) => {
      state.reset = {
        ...state.reset,
        generation: data.generation,
        askedAt: data.at,
        expiresAt: data.expiresAt,
        used: false,
      };
    },
    PasswordResetMailed: (state, { data }) => {
      state.reset.mailed = Math.max(state.reset.mailed, data.generation);
    },
    PasswordReset: (state, { data }) => {
      holds(state, data.credentialId);
      delete state.lockedUntil;
    },
    SessionsRevoked: (state, { data: { before } }, revision) => {
      state.sessionsEnded = { revision, before };
    },
    AccountLocked: (state, { data }) => {
      state.lockedUntil = data.until;
    },
  },
};
