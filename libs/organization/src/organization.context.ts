import { memberAdded, memberInvited } from '@annals/contracts';
import { ADDRESS_UNREAD, context, ListFiles } from '@annals/platform';
import { AcceptInvitationHandler } from './commands/accept-invitation/accept-invitation.handler';
import { AcceptMyInvitationHandler } from './commands/accept-invitation/accept-my-invitation.handler';
import { ApproveJoinRequestHandler } from './commands/approve-join-request/approve-join-request.handler';
import { ExpireJoinRequest } from './commands/expire-join-request/expire-join-request.handler';
import { RequestToJoinHandler } from './commands/request-to-join/request-to-join.handler';
import { WithdrawJoinRequestHandler } from './commands/withdraw-join-request/withdraw-join-request.handler';
import { JoinByDomainHandler } from './commands/join-by-domain/join-by-domain.handler';
import { ChangePoliciesHandler } from './commands/change-policies/change-policies.handler';
import { RemoveDomainHandler } from './commands/remove-domain/remove-domain.handler';
import { SetDomainModeHandler } from './commands/set-domain-mode/set-domain-mode.handler';
import { VerifyDomainHandler } from './commands/verify-domain/verify-domain.handler';
import { DomainRecords } from './security/domain-records.service';
import { OpenDomains } from './security/open-domains.service';
import { ListDomainsController } from './views/domains/domains.query';
import { domains } from './views/domains/domains.view';
import { ListJoinableController, ListJoinableHandler } from './views/joinable/joinable.query';
import { ListJoinRequestsController } from './views/join-requests/join-requests.query';
import { joinRequests } from './views/join-requests/join-requests.view';
import { ListMyJoinRequestsController, ListMyJoinRequestsHandler } from './views/join-requests/my-join-requests.query';
import { Discovery } from './organization/discovery.service';
import { ErasablePeople } from './organization/erasable-people.service';
import { joinRequestCommands } from './organization/join-request-commands';
import { AddPhoneHandler } from './commands/add-phone/add-phone.handler';
import { ChangeSlugHandler } from './commands/change-slug/change-slug.handler';
import { DeclineInvitationHandler } from './commands/decline-invitation/decline-invitation.handler';
import { FoundOrganizationHandler } from './commands/found-organization/found-organization.handler';
import { RequestContactHandler } from './commands/request-contact/request-contact.handler';
import { UpdateMyProfileHandler } from './commands/update-my-profile/update-my-profile.handler';
import { VerifyContactHandler } from './commands/verify-contact/verify-contact.handler';
import { InviteMemberHandler } from './commands/invite-member/invite-member.handler';
import { InviteMembersHandler, PreviewBulkHandler } from './commands/invite-members/invite-members.handler';
import { LeaveOrganizationHandler } from './commands/leave-organization/leave-organization.handler';
import { GetOwnershipOfferController } from './views/people/ownership-offer.query';
import {
  PreviewInvitationController,
  PreviewInvitationHandler,
} from './views/invitation-preview/invitation-preview.query';
import { RecordInvitationMailed } from './commands/record-invitation-mailed/record-invitation-mailed.handler';
import { RemoveMemberHandler } from './commands/remove-member/remove-member.handler';
import { GetChecklistController } from './views/checklist/checklist.query';
import { checklist } from './views/checklist/checklist.view';
import { belongings } from './views/belongings/belongings.view';
import { GetBelongingsController, GetMyBelongingsController } from './views/belongings/belongings.query';
import { ResendInvitationHandler } from './commands/resend-invitation/resend-invitation.handler';
import { PurgeOrganizationHandler } from './commands/purge-organization/purge-organization.handler';
import { RequestDeletionHandler } from './commands/request-deletion/request-deletion.handler';
import { SendPhoneCodeHandler } from './commands/send-phone-code/send-phone-code.handler';
import { VerifyPhoneHandler } from './commands/verify-phone/verify-phone.handler';
import { EndAccess } from './commands/end-access/end-access.handler';
import { endBillingKeysInTime } from './commands/purge-organization/end-billing-keys-in-time.job';
import { endAccessInTime } from './commands/end-access/end-access-in-time.job';
import { keepEndOfAccessWhenItChanges } from './reactions/keep-end-of-access-when-it-changes/keep-end-of-access-when-it-changes';
import { keepOneLogoWhenItChanges } from './reactions/keep-one-logo-when-it-changes/keep-one-logo-when-it-changes';
import { keepOneLogo } from './reactions/keep-one-logo-when-it-changes/keep-one-logo-when-it-changes.job';
import { expireJoinRequestsInTime } from './commands/expire-join-request/expire-join-requests-in-time.job';
import { keepEndOfJoinRequestWhenItChanges } from './reactions/keep-end-of-join-request-when-it-changes/keep-end-of-join-request-when-it-changes';
import { keepJoinRequestEnd } from './reactions/keep-end-of-join-request-when-it-changes/keep-end-of-join-request-when-it-changes.job';
import { mailAnswerWhenJoinRequestEnds } from './reactions/mail-answer-when-join-request-ends/mail-answer-when-join-request-ends';
import { mailJoinAnswer } from './reactions/mail-answer-when-join-request-ends/mail-answer-when-join-request-ends.job';
import { mailJoinRequestWhenSomebodyAsks } from './reactions/mail-join-request-when-somebody-asks/mail-join-request-when-somebody-asks';
import { mailJoinRequest } from './reactions/mail-join-request-when-somebody-asks/mail-join-request-when-somebody-asks.job';
import { DomainLooks } from './security/domain-looks.service';
import { lookAtDomainsAgain } from './commands/verify-domain/look-at-domains-again.job';
import { keepLookWhenDomainIsVerified } from './reactions/keep-look-when-domain-is-verified/keep-look-when-domain-is-verified';
import { keepDomainLook } from './reactions/keep-look-when-domain-is-verified/keep-look-when-domain-is-verified.job';
import { tellOwnersWhenDomainIsLost } from './reactions/tell-owners-when-domain-is-lost/tell-owners-when-domain-is-lost';
import { tellOfLostDomain } from './reactions/tell-owners-when-domain-is-lost/tell-owners-when-domain-is-lost.job';
import { keepAccessEnd } from './reactions/keep-end-of-access-when-it-changes/keep-end-of-access-when-it-changes.job';
import { SetLogoHandler } from './commands/set-logo/set-logo.handler';
import { SuspendMemberHandler } from './commands/suspend-member/suspend-member.handler';
import { Aliases } from './organization/aliases.service';
import { BegunOrganizations } from './organization/begun-organizations.service';
import { InvitationLimits } from './organization/invitation-limits.service';
import { InvitationReader } from './organization/invitation-reader.service';
import { Invitees } from './organization/invitees.service';
import { Codes } from './organization/codes.service';
import { OrganizationMemberships } from './organization/organization-memberships.service';
import { OwnersAndAdmins } from './organization/owners-and-admins.service';
import { PeoplesWords } from './organization/peoples-words.service';
import { OrganizationWorkspaces } from './organization/organization-workspaces.service';
import { Settlements } from './organization/settlements.service';
import { Slugs } from './organization/slugs.service';
import { CheckSlugController, CheckSlugHandler } from './views/organization/check-slug.query';
import { FindBySlugController } from './views/organization/find-by-slug.controller';
import { Purge } from './organization/purge.service';
import { MyMembershipController } from './views/me/me.controller';
import { MyPermissionsController } from './views/me/my-permissions.controller';
import { InvitationsTo } from './organization/invitations-to.service';
import { GetLogoController } from './views/organization/get-logo.controller';
import { GetOrganizationController } from './views/organization/organization.query';
import { ListPhonesController } from './views/phones/phones.query';
import { GetSeatsController } from './views/seats/seats.controller';
import { phones } from './views/phones/phones.view';
import { GetAccountInfoController } from './views/account-info/account-info.query';
import { accountInfo } from './views/account-info/account-info.view';
import { ExplainAccessController } from './views/people/access.query';
import { CompareAccessController, ListAccessController } from './views/people/list-access.query';
import { ListInvitationsController } from './views/people/invitations.query';
import { ExportMembersController } from './views/people/export-members.controller';
import { ListMembersController } from './views/people/members.query';
import { GetMyProfileController } from './views/people/my-profile.query';
import { GetPoliciesController } from './views/people/policies.query';
import { ListRolesController } from './views/people/roles.query';
import { ArchiveWorkspaceHandler } from './commands/archive-workspace/archive-workspace.handler';
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
import { ExportWorkspaceMembersController } from './views/people/export-workspace-members.controller';
import { ListWorkspaceMembersController } from './views/people/workspace-members.query';
import { GetWorkspaceController, ListWorkspacesController } from './views/workspaces/workspaces.query';
import { workspaces } from './views/workspaces/workspaces.view';
import { AddDomain, AddDomainController } from './commands/add-domain/add-domain.controller';
import { JoinByDomainController } from './commands/join-by-domain/join-by-domain.controller';
import { AcceptInvitationController } from './commands/accept-invitation/accept-invitation.controller';
import { LeaveOrganizationController } from './commands/leave-organization/leave-organization.controller';
import { CreateRoleController } from './commands/create-role/create-role.controller';
import { CloneRoleController } from './commands/clone-role/clone-role.controller';
import { settingsCommands } from './organization/settings-commands';
import { personCommands } from './organization/person-commands';
import { invitationCommands } from './organization/invitation-commands';
import { phoneCommands } from './organization/phone-commands';
import { domainCommands } from './organization/domain-commands';
import { roleCommands } from './organization/role-commands';

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
    SetLogoHandler,
    RemoveMemberHandler,
    SuspendMemberHandler,
    UpdateMyProfileHandler,
    RequestContactHandler,
    VerifyContactHandler,
    AddPhoneHandler,
    SendPhoneCodeHandler,
    VerifyPhoneHandler,
    AddDomain,
    VerifyDomainHandler,
    SetDomainModeHandler,
    RemoveDomainHandler,
    ChangePoliciesHandler,
    JoinByDomainHandler,
    RequestToJoinHandler,
    WithdrawJoinRequestHandler,
    ApproveJoinRequestHandler,
    ExpireJoinRequest,
    ArchiveWorkspaceHandler,
    DeleteWorkspaceHandler,
  ],
  queries: [CheckSlugHandler, ListMyJoinRequestsHandler, ListJoinableHandler, PreviewInvitationHandler],
  services: [
    Aliases,
    InvitationsTo,
    ListFiles,
    BegunOrganizations,
    DomainRecords,
    DomainLooks,
    OpenDomains,
    Discovery,
    Codes,
    InvitationLimits,
    InvitationReader,
    Invitees,
    OrganizationMemberships,
    OrganizationWorkspaces,
    ErasablePeople,
    OwnersAndAdmins,
    PeoplesWords,
    Purge,
    Settlements,
    Slugs,
  ],
  controllers: [
    GetOrganizationController,
    GetLogoController,
    FindBySlugController,
    CheckSlugController,
    MyMembershipController,
    GetMyProfileController,
    ListInvitationsController,
    PreviewInvitationController,
    ListMembersController,
    ExportMembersController,
    GetBelongingsController,
    GetMyBelongingsController,
    GetOwnershipOfferController,
    GetAccountInfoController,
    ListPhonesController,
    GetPoliciesController,
    ListDomainsController,
    ListJoinableController,
    ListJoinRequestsController,
    ListMyJoinRequestsController,
    GetChecklistController,
    ListRolesController,
    GetSeatsController,
    MyPermissionsController,
    ListAccessController,
    CompareAccessController,
    ExplainAccessController,
    ListWorkspacesController,
    GetWorkspaceController,
    ListWorkspaceMembersController,
    ExportWorkspaceMembersController,
    AddDomainController,
    JoinByDomainController,
    AcceptInvitationController,
    LeaveOrganizationController,
    CreateRoleController,
    CloneRoleController,
    ...settingsCommands,
    ...personCommands,
    ...invitationCommands,
    ...joinRequestCommands,
    ...phoneCommands,
    ...domainCommands,
    ...roleCommands,
    ...workspaceCommands,
  ],
  followed: [organization],
  views: [domains, joinRequests, belongings, people, organizationCard, phones, accountInfo, workspaces, checklist],
  reactions: [
    finishOrganizationWhenItWasBegun,
    keepPlanOfPurgeWhenDeletionChanges,
    purgeWhatIsLeftWhenOrganizationIsPurged,
    mailInvitationWhenMemberIsInvited,
    keepEndOfAccessWhenItChanges,
    keepOneLogoWhenItChanges,
    keepEndOfJoinRequestWhenItChanges,
    mailJoinRequestWhenSomebodyAsks,
    mailAnswerWhenJoinRequestEnds,
    keepLookWhenDomainIsVerified,
    tellOwnersWhenDomainIsLost,
    mailCodeWhenContactIsRequested,
    mailOfferWhenOwnershipIsOffered,
    tellOldAddressWhenContactChanges,
    textCodeWhenPhoneNeedsOne,
  ],
  jobs: [
    finishOrganization,
    keepAccessEnd,
    keepOneLogo,
    keepJoinRequestEnd,
    mailJoinRequest,
    mailJoinAnswer,
    keepDomainLook,
    tellOfLostDomain,
    keepPlanOfPurge,
    purgeWhatIsLeft,
    mailInvitation,
    mailContactCode,
    mailOwnershipOffer,
    tellReplacedContact,
    textPhoneCode,
  ],
  timers: [purgeWhatIsDue, endBillingKeysInTime, endAccessInTime, expireJoinRequestsInTime, lookAtDomainsAgain],
  recovery: {
    Recovery: OrganizationRecovery,
    mustRead: [{ types: [memberInvited.type, memberAdded.type], sentence: ADDRESS_UNREAD }],
  },
});
