import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { runSource, runStatus } from '../automation/api';
import { country } from '../countries';
import { memberStatus } from '../organization/people/status';
import { slug } from '../organization/settings/slug';
import { permission } from '../permissions';
import { role } from '../roles';
import { alias, email, generation, id, instant, line, lines, organizationName, said, timeZone, word } from '../words';
import { exportedList, holderKind, keyEnd, signInFactor, signInMethod } from './api';

/**
 * Stream `account-{userId}`: a person's sign-in. Personal values are under the person's account key. `credentialId`: of
 * who chose a password before the address was verified (X13); the address is nobody's until it is.
 */
export const userRegistered = defineEvent('UserRegistered', {
  data: { userId: id, via: word(['sign_up', 'invitation']), expiresAt: instant, credentialId: id.optional() },
  personal: { email },
  of: 'userId',
});
/**
 * Somebody asked to sign up again with this address: another mail goes out, the answer stays the same (no account is
 * revealed).
 */
export const registrationRepeated = defineEvent('RegistrationRepeated', {
  data: { userId: id, generation, at: instant, expiresAt: instant },
});
export const verificationMailed = defineEvent('VerificationMailed', { data: { userId: id, generation } });
/**
 * `credentialId` names the password that holds from now on (its hash is in the vault): of racing commands the one that
 * is appended wins, with its own password.
 */
export const emailVerified = defineEvent('EmailVerified', {
  data: { userId: id, by: word(['link', 'invitation']), credentialId: id },
});
export const profileUpdated = defineEvent('ProfileUpdated', {
  data: { userId: id },
  personal: { alias },
  of: 'userId',
});
/**
 * The intent to create an organization, in the same append as what causes it: whoever finds it unfinished finishes it
 * (A8). What the account holder typed for it is here too, so that nobody has to ask them again; one that comes with a
 * sign-up has nothing typed. Each counts towards the account's quota (B1).
 */
export const organizationBegun = defineEvent('OrganizationBegun', {
  data: { userId: id, organizationId: id, country: country.optional(), timeZone: timeZone.optional() },
  personal: {
    name: organizationName.optional(),
    slug: slug.optional(),
    alias: alias.optional(),
    contactEmail: email.optional(),
  },
  of: 'userId',
});
/** An organization that the account began was purged: it counts no more towards its quota (D16). */
export const begunOrganizationPurged = defineEvent('BegunOrganizationPurged', {
  data: { userId: id, organizationId: id },
});
/** Somebody who began as many organizations as they may asks for one more, and why (D17). */
export const additionalOrganizationRequested = defineEvent('AdditionalOrganizationRequested', {
  data: { userId: id, requestId: id, at: instant },
  personal: { reason: lines(500) },
  of: 'userId',
});
/** An operator of the installation said yes: the account may begin one more. */
export const additionalOrganizationApproved = defineEvent('AdditionalOrganizationApproved', {
  data: { userId: id, requestId: id },
});
export const additionalOrganizationDenied = defineEvent('AdditionalOrganizationDenied', {
  data: { userId: id, requestId: id },
});
export const passwordChanged = defineEvent('PasswordChanged', { data: { userId: id, credentialId: id } });
export const passwordResetRequested = defineEvent('PasswordResetRequested', {
  data: { userId: id, generation, at: instant, expiresAt: instant },
});
export const passwordResetMailed = defineEvent('PasswordResetMailed', { data: { userId: id, generation } });
export const passwordReset = defineEvent('PasswordReset', { data: { userId: id, generation, credentialId: id } });
/**
 * Every session that was decided on an earlier revision of this stream, or began before this instant, ended, however
 * many those are; `except` is the one that takes the place of the one it was done in.
 */
export const sessionsRevoked = defineEvent('SessionsRevoked', {
  data: { userId: id, cause: word(['password_changed', 'password_reset']), before: instant, except: id.optional() },
});
/** `factor`: what was wrong too often. Version 1 knew passwords only. */
export const accountLocked = defineEvent('AccountLocked', {
  version: 2,
  data: { userId: id, until: instant, factor: word(['password']).optional() },
});

export const accountEvents = {
  userRegistered,
  registrationRepeated,
  verificationMailed,
  emailVerified,
  profileUpdated,
  organizationBegun,
  begunOrganizationPurged,
  additionalOrganizationRequested,
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  passwordChanged,
  passwordResetRequested,
  passwordResetMailed,
  passwordReset,
  sessionsRevoked,
  accountLocked,
};
export type AccountEvent = EventOf<(typeof accountEvents)[keyof typeof accountEvents]>;

