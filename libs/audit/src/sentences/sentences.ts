import * as e from '@annals/contracts';
import { tells, type Piece, type SentenceTemplate } from './telling';

const person = (id: string): Piece => ({ kind: 'person', id });
const account = (id: string): Piece => ({ kind: 'account', id });
const bot = (id: string): Piece => ({ kind: 'bot', id });
const run = (id: string): Piece => ({ kind: 'run', id });
const key = (id: string): Piece => ({ kind: 'key', id });
const invitation = (id: string): Piece => ({ kind: 'invitation', id });

/** "Owner", "Owner and Auditor"; an organization's own role has no name here. */
function rolesIn(roles: readonly e.Role[]): string {
  const names = roles
    .map((role) => e.systemRole.safeParse(role).data)
    .map((role) => (role ? e.systemRoles[role].name : 'a role of its own'));
  return new Intl.ListFormat('en').format(names);
}

/** What somebody was denied, to do with what; "organization" goes without saying. */
function deniedCommand({ permission, target, count }: e.DenialsEvent['data']): readonly Piece[] {
  const times = count === 1 ? '' : `, ${count} times`;
  if (permission === undefined)
    return [`counted ${count} more denied commands in the same minute, of actors who were too many to be told apart`];
  const denied = `was denied: ${e.permissions[permission]}`;
  if (target === undefined) return [`${denied}, on things that do not exist or were too many to be told apart${times}`];
  return target.kind === 'organization' ? [denied + times] : [`${denied} on `, target, times];
}

const sources = { manual: 'by hand', api: 'over the API', trigger: 'by a trigger', retry: 'as a retry' } as const;
const kinds = { rpa: 'RPA bot', chat_agent: 'chat agent' } as const;
const ends = { signed_out: 'signed out', displaced: 'ended the oldest session by opening a newer one' } as const;
const endsAll = {
  password_changed: 'ended all sessions by changing the password',
  password_reset: 'ended all sessions by resetting the password',
} as const;
const keyEnds = {
  revoked: ['revoked the API key ', ''],
  membership_ended: ['ended the API key ', ' with the membership of whose it was'],
  issuer_not_entitled: ['took the API key ', ' back: who issued it lost the right meanwhile'],
} as const;

/**
 * The audit log's sentence for every event type, after the actor's name. The compiler demands one for each (D5); none
 * is made of its type's name.
 */
