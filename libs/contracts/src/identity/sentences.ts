import {
  account,
  bot,
  key,
  person,
  phrase,
  roleIn,
  tells,
  trigger,
  utc,
  workspace,
  type Piece,
  type SentenceTemplate,
} from '../sentence';
import { inWords, meaningOf } from '../words';
import {
  accountLocked,
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  additionalOrganizationRequested,
  apiKeyIssued,
  apiKeyRevoked,
  begunOrganizationPurged,
  emailVerified,
  listExported,
  memberCredentialChanged,
  memberLockedOut,
  memberSignedIn,
  memberSignedOut,
  organizationBegun,
  passwordChanged,
  passwordReset,
  passwordResetMailed,
  passwordResetRequested,
  profileUpdated,
  registrationRepeated,
  sessionRevoked,
  sessionsRevoked,
  userLoggedIn,
  userRegistered,
  verificationMailed,
  type AccessEvent,
  type AccountEvent,
  type KeysEvent,
  type SessionsEvent,
} from './events';

const ways = { sign_up: 'by signing up', invitation: 'by an invitation' } as const;
const proofs = { link: 'by opening the link', invitation: 'by opening an invitation' } as const;
const ends = { signed_out: 'signed out', displaced: 'ended the oldest session by opening a newer one' } as const;
const endsAll = { password_changed: 'by changing the password', password_reset: 'by resetting the password' } as const;
const exported = { members: 'the list of members', workspace_members: 'the people', runs: 'the run history' } as const;
const failures = { password: 'of the password' } as const;
const keyEnds: Readonly<Record<string, readonly [before: string, after: string]>> = {
  revoked: ['revoked the API key ', ''],
  bot_retired: ['ended the API key ', ' with its bot, which was retired'],
  membership_ended: ['ended the API key ', ' with the membership of whose it was'],
  issuer_not_entitled: ['took the API key ', ' back: who issued it lost the right meanwhile'],
};

/** How API keys read. */
export const keysSentences: { readonly [Type in KeysEvent['type']]: SentenceTemplate<Type> } = {
  ApiKeyIssued: tells(apiKeyIssued, ({ keyId, holder, expiresAt }) =>
    holder.kind === 'bot'
      ? ['issued the API key ', key(keyId), ' for ', bot(holder.id), `, valid until ${utc(expiresAt)}`]
      : ['issued the API key ', key(keyId), `, valid until ${utc(expiresAt)}`],
  ),
  ApiKeyRevoked: tells(apiKeyRevoked, ({ keyId, cause }) => {
    const [before, after] = meaningOf(keyEnds, cause) ?? ['ended the API key ', ` ${phrase({}, cause)}`];
    return [before, key(keyId), after];
  }),
};

/** How sign-ins of people read. */
export const accountSentences: { readonly [Type in AccountEvent['type']]: SentenceTemplate<Type> } = {
  UserRegistered: tells(userRegistered, ({ userId, via }) => ['registered ', account(userId), ` ${phrase(ways, via)}`]),
  RegistrationRepeated: tells(registrationRepeated, ({ userId }) => ['asked to sign up again as ', account(userId)]),
  VerificationMailed: tells(verificationMailed, ({ userId }) => ['mailed the verification link to ', account(userId)]),
  EmailVerified: tells(emailVerified, ({ userId, by }) => [
    'verified the address of ',
    account(userId),
    ` ${phrase(proofs, by)}`,
  ]),
  ProfileUpdated: tells(profileUpdated, ({ userId }) => ['changed the name of ', account(userId)]),
  OrganizationBegun: tells(organizationBegun, ({ organizationId }) => [
    'began the organization ',
    { kind: 'organization', id: organizationId },
  ]),
  BegunOrganizationPurged: tells(begunOrganizationPurged, ({ organizationId }) => [
    'freed the place of the organization ',
    { kind: 'organization', id: organizationId },
    ', which was purged',
  ]),
  AdditionalOrganizationRequested: tells(additionalOrganizationRequested, () => ['asked for one more organization']),
  AdditionalOrganizationApproved: tells(additionalOrganizationApproved, () => ['allowed one more organization']),
  AdditionalOrganizationDenied: tells(additionalOrganizationDenied, () => ['did not allow one more organization']),
  PasswordChanged: tells(passwordChanged, ({ userId }) => ['changed the password of ', account(userId)]),
  PasswordResetRequested: tells(passwordResetRequested, ({ userId }) => [
    'asked to reset the password of ',
    account(userId),
  ]),
  PasswordResetMailed: tells(passwordResetMailed, ({ userId }) => [
    'mailed the link that resets the password of ',
    account(userId),
  ]),
  PasswordReset: tells(passwordReset, ({ userId }) => ['reset the password of ', account(userId)]),
  SessionsRevoked: tells(sessionsRevoked, ({ userId, cause }) => [
    `ended all sessions ${phrase(endsAll, cause)} as `,
    account(userId),
  ]),
  AccountLocked: tells(accountLocked, ({ userId, until, factor = 'password' }) => [
    'locked the sign-in of ',
    account(userId),
    ` until ${utc(until)} after too many failures ${phrase(failures, factor)}`,
  ]),
};

