import { route } from '../../route';
import { InvitationParams, OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const invitation = `${ORGANIZATION}/invitations/{invitationId}` as const;

export const inviteMember = route({
  method: 'POST',
  path: `${ORGANIZATION}/invitations`,
  params: OrganizationParams,
  body: api.InviteMember,
  answer: api.InvitationEffect,
  status: 201,
  access: 'invitations:manage',
  needsVerifiedAddress: true,
  tag: 'people',
  sentence:
    'Invites an address, into workspaces at once where they are named. While the same invitation is open, it is the answer: nobody gets two mails for one.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'ALREADY_MEMBER',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'NOT_EXTERNAL',
    'ACCESS_END_INVALID',
    'ROLE_NOT_FOUND',
    'ROLE_NOT_GRANTABLE',
    'WORKSPACE_ROLES_DISABLED',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'WORKSPACE_MEMBER_LIMIT_REACHED',
    'INHERITED_ROLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
    'INVITATION_RATE_LIMITED',
    'RATE_LIMITED',
  ],
});

export const listInvitations = route({
  method: 'GET',
  path: `${ORGANIZATION}/invitations`,
  params: OrganizationParams,
  query: api.ListInvitations,
  answer: api.Invitations,
  access: 'members.email:read',
  tag: 'people',
  sentence:
    'Open and closed invitations, newest first. An invitation is an address above all, so the list is for those who may see addresses.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const resendInvitation = route({
  method: 'POST',
  path: `${invitation}/resend`,
  params: InvitationParams,
  body: WithReason,
  answer: api.InvitationEffect,
  access: 'invitations:manage',
  needsVerifiedAddress: true,
  tag: 'people',
  sentence: 'Mails an open invitation again.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'INVITATION_NOT_FOUND',
    'INVITATION_CLOSED',
    'INVITATION_EXPIRED',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
    'INVITATION_RATE_LIMITED',
    'RATE_LIMITED',
  ],
});

export const revokeInvitation = route({
  method: 'POST',
  path: `${invitation}/revoke`,
  params: InvitationParams,
  body: WithReason,
  answer: api.InvitationEffect,
  access: 'invitations:manage',
  tag: 'people',
  sentence: 'Takes an open invitation back.',
  refusals: ['INVITATION_NOT_FOUND', 'INVITATION_CLOSED', 'ROLE_NOT_GRANTABLE', 'ONLY_OWNER_MAY_GRANT_OWNER'],
});

export const previewInvitation = route({
  method: 'POST',
  path: '/api/v1/invitations/preview',
  body: api.PreviewInvitation,
  answer: api.InvitationPreview,
  access: 'public',
  tag: 'invitations',
  sentence:
    'What accepting this link would mean. A POST because the token is a secret that belongs in no URL; it changes nothing.',
  refusals: ['INVITATION_NOT_FOUND', 'INVITATION_CLOSED', 'INVITATION_EXPIRED', 'INVITER_NOT_ENTITLED'],
});

export const acceptInvitation = route({
  method: 'POST',
  path: '/api/v1/invitations/accept',
  body: api.AcceptInvitation,
  answer: api.InvitationAcceptance,
  access: 'public',
  tag: 'invitations',
  sentence:
    'Accepts an invitation. Signed in: as that account. Signed out: `password` and `alias` make the account, and the answer opens its session (cookie).',
  refusals: [
    'INVITATION_NOT_FOUND',
    'INVITATION_CLOSED',
    'INVITATION_EXPIRED',
    'INVITER_NOT_ENTITLED',
    'NOT_INVITATION_RECIPIENT',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'SIGN_IN_REQUIRED',
    'ALREADY_MEMBER',
    'ALIAS_TAKEN',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
    'ORG_PENDING_DELETION',
    'ORG_PURGED',
    'FORBIDDEN',
    'PASSWORD_WEAK',
    'BUSY',
  ],
  showsSecret: true,
});

export const acceptMyInvitation = route({
  method: 'POST',
  path: '/api/v1/me/invitations/accept',
  body: api.AcceptMyInvitation,
  answer: api.InvitationAcceptance,
  access: 'signed-in',
  needsVerifiedAddress: true,
  tag: 'invitations',
  sentence: 'Accepts an invitation to your own address, without the link in its mail.',
  refusals: [
    'INVITATION_NOT_FOUND',
    'INVITATION_CLOSED',
    'INVITATION_EXPIRED',
    'INVITER_NOT_ENTITLED',
    'NOT_INVITATION_RECIPIENT',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'ALREADY_MEMBER',
    'ALIAS_TAKEN',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
    'ORG_PENDING_DELETION',
    'ORG_PURGED',
  ],
});

export const declineMyInvitation = route({
  method: 'POST',
  path: '/api/v1/me/invitations/decline',
  body: api.DeclineMyInvitation,
  answer: api.InvitationEffect,
  access: 'signed-in',
  tag: 'invitations',
  sentence: 'Declines an invitation to your own address. Another one may follow.',
  refusals: [
    'INVITATION_NOT_FOUND',
    'INVITATION_CLOSED',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
    'ORG_PENDING_DELETION',
    'ORG_PURGED',
  ],
});
