import { z } from 'zod';
import { askedCountry } from '../countries';
import { MY_INVITATIONS, MyInvitation } from '../organization/invitations/api';
import { organizationStatus } from '../organization/lifecycle/status';
import { askedSlug } from '../organization/settings/slug';
import { permission } from '../permissions';
import { namedRoles } from '../roles';
import {
  digest,
  alias,
  askedTimeZone,
  effect,
  email,
  id,
  instant,
  line,
  lines,
  organizationName,
  page,
  paged,
  password,
  personal,
  position,
  search,
  word,
} from '../words';
import { storedWorkspaceRole } from '../workspace-roles';

/** Secrets come from links in mails: `id.generation.mac` (history.md §4). */
const token = z.string().min(1).max(400);

/** POST /api/v1/users → 202 {} for known and unknown addresses alike. */
export const SignUp = z.strictObject({ email }).meta({ id: 'SignUp' });
/** POST /api/v1/users/enter: opens a session (cookie). `organizationId`: null where none comes with it yet. */
export const EnterUnverified = z.strictObject({ email, password, alias }).meta({ id: 'EnterUnverified' });
/** POST /api/v1/users/confirm: by the session of the account or, elsewhere, by its password. */
export const ConfirmAddress = z
  .strictObject({ token, password: z.string().min(1).max(256).optional() })
  .meta({ id: 'ConfirmAddress' });
/**
 * POST /api/v1/users/preview: what the link of a verification mail will do; changes nothing. `organizationName`: null
 * where no organization comes with a sign-up.
 */
export const PreviewVerification = z.strictObject({ token }).meta({ id: 'PreviewVerification' });
export const VerificationPreview = z
  .object({
    email: z.string(),
    organizationName: z.string().nullable(),
    expiresAt: instant,
    /** Whether they chose a password when they signed up: then the link only confirms the address. */
    hasPassword: z.boolean(),
  })
  .meta({ id: 'VerificationPreview' });
/**
 * POST /api/v1/users/verify: verifies the address, sets the first password, makes the organization, opens a session
 * (cookie).
 */
export const VerifyUser = z.strictObject({ token, password, alias }).meta({ id: 'VerifyUser' });
export const Verified = z.object({ userId: id, organizationId: id.nullable(), position }).meta({ id: 'Verified' });
/** POST /api/v1/session, DELETE /api/v1/session (204). */
export const SignIn = z.strictObject({ email, password: z.string().min(1).max(256) }).meta({ id: 'SignIn' });
export const SignedIn = z.object({ userId: id, position }).meta({ id: 'SignedIn' });
/** POST /api/v1/password/forgot → 202 {}; POST /api/v1/password/reset; POST /api/v1/me/password. */
export const ForgotPassword = z.strictObject({ email }).meta({ id: 'ForgotPassword' });
export const ResetPassword = z.strictObject({ token, password }).meta({ id: 'ResetPassword' });
export const ChangePassword = z
  .strictObject({ current: z.string().min(1).max(256), password })
  .meta({ id: 'ChangePassword' });
/** POST /me/email/verification */
export const ResendVerification = z.strictObject({}).meta({ id: 'ResendVerification' });
export const AccountEffect = z.object({ userId: id, position }).meta({ id: 'AccountEffect' });
export const Accepted = z.object({}).meta({ id: 'Accepted' });