/** How sessions of people read. */
export const sessionsSentences: { readonly [Type in SessionsEvent['type']]: SentenceTemplate<Type> } = {
  UserLoggedIn: tells(userLoggedIn, ({ userId }) => ['signed in as ', account(userId)]),
  SessionRevoked: tells(sessionRevoked, ({ userId, cause }) => [
    `${meaningOf(ends, cause) ?? `ended a session ${phrase(ends, cause)}`} as `,
    account(userId),
  ]),
};

const doors = {
  password: 'with a password',
  password_change: 'anew by changing the password',
  verification: 'by the link that verified the address',
  invitation: 'by the link of an invitation',
} as const;

type Exported = Parameters<typeof listExported>[0];

/** Which runs are in a file. */
function ofRuns({ botId, triggerId, source, asker, from, to }: Omit<Exported, 'list' | 'rows'>): readonly Piece[] {
  return [
    ...(botId === undefined ? [] : [', of ', bot(botId)]),
    ...(triggerId === undefined ? [] : [', of ', trigger(triggerId)]),
    ...(source === undefined ? [] : [`, from ${inWords({}, source)}`]),
    ...(asker === undefined ? [] : [', asked for by ', askerIn(asker)]),
    ...(from === undefined ? [] : [`, since ${utc(from)}`]),
    ...(to === undefined ? [] : [`, before ${utc(to)}`]),
  ];
}

function askerIn({ kind, id }: NonNullable<Exported['asker']>): Piece {
  if (id === undefined) return kind === 'system' ? 'Annals' : inWords({}, kind);
  return kind === 'key' ? key(id) : account(id);
}

/** How what an organization is told of its members' access reads. */
export const accessSentences: { readonly [Type in AccessEvent['type']]: SentenceTemplate<Type> } = {
  MemberSignedIn: tells(memberSignedIn, ({ method }) => [`signed in ${phrase(doors, method)}`]), // the actor says who
  MemberSignedOut: tells(memberSignedOut, ({ sessionId, cause }) => [
    sessionId === undefined
      ? `ended all sessions ${phrase(endsAll, cause)}`
      : (meaningOf(ends, cause) ?? `ended a session ${phrase(ends, cause)}`),
  ]),
  MemberLockedOut: tells(memberLockedOut, ({ personId, until }) => [
    'locked the sign-in of ',
    person(personId),
    ` until ${utc(until)} after too many failures`,
  ]),
  MemberCredentialChanged: tells(memberCredentialChanged, ({ kind, cause }) => {
    const credential = `the ${inWords({}, kind)}`;
    if (cause === 'reset') return [`replaced ${credential} that was forgotten`];
    return [`changed ${credential}${cause === 'changed' ? '' : ` ${phrase({}, cause)}`}`];
  }),
  ListExported: tells(listExported, ({ list, workspaceId, role, status, rows, ...of }, text) => [
    `took ${inWords(exported, list)}`,
    ...(workspaceId === undefined ? [] : [' of ', workspace(workspaceId)]),
    ` as a file: ${rows === 1 ? '1 row' : `${rows} rows`}`,
    ...(role === undefined ? [] : [', of the role ', roleIn(role)]),
    ...(status === undefined ? [] : [`, ${inWords({}, status)} ones`]),
    ...ofRuns(of),
    ...(text('search') === '' ? [] : [`, that match “${text('search')}”`]),
  ]),
};
