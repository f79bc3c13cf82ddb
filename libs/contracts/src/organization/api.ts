import { z } from 'zod';
import { role, systemRole } from '../permissions';
import {
  alias,
  effect,
  email,
  id,
  instant,
  organizationName,
  page,
  paged,
  password,
  personal,
  position,
  reason,
  search,
  word,
} from '../words';

const token = z.string().min(1).max(400);
export const OrganizationParams = z.object({ organizationId: id });
export const MemberParams = z.object({ organizationId: id, personId: id });
export const InvitationParams = z.object({ organizationId: id, invitationId: id });

/** GET /api/v1/organizations/{organizationId} and …/me */
export const Organization = z
  .object({
    organizationId: id,
    name: z.string(),
    createdAt: instant,
    renamed: z.int(),
    lastRenamedAt: instant.nullable(),
  })
  .meta({ id: 'Organization' });
export const MyMembership = z
  .object({ personId: id, roles: z.array(role), permissions: z.array(word()), grantable: z.array(systemRole) })
  .meta({ id: 'MyMembership' });
/** POST …/rename */
export const RenameOrganization = z.strictObject({ name: organizationName, reason }).meta({ id: 'RenameOrganization' });
export const OrganizationEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'OrganizationEffect' });

/** POST …/invitations */
export const InviteMember = z
  .strictObject({ email, roles: z.array(systemRole).min(1).max(4) })
  .meta({ id: 'InviteMember' });
export const InvitationEffect = z
  .object({ invitationId: id, personId: id.optional(), ...effect })
  .meta({ id: 'InvitationEffect' });
/**
 * GET …/invitations: open, expired and closed ones, newest first; `open` counts all that can still be accepted. POST
 * …/invitations/{invitationId}/resend and /revoke take `{}`.
 */
export const ListInvitations = z.strictObject({ ...page });
export const Invitation = z
  .object({
    invitationId: id,
    email: personal,
    roles: z.array(role),
    status: z.enum(['open', 'expired', 'accepted', 'revoked', 'superseded']),
    invitedBy: id,
    invitedByAlias: personal,
    invitedAt: instant,
    expiresAt: instant,
    mailedAt: instant.nullable(),
  })
  .meta({ id: 'Invitation' });
export const Invitations = z.object({ ...paged(Invitation), open: z.int() }).meta({ id: 'Invitations' });
/**
 * POST /api/v1/invitations/preview and /accept: by the link in the mail. Signed out: `password` and `alias` make the
 * account.
 */
export const PreviewInvitation = z.strictObject({ token }).meta({ id: 'PreviewInvitation' });
export const InvitationPreview = z
  .object({
    organizationId: id,
    organizationName: z.string(),
    email: z.string(),
    roles: z.array(role),
    expiresAt: instant,
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationPreview' });
export const AcceptInvitation = z
  .strictObject({ token, password: password.optional(), alias: alias.optional() })
  .meta({ id: 'AcceptInvitation' });
export const InvitationAcceptance = z
  .object({ organizationId: id, personId: id, userId: id, revision: z.int(), position })
  .meta({ id: 'InvitationAcceptance' });

/** GET …/members; POST …/members/{personId}/roles, /remove; POST …/leave */
export const ListMembers = z.strictObject({ ...page, search, role: systemRole.optional() });
export const Member = z
  .object({
    personId: id,
    userId: id,
    alias: personal,
    email: personal.optional(),
    roles: z.array(role),
    joinedAt: instant,
    lastActiveAt: instant.nullable(),
  })
  .meta({ id: 'Member' });
export const Members = z.object({ ...paged(Member), total: z.int() }).meta({ id: 'Members' });
export const ChangeMemberRoles = z
  .strictObject({ roles: z.array(systemRole).min(1).max(4), reason })
  .meta({ id: 'ChangeMemberRoles' });
export const WithReason = z.strictObject({ reason }).meta({ id: 'WithReason' });
export const MemberEffect = z.object({ personId: id, ...effect }).meta({ id: 'MemberEffect' });
