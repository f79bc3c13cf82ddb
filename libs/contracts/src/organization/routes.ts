import { route } from '../route';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const member = `${organization}/members/{personId}` as const;
const invitation = `${organization}/invitations/{invitationId}` as const;

export const getOrganization = route({
  method: 'GET',
  path: organization,
  params: api.OrganizationParams,
  answer: api.Organization,
  access: 'org:read',
  tag: 'organization',
  sentence: 'The organization, with its name.',
  readsOwnWrites: true,
});

export const getMyMembership = route({
  method: 'GET',
  path: `${organization}/me`,
  params: api.OrganizationParams,
  answer: api.MyMembership,
  access: 'org:read',
  tag: 'organization',
  sentence: 'What the person who asks may do here: from the roles that the guard has just read, never from a view.',
});

export const renameOrganization = route({
  method: 'POST',
  path: `${organization}/rename`,
  params: api.OrganizationParams,
  body: api.RenameOrganization,
  answer: api.OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence: 'Renames the organization.',
});

export const inviteMember = route({
  method: 'POST',
  path: `${organization}/invitations`,
  params: api.OrganizationParams,
  body: api.InviteMember,
  answer: api.InvitationEffect,
  status: 201,
  access: 'invitations:manage',
  tag: 'people',
  sentence: 'Invites an address. While the same invitation is open, it is the answer: nobody gets two mails for one.',
  refusals: [
    'ALREADY_MEMBER',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
    'INVITATION_RATE_LIMITED',
    'RATE_LIMITED',
  ],
});

export const listInvitations = route({
  method: 'GET',
  path: `${organization}/invitations`,
  params: api.OrganizationParams,
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
  params: api.InvitationParams,
  body: api.WithReason,
  answer: api.InvitationEffect,
  access: 'invitations:manage',
  tag: 'people',
  sentence: 'Mails an open invitation again.',
  refusals: [
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
  params: api.InvitationParams,
  body: api.WithReason,
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
    'SIGN_IN_REQUIRED',
    'ALREADY_MEMBER',
    'ALIAS_TAKEN',
    'FORBIDDEN',
    'PASSWORD_WEAK',
    'BUSY',
  ],
  showsSecret: true,
});

export const listMembers = route({
  method: 'GET',
  path: `${organization}/members`,
  params: api.OrganizationParams,
  query: api.ListMembers,
  answer: api.Members,
  access: 'members:read',
  tag: 'people',
  sentence: 'Members with their roles. E-mail addresses only for those who may see them: `members.email:read`.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const changeMemberRoles = route({
  method: 'POST',
  path: `${member}/roles`,
  params: api.MemberParams,
  body: api.ChangeMemberRoles,
  answer: api.MemberEffect,
  access: 'members.roles:change',
  tag: 'people',
  sentence: 'Changes the roles of a member.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'CANNOT_CHANGE_OWN_ACCESS',
    'LAST_OWNER',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const removeMember = route({
  method: 'POST',
  path: `${member}/remove`,
  params: api.MemberParams,
  body: api.WithReason,
  answer: api.MemberEffect,
  access: 'members:remove',
  tag: 'people',
  sentence: 'Ends the membership of somebody else.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'CANNOT_CHANGE_OWN_ACCESS',
    'LAST_OWNER',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const leaveOrganization = route({
  method: 'POST',
  path: `${organization}/leave`,
  params: api.OrganizationParams,
  body: api.WithReason,
  answer: api.MemberEffect,
  access: 'members:leave',
  tag: 'people',
  sentence: 'Ends your own membership.',
  refusals: ['LAST_OWNER', 'MEMBER_NOT_FOUND'],
});
