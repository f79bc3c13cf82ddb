import { memberAdded, memberInvited } from '@annals/contracts';
import { ADDRESS_UNREAD, context } from '@annals/platform';
import { AcceptInvitationController } from './commands/accept-invitation/accept-invitation.controller';
import { AcceptInvitationHandler } from './commands/accept-invitation/accept-invitation.handler';
import {
  ChangeMemberRoles,
  ChangeMemberRolesController,
} from './commands/change-member-roles/change-member-roles.controller';
import { FoundOrganization } from './commands/found-organization/found-organization.handler';
import { InviteMemberController } from './commands/invite-member/invite-member.controller';
import { InviteMemberHandler } from './commands/invite-member/invite-member.handler';
import {
  LeaveOrganization,
  LeaveOrganizationController,
} from './commands/leave-organization/leave-organization.controller';
import {
  PreviewInvitationController,
  PreviewInvitationHandler,
} from './views/invitation-preview/invitation-preview.query';
import { RecordInvitationMailed } from './commands/record-invitation-mailed/record-invitation-mailed.handler';
import { RemoveMember, RemoveMemberController } from './commands/remove-member/remove-member.controller';
import {
  RenameOrganization,
  RenameOrganizationController,
} from './commands/rename-organization/rename-organization.controller';
import { ResendInvitationController } from './commands/resend-invitation/resend-invitation.controller';
import { ResendInvitationHandler } from './commands/resend-invitation/resend-invitation.handler';
import {
  RevokeInvitation,
  RevokeInvitationController,
} from './commands/revoke-invitation/revoke-invitation.controller';
import { Aliases } from './organization/aliases.service';
import { InvitationLimits } from './organization/invitation-limits.service';
import { InvitationReader } from './organization/invitation-reader.service';
import { OrganizationMemberships } from './organization/organization-memberships.service';
import { OrganizationWorkspaces } from './organization/organization-workspaces.service';
import { MyMembershipController } from './views/me/me.controller';
import { GetOrganization, GetOrganizationController } from './views/organization/organization.query';
import { ListInvitations, ListInvitationsController } from './views/people/invitations.query';
import { ListMembers, ListMembersController } from './views/people/members.query';
import { organization } from './organization/organization';
import { OrganizationRecovery } from './organization/recovery.service';
import { mailInvitationWhenMemberIsInvited } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited';
import { mailInvitation } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';
import { organizationCard } from './views/organization/organization.view';
import { people } from './views/people/people.view';

/** Organizations: what they are called, who belongs to them, and who is invited. */
export const organizationContext = context({
  name: 'organization',
  commands: [
    RenameOrganization,
    InviteMemberHandler,
    RecordInvitationMailed,
    ResendInvitationHandler,
    RevokeInvitation,
    AcceptInvitationHandler,
    ChangeMemberRoles,
    RemoveMember,
    LeaveOrganization,
  ],
  queries: [PreviewInvitationHandler, GetOrganization, ListMembers, ListInvitations],
  services: [
    Aliases,
    FoundOrganization,
    InvitationLimits,
    InvitationReader,
    OrganizationMemberships,
    OrganizationWorkspaces,
  ],
  controllers: [
    GetOrganizationController,
    RenameOrganizationController,
    MyMembershipController,
    ListInvitationsController,
    InviteMemberController,
    ResendInvitationController,
    RevokeInvitationController,
    PreviewInvitationController,
    AcceptInvitationController,
    ListMembersController,
    ChangeMemberRolesController,
    RemoveMemberController,
    LeaveOrganizationController,
  ],
  followed: [organization],
  views: [people, organizationCard],
  reactions: [mailInvitationWhenMemberIsInvited],
  jobs: [mailInvitation],
  recovery: {
    Recovery: OrganizationRecovery,
    mustRead: [{ types: [memberInvited.type, memberAdded.type], sentence: ADDRESS_UNREAD }],
  },
});
