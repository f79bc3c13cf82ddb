import { BotParams } from '../automation/api';
import { OrganizationParams, WithReason } from '../organization/params';
import { ORGANIZATION } from '../organization/path';
import { route } from '../route';
import * as api from './api';

const keys = '/api/v1/organizations/{organizationId}/api-keys';
const botKeys = '/api/v1/organizations/{organizationId}/bots/{botId}/api-keys';

export const signUp = route({
  method: 'POST',
  path: '/api/v1/users',
  body: api.SignUp,
  answer: api.Accepted,
  status: 202,
  access: 'public',
  tag: 'accounts',
  sentence:
    'Signs an address up. The same answer for known and unknown addresses, before anything is looked up; what happens next is in the mail.',
  refusals: ['BUSY'],
});

export const previewVerification = route({
  method: 'POST',
  path: '/api/v1/users/preview',
  body: api.PreviewVerification,
  answer: api.VerificationPreview,
  access: 'public',
  tag: 'accounts',
  sentence:
    'What the link of a verification mail will do; nothing changes. It goes by the log itself, so that no view can be behind it.',
  refusals: ['VERIFICATION_EXPIRED', 'VERIFICATION_USED'],
});

export const verifyUser = route({
  method: 'POST',
  path: '/api/v1/users/verify',
  body: api.VerifyUser,
  answer: api.Verified,
  access: 'public',
  tag: 'accounts',
  sentence:
    'Verifies an address. By the link of the mail: the first password, the alias, the organization, and a session (cookie).',
  refusals: ['VERIFICATION_EXPIRED', 'VERIFICATION_USED', 'EMAIL_TAKEN', 'PASSWORD_WEAK', 'BUSY'],
  showsSecret: true,
});

export const enterUnverified = route({
  method: 'POST',
  path: '/api/v1/users/enter',
  body: api.EnterUnverified,
  answer: api.Verified,
  status: 201,
  access: 'public',
  tag: 'accounts',
  sentence:
    'Signs up and in at once, where the installation lets people in before their address is verified. The same answer for known and unknown addresses: the address is nobody’s until the link in its mail was opened, and signing in elsewhere needs that.',
  refusals: ['EMAIL_NOT_VERIFIED', 'PASSWORD_WEAK', 'SIGN_IN_FAILED', 'RATE_LIMITED', 'BUSY'],
  showsSecret: true,
});

export const confirmAddress = route({
  method: 'POST',
  path: '/api/v1/users/confirm',
  body: api.ConfirmAddress,
  answer: api.Verified,
  access: 'public',
  tag: 'accounts',
  sentence:
    'Confirms the address of who signed up with a password: by the link of the mail, and by the session of the account or its password. Whoever only has the mail confirms nobody else’s account.',
  refusals: ['VERIFICATION_EXPIRED', 'VERIFICATION_USED', 'SIGN_IN_FAILED', 'ACCOUNT_LOCKED', 'EMAIL_TAKEN', 'BUSY'],
});

export const resendVerification = route({
  method: 'POST',
  path: '/api/v1/me/email/verification',
  body: api.ResendVerification,
  answer: api.AccountEffect,
  access: 'signed-in',
  tag: 'accounts',
  sentence: 'Asks for the mail that verifies your address once more; within a minute no other one is sent.',
  refusals: ['VERIFICATION_USED', 'RATE_LIMITED'],
});

export const signIn = route({
  method: 'POST',
  path: '/api/v1/session',
  body: api.SignIn,
  answer: api.SignedIn,
  access: 'public',
  tag: 'sessions',
  sentence: 'Opens a session (cookie). Five wrong passwords within 15 minutes lock the address for 15 minutes.',
  refusals: ['SIGN_IN_FAILED', 'ACCOUNT_LOCKED', 'BUSY'],
  showsSecret: true,
});

export const signOut = route({
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'signed-in',
  tag: 'sessions',
  sentence: 'Ends this session and takes its cookie away.',
});

export const forgotPassword = route({
  method: 'POST',
  path: '/api/v1/password/forgot',
  body: api.ForgotPassword,
  answer: api.Accepted,
  status: 202,
  access: 'public',
  tag: 'accounts',
  sentence:
    'Asks for the mail by which a forgotten password is replaced. The same answer for known and unknown addresses, before anything is looked up.',
  refusals: ['BUSY'],
});

export const resetPassword = route({
  method: 'POST',
  path: '/api/v1/password/reset',
  body: api.ResetPassword,
  answer: api.AccountEffect,
  access: 'public',
  tag: 'accounts',
  sentence: 'Replaces a forgotten password. By the link of the mail; every session ends, and a lock is lifted.',
  refusals: ['RESET_EXPIRED', 'PASSWORD_WEAK', 'BUSY'],
});

export const changePassword = route({
  method: 'POST',
  path: '/api/v1/me/password',
  body: api.ChangePassword,
  answer: api.AccountEffect,
  access: 'signed-in',
  tag: 'accounts',
  sentence: 'Changes your password. All sessions end; this device goes on in a new one (cookie).',
  refusals: ['SIGN_IN_FAILED', 'ACCOUNT_LOCKED', 'PASSWORD_WEAK', 'BUSY'],
  showsSecret: true,
  endsOwnSession: true,
});

