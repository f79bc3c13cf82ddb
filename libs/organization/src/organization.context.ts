import { memberAdded, memberInvited, routes } from '@annals/contracts';
import { ADDRESS_UNREAD, command, context, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { acceptOwnership } from './commands/accept-ownership/accept-ownership';
import { AcceptInvitationController } from './commands/accept-invitation/accept-invitation.controller';
import { AcceptInvitationHandler } from './commands/accept-invitation/accept-invitation.handler';
import { changeMemberRoles } from './commands/change-member-roles/change-member-roles';
import { FoundOrganizationHandler } from './commands/found-organization/found-organization.handler';
import { InviteMemberCommand, InviteMemberHandler } from './commands/invite-member/invite-member.handler';
import { LeaveOrganizationController } from './commands/leave-organization/leave-organization.controller';
import { LeaveOrganizationHandler } from './commands/leave-organization/leave-organization.handler';
import { offerOwnership } from './commands/offer-ownership/offer-ownership';
import { declineOwnership, withdrawOwnershipOffer } from './commands/withdraw-ownership-offer/withdraw-ownership-offer';
import { GetOwnershipOfferController } from './views/people/ownership-offer.query';
import {
  PreviewInvitationController,
  PreviewInvitationHandler,
} from './views/invitation-preview/invitation-preview.query';
import { RecordInvitationMailed } from './commands/record-invitation-mailed/record-invitation-mailed.handler';
import { reinstateMember } from './commands/reinstate-member/reinstate-member';
import { RemoveMemberCommand, RemoveMemberHandler } from './commands/remove-member/remove-member.handler';
import { belongings } from './views/belongings/belongings.view';
import { GetBelongingsController } from './views/belongings/belongings.query';
import { renameOrganization } from './commands/rename-organization/rename-organization';
import {
  ResendInvitationCommand,
  ResendInvitationHandler,
} from './commands/resend-invitation/resend-invitation.handler';
import { reactivateOrganization } from './commands/reactivate-organization/reactivate-organization';
import { suspendOrganization } from './commands/suspend-organization/suspend-organization';
import { revokeInvitation } from './commands/revoke-invitation/revoke-invitation';
import { suspendMember } from './commands/suspend-member/suspend-member';
import { Aliases } from './organization/aliases.service';
import { BegunOrganizations } from './organization/begun-organizations.service';
import { InvitationLimits } from './organization/invitation-limits.service';
import { InvitationReader } from './organization/invitation-reader.service';
import { OrganizationMemberships } from './organization/organization-memberships.service';
import { OrganizationWorkspaces } from './organization/organization-workspaces.service';
import { MyMembershipController } from './views/me/me.controller';
import { GetOrganizationController } from './views/organization/organization.query';
import { ListInvitationsController } from './views/people/invitations.query';
import { ListMembersController } from './views/people/members.query';
import { organization } from './organization/organization';
import { OrganizationRecovery } from './organization/recovery.service';
import { finishOrganizationWhenItWasBegun } from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun';
import { finishOrganization } from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun.job';
import { mailInvitationWhenMemberIsInvited } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited';
import { mailInvitation } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';
import { organizationCard } from './views/organization/organization.view';
import { people } from './views/people/people.view';

/** Organizations: what they are called, who belongs to them, and who is invited. */
export const organizationContext = context({
  name: 'organization',
  commands: [
    FoundOrganizationHandler,
    InviteMemberHandler,
    RecordInvitationMailed,
    ResendInvitationHandler,
    AcceptInvitationHandler,
    LeaveOrganizationHandler,
    RemoveMemberHandler,
  ],
  queries: [PreviewInvitationHandler],
  services: [
    Aliases,
    BegunOrganizations,
    InvitationLimits,
    InvitationReader,
    OrganizationMemberships,
    OrganizationWorkspaces,
  ],
  controllers: [
    GetOrganizationController,
    serve(
      routes.organization.renameOrganization,
      command('RenameOrganization', organization, ofOrganization, renameOrganization),
      idsAndEffect,
    ),
    serve(
      routes.organization.suspendOrganization,
      command('SuspendOrganization', organization, ofOrganization, suspendOrganization),
      idsAndEffect,
    ),
    serve(
      routes.organization.reactivateOrganization,
      command('ReactivateOrganization', organization, ofOrganization, reactivateOrganization),
      idsAndEffect,
    ),
    MyMembershipController,
    ListInvitationsController,
    serve(routes.organization.inviteMember, { Command: InviteMemberCommand }),
    serve(routes.organization.resendInvitation, { Command: ResendInvitationCommand }, idsAndEffect),
    serve(
      routes.organization.revokeInvitation,
      command('RevokeInvitation', organization, ofOrganization, revokeInvitation),
      idsAndEffect,
    ),
    PreviewInvitationController,
    AcceptInvitationController,
    ListMembersController,
    serve(
      routes.organization.changeMemberRoles,
      command('ChangeMemberRoles', organization, ofOrganization, changeMemberRoles),
      idsAndEffect,
    ),
    GetBelongingsController,
    serve(routes.organization.removeMember, { Command: RemoveMemberCommand }, ({ revision, position }, { asked }) => ({
      personId: asked.personId,
      revision,
      position,
    })),
    serve(
      routes.organization.suspendMember,
      command('SuspendMember', organization, ofOrganization, suspendMember),
      idsAndEffect,
    ),
    serve(
      routes.organization.reinstateMember,
      command('ReinstateMember', organization, ofOrganization, reinstateMember),
      idsAndEffect,
    ),
    LeaveOrganizationController,
    GetOwnershipOfferController,
    serve(
      routes.organization.offerOwnership,
      command('OfferOwnership', organization, ofOrganization, offerOwnership),
      effectOf,
    ),
    serve(
      routes.organization.acceptOwnership,
      command('AcceptOwnership', organization, ofOrganization, acceptOwnership),
      effectOf,
    ),
    serve(
      routes.organization.declineOwnership,
      command('DeclineOwnership', organization, ofOrganization, declineOwnership),
      effectOf,
    ),
    serve(
      routes.organization.withdrawOwnershipOffer,
      command('WithdrawOwnershipOffer', organization, ofOrganization, withdrawOwnershipOffer),
      effectOf,
    ),
  ],
  followed: [organization],
  views: [belongings, people, organizationCard],
  reactions: [finishOrganizationWhenItWasBegun, mailInvitationWhenMemberIsInvited],
  jobs: [finishOrganization, mailInvitation],
  recovery: {
    Recovery: OrganizationRecovery,
    mustRead: [{ types: [memberInvited.type, memberAdded.type], sentence: ADDRESS_UNREAD }],
  },
});
