import { memberAdded, memberInvited, routes } from '@annals/contracts';
import { ADDRESS_UNREAD, command, context, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { acceptOwnership } from './commands/accept-ownership/accept-ownership';
import { AcceptInvitationController } from './commands/accept-invitation/accept-invitation.controller';
import { AcceptInvitationHandler } from './commands/accept-invitation/accept-invitation.handler';
import {
  AcceptMyInvitationCommand,
  AcceptMyInvitationHandler,
} from './commands/accept-invitation/accept-my-invitation.handler';
import { AddDomainController } from './commands/add-domain/add-domain.controller';
import { JoinByDomainController } from './commands/join-by-domain/join-by-domain.controller';
import { JoinByDomainHandler } from './commands/join-by-domain/join-by-domain.handler';
import { RemoveDomainCommand, RemoveDomainHandler } from './commands/remove-domain/remove-domain.handler';
import { SetDomainModeCommand, SetDomainModeHandler } from './commands/set-domain-mode/set-domain-mode.handler';
import { VerifyDomainCommand, VerifyDomainHandler } from './commands/verify-domain/verify-domain.handler';
import { DomainRecords } from './security/domain-records.service';
import { OpenDomains } from './security/open-domains.service';
import { ListDomainsController } from './views/domains/domains.query';
import { domains } from './views/domains/domains.view';
import { ListJoinableController, ListJoinableHandler } from './views/joinable/joinable.query';
import { AddPhoneCommand, AddPhoneHandler } from './commands/add-phone/add-phone.handler';
import { assignPhone } from './commands/assign-phone/assign-phone';
import { cancelDeletion } from './commands/cancel-deletion/cancel-deletion';
import { ChangeSlugCommand, ChangeSlugHandler } from './commands/change-slug/change-slug.handler';
import { changeMemberRoles } from './commands/change-member-roles/change-member-roles';
import { changePolicies } from './commands/change-policies/change-policies';
import { changeRolePermissions } from './commands/change-role-permissions/change-role-permissions';
import { CloneRoleController } from './commands/clone-role/clone-role.controller';
import { CreateRoleController } from './commands/create-role/create-role.controller';
import {
  DeclineInvitationCommand,
  DeclineInvitationHandler,
} from './commands/decline-invitation/decline-invitation.handler';
import { FoundOrganizationHandler } from './commands/found-organization/found-organization.handler';
import { RequestContactCommand, RequestContactHandler } from './commands/request-contact/request-contact.handler';
import { UpdateMyProfileCommand, UpdateMyProfileHandler } from './commands/update-my-profile/update-my-profile.handler';
import { VerifyContactCommand, VerifyContactHandler } from './commands/verify-contact/verify-contact.handler';
import { InviteMemberCommand, InviteMemberHandler } from './commands/invite-member/invite-member.handler';
import {
  InviteMembersCommand,
  InviteMembersHandler,
  PreviewBulkCommand,
  PreviewBulkHandler,
} from './commands/invite-members/invite-members.handler';
import { LeaveOrganizationController } from './commands/leave-organization/leave-organization.controller';
import { LeaveOrganizationHandler } from './commands/leave-organization/leave-organization.handler';
import { offerOwnership } from './commands/offer-ownership/offer-ownership';
import { declineOwnership, withdrawOwnershipOffer } from './commands/withdraw-ownership-offer/withdraw-ownership-offer';
import { GetOwnershipOfferController } from './views/people/ownership-offer.query';
import {
  PreviewInvitationController,
  PreviewInvitationHandler,
} from './views/invitation-preview/invitation-preview.query';
import { makePhoneDefault } from './commands/make-phone-default/make-phone-default';
import { RecordInvitationMailed } from './commands/record-invitation-mailed/record-invitation-mailed.handler';
import { reinstateMember } from './commands/reinstate-member/reinstate-member';
import { RemoveMemberCommand, RemoveMemberHandler } from './commands/remove-member/remove-member.handler';
import { hideChecklist } from './commands/hide-checklist/hide-checklist';
import { GetChecklistController } from './views/checklist/checklist.query';
import { checklist } from './views/checklist/checklist.view';
import { belongings } from './views/belongings/belongings.view';
import { GetBelongingsController } from './views/belongings/belongings.query';
import { removePhone } from './commands/remove-phone/remove-phone';
import { renameOrganization } from './commands/rename-organization/rename-organization';
import { renameRole } from './commands/rename-role/rename-role';
import {
  ResendInvitationCommand,
  ResendInvitationHandler,
} from './commands/resend-invitation/resend-invitation.handler';
import { PurgeOrganizationHandler } from './commands/purge-organization/purge-organization.handler';
import { RequestDeletionCommand, RequestDeletionHandler } from './commands/request-deletion/request-deletion.handler';
import { reactivateOrganization } from './commands/reactivate-organization/reactivate-organization';
import { setLocale } from './commands/set-locale/set-locale';
import { suspendOrganization } from './commands/suspend-organization/suspend-organization';
import { renamePhone } from './commands/rename-phone/rename-phone';
import { SendPhoneCodeCommand, SendPhoneCodeHandler } from './commands/send-phone-code/send-phone-code.handler';
import { VerifyPhoneCommand, VerifyPhoneHandler } from './commands/verify-phone/verify-phone.handler';
import { retireRole } from './commands/retire-role/retire-role';
import { revokeInvitation } from './commands/revoke-invitation/revoke-invitation';
import { setDefaultRole } from './commands/set-default-role/set-default-role';
import { EndAccess } from './commands/end-access/end-access.handler';
import { endAccessInTime } from './commands/end-access/end-access-in-time.job';
import { keepEndOfAccessWhenItChanges } from './reactions/keep-end-of-access-when-it-changes/keep-end-of-access-when-it-changes';
import { keepAccessEnd } from './reactions/keep-end-of-access-when-it-changes/keep-end-of-access-when-it-changes.job';
import { setAccessEnd } from './commands/set-access-end/set-access-end';
import { SuspendMemberCommand, SuspendMemberHandler } from './commands/suspend-member/suspend-member.handler';
import { updateAccountInfo } from './commands/update-account-info/update-account-info';
import { Aliases } from './organization/aliases.service';
import { BegunOrganizations } from './organization/begun-organizations.service';
import { InvitationLimits } from './organization/invitation-limits.service';
import { InvitationReader } from './organization/invitation-reader.service';
import { Invitees } from './organization/invitees.service';
import { Codes } from './organization/codes.service';
import { OrganizationMemberships } from './organization/organization-memberships.service';
import { PeoplesWords } from './organization/peoples-words.service';
import { OrganizationWorkspaces } from './organization/organization-workspaces.service';
import { Slugs } from './organization/slugs.service';
import { FindBySlugController } from './views/organization/find-by-slug.controller';
import { Purge } from './organization/purge.service';
import { MyMembershipController } from './views/me/me.controller';
import { MyPermissionsController } from './views/me/my-permissions.controller';
import { ListMyInvitationsController, ListMyInvitationsHandler } from './views/my-invitations/my-invitations.query';
import { GetOrganizationController } from './views/organization/organization.query';
import { ListPhonesController } from './views/phones/phones.query';
import { phones } from './views/phones/phones.view';
import { GetAccountInfoController } from './views/account-info/account-info.query';
import { accountInfo } from './views/account-info/account-info.view';
import { ExplainAccessController, ListAccessController } from './views/people/access.query';
import { ListInvitationsController } from './views/people/invitations.query';
import { ExportMembersController } from './views/people/export-members.controller';
import { ListMembersController } from './views/people/members.query';
import { GetMyProfileController } from './views/people/my-profile.query';
import { GetPoliciesController } from './views/people/policies.query';
import { ListRolesController } from './views/people/roles.query';
import { DeleteWorkspaceHandler } from './commands/delete-workspace/delete-workspace.handler';
import { organization } from './organization/organization';
import { workspaceCommands } from './organization/workspace-commands';
import { OrganizationRecovery } from './organization/recovery.service';
import { finishOrganizationWhenItWasBegun } from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun';
import { finishOrganization } from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun.job';
import { mailCodeWhenContactIsRequested } from './reactions/mail-code-when-contact-is-requested/mail-code-when-contact-is-requested';
import { mailContactCode } from './reactions/mail-code-when-contact-is-requested/mail-code-when-contact-is-requested.job';
import { mailOfferWhenOwnershipIsOffered } from './reactions/mail-offer-when-ownership-is-offered/mail-offer-when-ownership-is-offered';
import { mailOwnershipOffer } from './reactions/mail-offer-when-ownership-is-offered/mail-offer-when-ownership-is-offered.job';
import { tellOldAddressWhenContactChanges } from './reactions/tell-old-address-when-contact-changes/tell-old-address-when-contact-changes';
import { tellReplacedContact } from './reactions/tell-old-address-when-contact-changes/tell-old-address-when-contact-changes.job';
import { keepPlanOfPurgeWhenDeletionChanges } from './reactions/keep-plan-of-purge-when-deletion-changes/keep-plan-of-purge-when-deletion-changes';
import { keepPlanOfPurge } from './reactions/keep-plan-of-purge-when-deletion-changes/keep-plan-of-purge-when-deletion-changes.job';
import { purgeWhatIsLeftWhenOrganizationIsPurged } from './reactions/purge-what-is-left-when-organization-is-purged/purge-what-is-left-when-organization-is-purged';
import { purgeWhatIsLeft } from './reactions/purge-what-is-left-when-organization-is-purged/purge-what-is-left-when-organization-is-purged.job';
import { purgeWhatIsDue } from './commands/purge-organization/purge-what-is-due.job';
import { mailInvitationWhenMemberIsInvited } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited';
import { mailInvitation } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';
import { textCodeWhenPhoneNeedsOne } from './reactions/text-code-when-phone-needs-one/text-code-when-phone-needs-one';
import { textPhoneCode } from './reactions/text-code-when-phone-needs-one/text-code-when-phone-needs-one.job';
import { organizationCard } from './views/organization/organization.view';
import { people } from './views/people/people.view';
import { ListWorkspaceMembersController } from './views/workspaces/workspace-members.query';
import { GetWorkspaceController, ListWorkspacesController } from './views/workspaces/workspaces.query';
import { workspaces } from './views/workspaces/workspaces.view';

/** Organizations: what they are called, who belongs to them, and who is invited. */
export const organizationContext = context({
  name: 'organization',
  commands: [
    FoundOrganizationHandler,
    InviteMemberHandler,
    InviteMembersHandler,
    PreviewBulkHandler,
    RecordInvitationMailed,
    ResendInvitationHandler,
    AcceptInvitationHandler,
    AcceptMyInvitationHandler,
    ChangeSlugHandler,
    DeclineInvitationHandler,
    PurgeOrganizationHandler,
    RequestDeletionHandler,
    EndAccess,
    LeaveOrganizationHandler,
    RemoveMemberHandler,
    SuspendMemberHandler,
    UpdateMyProfileHandler,
    RequestContactHandler,
    VerifyContactHandler,
    AddPhoneHandler,
    SendPhoneCodeHandler,
    VerifyPhoneHandler,
    VerifyDomainHandler,
    SetDomainModeHandler,
    RemoveDomainHandler,
    JoinByDomainHandler,
    DeleteWorkspaceHandler,
  ],
  queries: [ListJoinableHandler, PreviewInvitationHandler, ListMyInvitationsHandler],
  services: [
    Aliases,
    BegunOrganizations,
    DomainRecords,
    OpenDomains,
    Codes,
    InvitationLimits,
    InvitationReader,
    Invitees,
    OrganizationMemberships,
    OrganizationWorkspaces,
    PeoplesWords,
    Purge,
    Slugs,
  ],
  controllers: [
    GetOrganizationController,
    FindBySlugController,
    serve(routes.organization.changeSlug, { Command: ChangeSlugCommand }, idsAndEffect),
    serve(
      routes.organization.renameOrganization,
      command('RenameOrganization', organization, ofOrganization, renameOrganization),
      idsAndEffect,
    ),
    serve(routes.organization.setLocale, command('SetLocale', organization, ofOrganization, setLocale), idsAndEffect),
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
    serve(routes.organization.requestDeletion, { Command: RequestDeletionCommand }),
    serve(
      routes.organization.cancelDeletion,
      command('CancelDeletion', organization, ofOrganization, cancelDeletion),
      idsAndEffect,
    ),
    MyMembershipController,
    GetMyProfileController,
    serve(routes.organization.updateMyProfile, { Command: UpdateMyProfileCommand }, idsAndEffect),
    serve(routes.organization.requestContact, { Command: RequestContactCommand }, idsAndEffect),
    serve(routes.organization.verifyContact, { Command: VerifyContactCommand }, idsAndEffect),
    ListInvitationsController,
    serve(routes.organization.inviteMember, { Command: InviteMemberCommand }),
    serve(routes.organization.previewBulk, { Command: PreviewBulkCommand }),
    serve(routes.organization.inviteBulk, { Command: InviteMembersCommand }, (decided, { asked }) => ({
      organizationId: asked.organizationId,
      invited: decided.events.filter(({ type }) => type === 'MemberInvited').length,
      ...effectOf(decided),
    })),
    serve(routes.organization.resendInvitation, { Command: ResendInvitationCommand }, idsAndEffect),
    serve(
      routes.organization.revokeInvitation,
      command('RevokeInvitation', organization, ofOrganization, revokeInvitation),
      idsAndEffect,
    ),
    PreviewInvitationController,
    AcceptInvitationController,
    ListMyInvitationsController,
    serve(
      routes.organization.acceptMyInvitation,
      ({ asked, context, caller }) => new AcceptMyInvitationCommand(asked, context, caller.principal),
    ),
    serve(
      routes.organization.declineMyInvitation,
      ({ asked, context, caller }) => new DeclineInvitationCommand(asked, context, caller.principal),
    ),
    ListMembersController,
    ExportMembersController,
    serve(
      routes.organization.changeMemberRoles,
      command('ChangeMemberRoles', organization, ofOrganization, changeMemberRoles),
      idsAndEffect,
    ),
    serve(
      routes.organization.setAccessEnd,
      command('SetAccessEnd', organization, ofOrganization, setAccessEnd),
      idsAndEffect,
    ),
    GetBelongingsController,
    serve(routes.organization.removeMember, { Command: RemoveMemberCommand }, ({ revision, position }, { asked }) => ({
      personId: asked.personId,
      revision,
      position,
    })),
    serve(routes.organization.suspendMember, { Command: SuspendMemberCommand }, idsAndEffect),
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
    GetAccountInfoController,
    serve(
      routes.organization.updateAccountInfo,
      command('UpdateAccountInfo', organization, ofOrganization, updateAccountInfo),
      idsAndEffect,
    ),
    ListPhonesController,
    serve(routes.organization.addPhone, { Command: AddPhoneCommand }, (added, { asked }) =>
      idsAndEffect(added, { asked: { ...asked, phoneId: added.phoneId } }),
    ),
    serve(routes.organization.sendPhoneCode, { Command: SendPhoneCodeCommand }, idsAndEffect),
    serve(routes.organization.verifyPhone, { Command: VerifyPhoneCommand }, idsAndEffect),
    serve(
      routes.organization.makePhoneDefault,
      command('MakePhoneDefault', organization, ofOrganization, makePhoneDefault),
      idsAndEffect,
    ),
    serve(
      routes.organization.renamePhone,
      command('RenamePhone', organization, ofOrganization, renamePhone),
      idsAndEffect,
    ),
    serve(
      routes.organization.assignPhone,
      command('AssignPhone', organization, ofOrganization, assignPhone),
      idsAndEffect,
    ),
    serve(
      routes.organization.removePhone,
      command('RemovePhone', organization, ofOrganization, removePhone),
      idsAndEffect,
    ),
    GetPoliciesController,
    ListDomainsController,
    AddDomainController,
    serve(
      routes.organization.verifyDomain,
      { Command: VerifyDomainCommand },
      ({ domainId, verified, revision, position }) => ({ domainId, verified, revision, position }),
    ),
    serve(routes.organization.setDomainMode, { Command: SetDomainModeCommand }, idsAndEffect),
    serve(routes.organization.removeDomain, { Command: RemoveDomainCommand }, idsAndEffect),
    ListJoinableController,
    JoinByDomainController,
    serve(
      routes.organization.changePolicies,
      command('ChangePolicies', organization, ofOrganization, changePolicies),
      idsAndEffect,
    ),
    GetChecklistController,
    serve(
      routes.organization.hideChecklist,
      command('HideChecklist', organization, ofOrganization, hideChecklist),
      idsAndEffect,
    ),
    ListRolesController,
    MyPermissionsController,
    ListAccessController,
    ExplainAccessController,
    CreateRoleController,
    CloneRoleController,
    serve(
      routes.organization.renameRole,
      command('RenameRole', organization, ofOrganization, renameRole),
      idsAndEffect,
    ),
    serve(
      routes.organization.changeRolePermissions,
      command('ChangeRolePermissions', organization, ofOrganization, changeRolePermissions),
      idsAndEffect,
    ),
    serve(
      routes.organization.retireRole,
      command('RetireRole', organization, ofOrganization, retireRole),
      idsAndEffect,
    ),
    serve(
      routes.organization.setDefaultRole,
      command('SetDefaultRole', organization, ofOrganization, setDefaultRole),
      idsAndEffect,
    ),
    ListWorkspacesController,
    GetWorkspaceController,
    ListWorkspaceMembersController,
    ...workspaceCommands,
  ],
  followed: [organization],
  views: [domains, belongings, people, organizationCard, phones, accountInfo, workspaces, checklist],
  reactions: [
    finishOrganizationWhenItWasBegun,
    keepPlanOfPurgeWhenDeletionChanges,
    purgeWhatIsLeftWhenOrganizationIsPurged,
    mailInvitationWhenMemberIsInvited,
    keepEndOfAccessWhenItChanges,
    mailCodeWhenContactIsRequested,
    mailOfferWhenOwnershipIsOffered,
    tellOldAddressWhenContactChanges,
    textCodeWhenPhoneNeedsOne,
  ],
  jobs: [
    finishOrganization,
    keepAccessEnd,
    keepPlanOfPurge,
    purgeWhatIsLeft,
    mailInvitation,
    mailContactCode,
    mailOwnershipOffer,
    tellReplacedContact,
    textPhoneCode,
  ],
  timers: [purgeWhatIsDue, endAccessInTime],
  recovery: {
    Recovery: OrganizationRecovery,
    mustRead: [{ types: [memberInvited.type, memberAdded.type], sentence: ADDRESS_UNREAD }],
  },
});
