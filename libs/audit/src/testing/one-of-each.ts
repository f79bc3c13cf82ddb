import * as e from '@annals/contracts';

/** An id that tells what it is of, for specs. */
const id = (n: number): string => `0a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-06-03T09:15:00.000Z';

export const ids = {
  organization: id(1),
  user: id(2),
  person: id(3),
  inviter: id(4),
  invitation: id(5),
  workspace: id(6),
  bot: id(7),
  run: id(8),
  key: id(9),
  other: id(10),
  session: id(11),
  credential: id(12),
};
const {
  organization: organizationId,
  user: userId,
  person: personId,
  inviter: invitedBy,
  invitation: invitationId,
  workspace: workspaceId,
  bot: botId,
  run: runId,
  key: keyId,
} = ids;
const [generation, expiresAt, email, alias] = [1, at, 'mia@acme.example', 'Mia'];

/** One event of every type; the compiler demands each. */
export const oneOfEach: { readonly [Type in e.EventType]: Extract<e.AnyEvent, { type: Type }> } = {
  OrganizationCreated: e.organizationCreated({ organizationId, createdBy: personId }, { name: 'Halden Freight' }),
  OrganizationRenamed: e.organizationRenamed({}, { name: 'Halden' }),
  WorkspaceCreated: e.workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default workspace' }),
  MemberAdded: e.memberAdded({ personId, userId, roles: ['owner', 'auditor'], via: 'invitation' }, { email, alias }),
  MemberInvited: e.memberInvited(
    { invitationId, personId, roles: ['admin'], invitedBy, generation, expiresAt },
    { email },
  ),
  InvitationMailed: e.invitationMailed({ invitationId, generation }),
  InvitationResent: e.invitationResent({ invitationId, invitedBy, generation, expiresAt }),
  InvitationRevoked: e.invitationRevoked({ invitationId }),
  InvitationSuperseded: e.invitationSuperseded({ invitationId, by: ids.other }),
  InvitationAccepted: e.invitationAccepted({ invitationId, personId, userId }),
  MemberRolesChanged: e.memberRolesChanged({ personId, roles: ['member'] }),
  MemberRemoved: e.memberRemoved({ personId }),
  MemberLeft: e.memberLeft({ personId }),
  BotRegistered: e.botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }),
  BotDisabled: e.botDisabled({ botId }),
  BotEnabled: e.botEnabled({ botId }),
  BotWentOnline: e.botWentOnline({ botId }),
  BotWentOffline: e.botWentOffline({ botId, lastSeenAt: at }),
  RunRequested: e.runRequested({ runId, botId, workspaceId, source: 'manual' }),
  RunRefused: e.runRefused({ runId, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'request' }),
  RunStarted: e.runStarted({ runId, botId }),
  RunSucceeded: e.runSucceeded({ runId, botId }),
  RunFailed: e.runFailed({ runId, botId }, { error: 'Portal answered 401\nstack' }),
  ApiKeyIssued: e.apiKeyIssued(
    { keyId, holder: { kind: 'bot', id: botId }, issuedBy: personId, permissions: ['runs:report'], expiresAt },
    { name: 'host' },
  ),
  ApiKeyRevoked: e.apiKeyRevoked({ keyId, cause: 'revoked' }),
  CommandDenied: e.commandDenied({
    permission: 'bots:toggle',
    target: { kind: 'bot', id: botId },
    minute: '2026-06-03T09:15:00.000Z',
    count: 3,
  }),
  UserRegistered: e.userRegistered({ userId, via: 'sign_up', expiresAt }, { email }),
  RegistrationRepeated: e.registrationRepeated({ userId, generation, at, expiresAt }),
  VerificationMailed: e.verificationMailed({ userId, generation }),
  EmailVerified: e.emailVerified({ userId, by: 'link', credentialId: ids.credential }),
  ProfileUpdated: e.profileUpdated({ userId }, { alias }),
  OrganizationBegun: e.organizationBegun({ userId, organizationId }),
  PasswordChanged: e.passwordChanged({ userId, credentialId: ids.credential }),
  PasswordResetRequested: e.passwordResetRequested({ userId, generation, at, expiresAt }),
  PasswordResetMailed: e.passwordResetMailed({ userId, generation }),
  PasswordReset: e.passwordReset({ userId, generation, credentialId: ids.credential }),
  UserLoggedIn: e.userLoggedIn({ userId, sessionId: ids.session, decidedOn: 3, at }),
  SessionRevoked: e.sessionRevoked({ userId, sessionId: ids.session, cause: 'signed_out' }),
  SessionsRevoked: e.sessionsRevoked({ userId, cause: 'password_reset', before: at }),
  AccountLocked: e.accountLocked({ userId, until: at }),
};