const proof = { method: word(signInMethod.options), factors: z.array(word(signInFactor.options)).min(1) };

/**
 * Stream `sessions-{userId}`: a person's sessions begin and end. No decision about the account rests on it.
 * `decidedOn`: the revision of the account on which the session was decided; every later SessionsRevoked there ends it.
 * `at`: a session ends 90 days after it began, so that it can be forgotten then. `method`, `factors`: by which door, and
 * what was proved there.
 */
export const userLoggedIn = defineEvent('UserLoggedIn', {
  data: { userId: id, sessionId: id, decidedOn: z.int().min(0), at: instant, ...proof },
});
/** One session ended: by its owner, or `displaced` by a newer one because an account has only so many. */
export const sessionRevoked = defineEvent('SessionRevoked', {
  data: { userId: id, sessionId: id, cause: word(['signed_out', 'displaced']) },
});

export const sessionsEvents = { userLoggedIn, sessionRevoked };
export type SessionsEvent = EventOf<(typeof sessionsEvents)[keyof typeof sessionsEvents]>;

/**
 * Stream `access-{organizationId}`: what an organization may know of its members' access, each by the person that they
 * are there; no decision about anything else rests on it. A session's first act in the organization: what it said to
 * prove itself when it began, and from where it acts.
 */
export const memberSignedIn = defineEvent('MemberSignedIn', {
  data: {
    personId: id,
    sessionId: id,
    method: word<string>(signInMethod.options),
    factors: z.array(word<string>(signInFactor.options)).min(1),
  },
  personal: { ip: said(64), userAgent: said(300) },
  of: 'personId',
});
/** `at` says when, here and below: organizations are told a little later. Without `sessionId`: of all until then. */
export const memberSignedOut = defineEvent('MemberSignedOut', {
  data: {
    personId: id,
    at: instant,
    sessionId: id.optional(),
    cause: word<string>(['signed_out', 'displaced', 'password_changed', 'password_reset']),
  },
});
export const memberLockedOut = defineEvent('MemberLockedOut', { data: { personId: id, at: instant, until: instant } });
export const memberCredentialChanged = defineEvent('MemberCredentialChanged', {
  data: { personId: id, at: instant, kind: word<string>(['password']), cause: word<string>(['changed', 'reset']) },
});
/**
 * The actor took a list as a file: which, by which filter, and how many rows it had when they began. `search` is what
 * they looked for, empty where they looked for nothing.
 */
export const listExported = defineEvent('ListExported', {
  version: 2,
  data: {
    list: word(exportedList.options),
    workspaceId: id.optional(),
    role: role.optional(),
    /** Of members or of runs. */
    status: word<string>([...memberStatus.options, ...runStatus.options]).optional(),
    botId: id.optional(),
    triggerId: id.optional(),
    source: word<string>(runSource.options).optional(),
    /** Who had asked for what is in it; without an id where it is no account and no key. */
    asker: z.object({ kind: word<string>(['user', 'key', 'system']), id: id.optional() }).optional(),
    from: instant.optional(),
    to: instant.optional(),
    rows: z.int().min(0),
  },
  text: { search: said(80) },
});

export const accessEvents = { memberSignedIn, memberSignedOut, memberLockedOut, memberCredentialChanged, listExported };
export type AccessEvent = EventOf<(typeof accessEvents)[keyof typeof accessEvents]>;

/**
 * Whose key it is (history.md §7). A person's is cut by what its holder may at each moment and ends with the
 * membership; `membership` says with which: the same person may leave and come back. A bot's is bounded when it is
 * issued, then by its bot.
 */
export const keyHolder = z.object({ kind: word(holderKind.options), id, membership: z.int().min(1).optional() });

/** Stream `keys-{organizationId}`: API keys. */
export const apiKeyIssued = defineEvent('ApiKeyIssued', {
  data: {
    keyId: id,
    holder: keyHolder,
    issuedBy: id,
    permissions: z.array(word(permission.options)).min(1),
    expiresAt: instant,
  },
  text: { name: line(1, 80) },
});
export const apiKeyRevoked = defineEvent('ApiKeyRevoked', { data: { keyId: id, cause: word(keyEnd.options) } });

export const keysEvents = { apiKeyIssued, apiKeyRevoked };
/** Whose an API key is. */
export type KeyHolder = z.output<typeof keyHolder>;
/** Whose keys this release issues. */
export type NewKeyHolder = z.input<typeof keyHolder>;
export type KeysEvent = EventOf<(typeof keysEvents)[keyof typeof keysEvents]>;