export const sentences: { readonly [Type in e.EventType]: SentenceTemplate<Type> } = {
  OrganizationCreated: tells(e.organizationCreated, (_, text) => [`created the organization ${text('name')}`]),
  OrganizationRenamed: tells(e.organizationRenamed, (_, text) => [`renamed the organization to ${text('name')}`]),
  WorkspaceCreated: tells(e.workspaceCreated, ({ workspaceId, isDefault }) => [
    isDefault ? 'created the default workspace ' : 'created the workspace ',
    { kind: 'workspace', id: workspaceId },
  ]),
  MemberAdded: tells(e.memberAdded, ({ personId, roles, via }) =>
    via === 'creation'
      ? ['made ', person(personId), ` the first member, as ${rolesIn(roles)}`]
      : [`joined by invitation, as ${rolesIn(roles)}`],
  ), // only oneself accepts, so the actor says who
  MemberInvited: tells(e.memberInvited, ({ personId, roles }) => [
    'invited ',
    person(personId),
    ` as ${rolesIn(roles)}`,
  ]),
  InvitationMailed: tells(e.invitationMailed, ({ invitationId, generation }) => [
    generation === 1 ? 'mailed the invitation to ' : 'mailed the invitation once more to ',
    invitation(invitationId),
  ]),
  InvitationResent: tells(e.invitationResent, ({ invitationId }) => [
    'sent the invitation of ',
    invitation(invitationId),
    ' again; the earlier link stopped working',
  ]),
  InvitationRevoked: tells(e.invitationRevoked, ({ invitationId }) => [
    'revoked the invitation of ',
    invitation(invitationId),
  ]),
  InvitationSuperseded: tells(e.invitationSuperseded, ({ invitationId }) => [
    'replaced an earlier invitation of ',
    invitation(invitationId),
    ' by a new one',
  ]),
  InvitationAccepted: tells(e.invitationAccepted, ({ invitationId }) => [
    'accepted the invitation by ',
    { kind: 'inviter', id: invitationId },
  ]),
  MemberRolesChanged: tells(e.memberRolesChanged, ({ personId, roles }) => [
    'changed the roles of ',
    person(personId),
    ` to ${rolesIn(roles)}`,
  ]),
  MemberRemoved: tells(e.memberRemoved, ({ personId }) => ['removed ', person(personId), ' from the organization']),
  MemberLeft: tells(e.memberLeft, () => ['left the organization']), // only oneself can, so the actor says who

  BotRegistered: tells(e.botRegistered, ({ botId, kind }) => [`registered the ${kinds[kind]} `, bot(botId)]),
  BotDisabled: tells(e.botDisabled, ({ botId }) => ['disabled ', bot(botId), '; it starts no runs']),
  BotEnabled: tells(e.botEnabled, ({ botId }) => ['enabled ', bot(botId)]),
  BotWentOnline: tells(e.botWentOnline, ({ botId }) => ['reported in: ', bot(botId), ' is online']),
  BotWentOffline: tells(e.botWentOffline, ({ botId, lastSeenAt }) => [
    'noticed that ',
    bot(botId),
    ` is offline; it was last heard of on ${utc(lastSeenAt)}`,
  ]),

  RunRequested: tells(e.runRequested, ({ runId, botId, source }) => [
    'requested the run ',
    run(runId),
    ' of ',
    bot(botId),
    ` ${sources[source]}`,
  ]),
  RunRefused: tells(e.runRefused, ({ runId, botId, stage }) =>
    stage === 'request'
      ? ['asked for the run ', run(runId), ' of ', bot(botId), '; it was refused because the bot is disabled']
      : [
          'was about to start the run ',
          run(runId),
          ' of ',
          bot(botId),
          '; it was refused because the bot had been disabled',
        ],
  ),
  RunStarted: tells(e.runStarted, ({ runId, botId }) => ['started the run ', run(runId), ' of ', bot(botId)]),
  RunSucceeded: tells(e.runSucceeded, ({ runId, botId }) => [
    'finished the run ',
    run(runId),
    ' of ',
    bot(botId),
    ' successfully',
  ]),
  RunFailed: tells(e.runFailed, ({ runId, botId }, text) => [
    'reported that the run ',
    run(runId),
    ' of ',
    bot(botId),
    ` failed: ${firstLine(text('error'))}`,
  ]),

  ApiKeyIssued: tells(e.apiKeyIssued, ({ keyId, holder, expiresAt }) =>
    holder.kind === 'bot'
      ? ['issued the API key ', key(keyId), ' for ', bot(holder.id), `, valid until ${utc(expiresAt)}`]
      : ['issued the API key ', key(keyId), `, valid until ${utc(expiresAt)}`],
  ),
  ApiKeyRevoked: tells(e.apiKeyRevoked, ({ keyId, cause }) => [keyEnds[cause][0], key(keyId), keyEnds[cause][1]]),

  CommandDenied: tells(e.commandDenied, deniedCommand),

  UserRegistered: tells(e.userRegistered, ({ userId, via }) => [
    'registered ',
    account(userId),
    via === 'invitation' ? ' by an invitation' : ' by signing up',
  ]),
  RegistrationRepeated: tells(e.registrationRepeated, ({ userId }) => ['asked to sign up again as ', account(userId)]),
  VerificationMailed: tells(e.verificationMailed, ({ userId }) => [
    'mailed the verification link to ',
    account(userId),
  ]),
  EmailVerified: tells(e.emailVerified, ({ userId, by }) => [
    'verified the address of ',
    account(userId),
    by === 'invitation' ? ' by opening an invitation' : ' by opening the link',
  ]),
  ProfileUpdated: tells(e.profileUpdated, ({ userId }) => ['changed the name of ', account(userId)]),
  OrganizationBegun: tells(e.organizationBegun, ({ organizationId }) => [
    'began the organization ',
    { kind: 'organization', id: organizationId },
  ]),
  PasswordChanged: tells(e.passwordChanged, ({ userId }) => ['changed the password of ', account(userId)]),
  PasswordResetRequested: tells(e.passwordResetRequested, ({ userId }) => [
    'asked to reset the password of ',
    account(userId),
  ]),
  PasswordResetMailed: tells(e.passwordResetMailed, ({ userId }) => [
    'mailed the link that resets the password of ',
    account(userId),
  ]),
  PasswordReset: tells(e.passwordReset, ({ userId }) => ['reset the password of ', account(userId)]),
  UserLoggedIn: tells(e.userLoggedIn, ({ userId }) => ['signed in as ', account(userId)]),
  SessionRevoked: tells(e.sessionRevoked, ({ userId, cause }) => [`${ends[cause]} as `, account(userId)]),
  SessionsRevoked: tells(e.sessionsRevoked, ({ userId, cause }) => [`${endsAll[cause]} as `, account(userId)]),
  AccountLocked: tells(e.accountLocked, ({ userId, until }) => [
    'locked the sign-in of ',
    account(userId),
    ` until ${utc(until)} after too many failures`,
  ]),
};

/** "6 Oct 2026, 09:15 UTC" */
function utc(instant: string): string {
  const at = new Date(instant);
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
  return `${date}, ${instant.slice(11, 16)} UTC`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
