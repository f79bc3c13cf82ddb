import { z } from 'zod';
import { askedRole, askedRoles, namedRoles } from '../../roles';
import { alias, effect, email, id, instant, page, paged, password, personal, position } from '../../words';
import { workspaceRole } from '../../workspace-roles';
import { placesThere } from '../workspaces/places';

const token = z.string().min(1).max(400);

/** What somebody is to be in a workspace as soon as they are a member (D-WS). */
const invitedInto = z.strictObject({ workspaceId: id, role: workspaceRole });
/** POST …/invitations */
/** `accessUntil`: of an external, when their access ends by itself. */
export const InviteMember = z
  .strictObject({
    email,
    roles: askedRoles,
    workspaces: z.array(invitedInto).max(20).optional(),
    accessUntil: instant.optional(),
  })
  .meta({ id: 'InviteMember' });
export const InvitationEffect = z
  .object({ invitationId: id, personId: id.optional(), ...effect })
  .meta({ id: 'InvitationEffect' });
/**
 * GET …/invitations: open, expired and closed ones, newest first, those of one list in its order; `open` counts all of
 * that role that can still be accepted. POST
 * …/invitations/{invitationId}/resend and /revoke take `{}`.
 */
export const ListInvitations = z.strictObject({
  ...page,
  role: askedRole.optional(),
  /** Only those that can still be accepted. */
  status: z.literal('open').optional(),
});
export const Invitation = z
  .object({
    invitationId: id,
    email: personal,
    ...namedRoles,
    status: z.enum(['open', 'expired', 'accepted', 'declined', 'revoked', 'superseded']),
    invitedBy: id,
    invitedByAlias: personal,
    invitedAt: instant,
    expiresAt: instant,
    accessUntil: instant.nullable(),
    mailedAt: instant.nullable(),
    /** Where they will be what. */
    workspaces: placesThere,
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
    ...namedRoles,
    expiresAt: instant,
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationPreview' });
export const AcceptInvitation = z
  .strictObject({ token, password: password.optional(), alias: alias.optional() })
  .meta({ id: 'AcceptInvitation' });
/** So many are shown, the last ones first. */
export const MY_INVITATIONS = 100;
/** GET /api/v1/me/invitations: those to the verified address of who asks that they can accept now. */
export const MyInvitation = z
  .object({
    organizationId: id,
    invitationId: id,
    organizationName: z.string(),
    ...namedRoles,
    invitedByAlias: personal,
    expiresAt: instant,
  })
  .meta({ id: 'MyInvitation' });
export type MyInvitation = z.output<typeof MyInvitation>;
/** POST /api/v1/me/invitations/accept and /decline. Without an `alias` the one of the account is used. */
export const AcceptMyInvitation = z
  .strictObject({ organizationId: id, invitationId: id, alias: alias.optional() })
  .meta({ id: 'AcceptMyInvitation' });
export const DeclineMyInvitation = z
  .strictObject({ organizationId: id, invitationId: id })
  .meta({ id: 'DeclineMyInvitation' });
export const InvitationAcceptance = z
  .object({ organizationId: id, personId: id, userId: id, revision: z.int(), position })
  .meta({ id: 'InvitationAcceptance' });