export const getMe = route({
  method: 'GET',
  path: '/api/v1/me',
  answer: api.Me,
  access: 'signed-in',
  tag: 'accounts',
  sentence: 'Who is signed in.',
  readsOwnWrites: true,
});

export const getOwnKey = route({
  method: 'GET',
  path: '/api/v1/key',
  answer: api.OwnKey,
  access: 'public',
  tag: 'accounts',
  sentence: 'What the API key that asks is for: its organization, whose it is (a bot finds itself here), what it may.',
  refusals: ['UNAUTHENTICATED'],
});

export const listOrganizations = route({
  method: 'GET',
  path: '/api/v1/organizations',
  query: api.ListOrganizations,
  answer: api.MyOrganizations,
  access: 'signed-in',
  tag: 'accounts',
  sentence:
    'The organizations that you belong to, in the order of joining, also those that do not work at the moment; with the first page the invitations that you can accept now.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const createOrganization = route({
  method: 'POST',
  path: '/api/v1/organizations',
  body: api.CreateOrganization,
  answer: api.CreatedOrganization,
  status: 201,
  access: 'signed-in',
  needsVerifiedAddress: true,
  tag: 'accounts',
  sentence: 'Creates an organization, with who asks as its Owner and a default workspace.',
  refusals: ['ORG_CREATION_DISABLED', 'ORG_CREATION_LIMIT', 'SLUG_INVALID', 'SLUG_TAKEN', 'RATE_LIMITED'],
});

export const getOrganizationQuota = route({
  method: 'GET',
  path: '/api/v1/me/organization-quota',
  answer: api.OrganizationQuota,
  access: 'signed-in',
  tag: 'accounts',
  sentence: 'How many organizations you made and may make, and how your request for one more stands.',
});

export const requestOrganization = route({
  method: 'POST',
  path: '/api/v1/me/organization-requests',
  body: api.RequestOrganization,
  answer: api.RequestedOrganization,
  status: 201,
  access: 'signed-in',
  tag: 'accounts',
  sentence: 'Asks whoever runs this installation for one more organization than your quota allows.',
  refusals: ['REQUEST_ALREADY_OPEN'],
});

export const issueApiKey = route({
  method: 'POST',
  path: keys,
  params: OrganizationParams,
  body: api.IssueKey,
  answer: api.IssuedKey,
  status: 201,
  access: 'api_keys:manage',
  tag: 'API keys',
  sentence:
    'Issues a key for a service. It is of the person who issues it: it may what it is given and they may at that moment, and ends with their membership. The secret is in this answer and never again.',
  refusals: ['EXPIRY_TOO_FAR', 'PERMISSION_ESCALATION', 'PERMISSION_FOR_PEOPLE_ONLY', 'API_KEY_LIMIT_REACHED'],
  showsSecret: true,
});

export const revokeApiKey = route({
  method: 'POST',
  path: `${keys}/{keyId}/revoke`,
  params: api.KeyParams,
  body: WithReason,
  answer: api.KeyEffect,
  access: 'api_keys:manage',
  tag: 'API keys',
  sentence: 'Revokes any key of the organization, also a bot’s.',
  refusals: ['API_KEY_NOT_FOUND', 'API_KEY_REVOKED'],
});

export const listApiKeys = route({
  method: 'GET',
  path: keys,
  params: OrganizationParams,
  query: api.ListApiKeys,
  answer: api.ApiKeys,
  access: 'api_keys:read',
  tag: 'API keys',
  sentence: 'Every key of the organization, the bots’ own ones too, newest first.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const listKeysWithAccess = route({
  method: 'GET',
  path: `${ORGANIZATION}/access/keys`,
  params: OrganizationParams,
  query: api.ListKeysWithAccess,
  answer: api.KeysWithAccess,
  access: 'effective_access:read',
  tag: 'API keys',
  sentence:
    'With which API keys something can be done here, newest first: those that were given it and whose holder may it themselves. With a workspace: also by what the holder is there, and keys of its bots.',
  refusals: ['WORKSPACE_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const issueBotKey = route({
  method: 'POST',
  path: botKeys,
  params: BotParams,
  body: api.IssueBotKey,
  answer: api.IssuedKey,
  status: 201,
  access: 'api_keys:manage',
  tag: 'API keys',
  sentence:
    'Issues a bot’s own key. It is for its heartbeat and its runs; the secret is in this answer and never again.',
  refusals: ['BOT_NOT_FOUND', 'EXPIRY_TOO_FAR', 'API_KEY_LIMIT_REACHED'],
  showsSecret: true,
});

export const revokeBotKey = route({
  method: 'POST',
  path: `${botKeys}/{keyId}/revoke`,
  params: api.BotKeyParams,
  body: WithReason,
  answer: api.KeyEffect,
  access: 'api_keys:manage',
  tag: 'API keys',
  sentence: 'Revokes a key of this bot.',
  refusals: ['API_KEY_NOT_FOUND', 'API_KEY_REVOKED'],
});

export const listBotKeys = route({
  method: 'GET',
  path: botKeys,
  params: BotParams,
  query: api.ListApiKeys,
  answer: api.ApiKeys,
  access: 'api_keys:read',
  tag: 'API keys',
  sentence: 'The keys of one bot, newest first.',
  refusals: ['BOT_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});