/** GET /api/v1/me */
export const Me = z
  .object({
    userId: id,
    email: personal,
    /** Whether the address is known to be theirs. */
    emailVerified: z.boolean(),
    alias: personal,
    /** What the installation lets them do about organizations of their own. */
    ownOrganizations: z.object({
      /** They belong to none, and have to make or join one before anything else (D20). */
      required: z.boolean(),
      /** Whether people make them at all (B1); how many is said when one is made. */
      mayCreate: z.boolean(),
      /** What a new one would be called; null where its maker is asked (X3). */
      suggestedName: z.string().nullable(),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

/** GET /api/v1/organizations: those of who asks, in the order of joining. `search` looks into their names. */
export const ListOrganizations = z.strictObject({ ...page, search });
/** So many workspaces of each are named. */
export const WORKSPACES_SHOWN = 20;
export const MyOrganization = z
  .object({
    organizationId: id,
    name: z.string(),
    logo: digest.nullable(),
    personId: id,
    ...namedRoles,
    /** Null for whom their roles show no people (W15), or not the bots of every workspace. */
    members: z.int().nullable(),
    bots: z.int().nullable(),
    status: word<string>(organizationStatus.options),
    /** Those that are open to who asks and not archived: the first by name, and how many there are. */
    workspaces: z.object({
      items: z.array(z.object({ workspaceId: id, name: z.string() })).max(WORKSPACES_SHOWN),
      total: z.int(),
    }),
    joinedAt: instant,
  })
  .meta({ id: 'MyOrganization' });
export const MyOrganizations = z
  .object({
    ...paged(MyOrganization),
    /** To one's verified address, where they can be accepted now; on the first page. */
    invitations: z.array(MyInvitation).max(MY_INVITATIONS),
  })
  .meta({ id: 'MyOrganizations' });
export type MyOrganization = z.output<typeof MyOrganization>;

/**
 * POST /api/v1/organizations. `slug`: the first free one like the name where nothing is said; what is no slug is refused
 * by SLUG_INVALID, not by its form. `contactEmail`: the account's own address where nothing is said. Another one waits
 * for the code that is mailed to it; until that was said, the account's own counts.
 */
export const CreateOrganization = z
  .strictObject({
    name: organizationName,
    country: askedCountry,
    timeZone: askedTimeZone,
    alias,
    slug: askedSlug.optional(),
    contactEmail: email.optional(),
  })
  .meta({ id: 'CreateOrganization' });
export const CreatedOrganization = z
  .object({ organizationId: id, personId: id, ...effect })
  .meta({ id: 'CreatedOrganization' });

/** How the request for one more organization stands. */
export const organizationRequestStatus = z.enum(['open', 'approved', 'denied']);
/** GET /api/v1/me/organization-quota; `limit` null: as many as one likes. */
export const OrganizationQuota = z
  .object({
    begun: z.int(),
    limit: z.int().nullable(),
    /** The last one; null where nothing was asked for. */
    request: z.object({ requestId: id, status: organizationRequestStatus, at: instant }).nullable(),
  })
  .meta({ id: 'OrganizationQuota' });
/** POST /api/v1/me/organization-requests: the reason is for the operators of the installation. */
export const RequestOrganization = z.strictObject({ why: lines(500) }).meta({ id: 'RequestOrganization' });
export const RequestedOrganization = z.object({ requestId: id, ...effect }).meta({ id: 'RequestedOrganization' });

/** By which door a session begins. */
export const signInMethod = z.enum(['password', 'password_change', 'verification', 'invitation']);
/** What somebody proves at it: a password that they know, a mailbox that they can read. */
export const signInFactor = z.enum(['password', 'email']);

/** Whose a key can be. */
export const holderKind = z.enum(['person', 'bot', 'service']);
export type HolderKind = z.output<typeof holderKind>;
/** How a key ends before its time. */
export const keyEnd = z.enum(['revoked', 'membership_ended', 'issuer_not_entitled', 'bot_retired']);
export type KeyEnd = z.output<typeof keyEnd>;

/** Lists that are given out as files. */
export const exportedList = z.enum(['members', 'workspace_members', 'runs']);
export type ExportedList = z.output<typeof exportedList>;

export const KeyParams = z.object({ organizationId: id, keyId: id });
export const BotKeyParams = z.object({ organizationId: id, botId: id, keyId: id });
/** POST …/bots/{botId}/api-keys and …/api-keys: the secret is in this answer and never again. */
export const IssueBotKey = z
  .strictObject({ name: line(1, 80), expiresInDays: z.int().min(1).max(365) })
  .meta({ id: 'IssueBotKey' });
export const IssueKey = z
  .strictObject({ name: line(1, 80), expiresInDays: z.int().min(1).max(365), permissions: z.array(permission).min(1) })
  .meta({ id: 'IssueKey' });
export const IssuedKey = z
  .object({ keyId: id, secret: z.string(), expiresAt: instant, ...effect })
  .meta({ id: 'IssuedKey' });
export const KeyEffect = z.object({ keyId: id, ...effect }).meta({ id: 'KeyEffect' });
/**
 * `permissions` is what the key was given, `may` what of it it may now. `bot` is set for a bot's own key; any other is
 * its issuer's, and ends with their membership.
 */
export const ApiKey = z
  .object({
    keyId: id,
    name: z.string(),
    bot: z.object({ botId: id, name: z.string() }).nullable(),
    issuedBy: z.object({ personId: id, alias: personal, isMember: z.boolean() }),
    permissions: z.array(word()),
    may: z.array(word()),
    issuedAt: instant,
    expiresAt: instant,
    revokedAt: instant.nullable(),
    endedBy: word().nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
/** GET /api/v1/key: what a key is for, asked by itself. */
export const OwnKey = z
  .object({ organizationId: id, holder: z.object({ kind: word(['person', 'bot']), id }), permissions: z.array(word()) })
  .meta({ id: 'OwnKey' });
/** GET …/access/keys?permission=: keys with which it can be done, the newest first; with a workspace: in it. */
export const ListKeysWithAccess = z.strictObject({
  permission: permission.meta({ example: 'runs:read' }),
  workspace: id.optional(),
  ...page,
});
export const KeyWithAccess = z
  .object({
    keyId: id,
    name: z.string(),
    /** A bot's own key is bounded by what it was given, a person's also by what they may themselves. */
    bot: z.object({ botId: id, name: z.string() }).nullable(),
    issuedBy: z.object({ personId: id, alias: personal }),
    /** Roles of its holder that allow it, in the organization; none for a bot. */
    ...namedRoles,
    /** What its holder was added to the workspace as, where that allows it. */
    workspaceRole: storedWorkspaceRole.nullable(),
    /** The event that issued it. */
    issued: z.object({ sequence: z.int(), at: instant }),
    expiresAt: instant,
  })
  .meta({ id: 'KeyWithAccess' });
export const KeysWithAccess = z.object({ ...paged(KeyWithAccess), total: z.int() }).meta({ id: 'KeysWithAccess' });
/** GET …/api-keys and …/bots/{botId}/api-keys, newest first. */
export const ListApiKeys = z.strictObject({ ...page });
export const ApiKeys = z.object(paged(ApiKey)).meta({ id: 'ApiKeys' });
