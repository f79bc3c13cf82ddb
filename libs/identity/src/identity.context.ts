import {
  apiKeyIssued,
  apiKeyRevoked,
  sessionRevoked,
  sessionsRevoked,
  userRegistered,
  routes,
} from '@annals/contracts';
import { ADDRESS_UNREAD, context, idsAndEffect, serve } from '@annals/platform';
import { ExportsOfLists } from './access/exports-of-lists.service';
import { MemberSignIns } from './access/member-sign-ins.service';
import { OrganizationSetup } from './access/organization-setup.service';
import { OrganizationsOf } from './access/organizations-of.service';
import { AccountDirectory } from './account/account-directory.service';
import { SignInService } from './account/sign-in.service';
import { EventSourcedAccounts } from './account/event-sourced-accounts.service';
import { FailedSignIns } from './account/failed-sign-ins.service';
import { VaultPrincipals } from './account/vault-principals.service';
import { ChangePasswordController } from './commands/change-password/change-password.controller';
import { ChangePasswordHandler } from './commands/change-password/change-password.handler';
import { CreateOrganizationController } from './commands/create-organization/create-organization.controller';
import { CreateOrganizationHandler } from './commands/create-organization/create-organization.handler';
import { ConfirmAddressCommand, ConfirmAddressHandler } from './commands/confirm-address/confirm-address.handler';
import { EnterUnverifiedController } from './commands/enter-unverified/enter-unverified.controller';
import { EnterUnverifiedHandler } from './commands/enter-unverified/enter-unverified.handler';
import {
  ResendVerificationCommand,
  ResendVerificationHandler,
} from './commands/resend-verification/resend-verification.handler';
import { IssueApiKeyCommand, IssueApiKeyHandler } from './commands/issue-api-key/issue-api-key.handler';
import { IssueBotKeyCommand, IssueBotKeyHandler } from './commands/issue-bot-key/issue-bot-key.handler';
import { RecordResetMailed } from './commands/record-reset-mailed/record-reset-mailed.handler';
import { RecordVerificationMailed } from './commands/record-verification-mailed/record-verification-mailed.handler';
import { RequestPasswordResetController } from './commands/request-password-reset/request-password-reset.controller';
import { RequestPasswordResetHandler } from './commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordCommand, ResetPasswordHandler } from './commands/reset-password/reset-password.handler';
import { RevokeApiKeyCommand, RevokeApiKeyHandler } from './commands/revoke-api-key/revoke-api-key.handler';
import { SignInController } from './commands/sign-in/sign-in.controller';
import { SignInHandler } from './commands/sign-in/sign-in.handler';
import { SignOutController } from './commands/sign-out/sign-out.controller';
import { SignOutHandler } from './commands/sign-out/sign-out.handler';
import { SignUpController } from './commands/sign-up/sign-up.controller';
import { SignUpHandler } from './commands/sign-up/sign-up.handler';
import { VerifyUserController } from './commands/verify-user/verify-user.controller';
import { VerifyUserHandler } from './commands/verify-user/verify-user.handler';
import { SessionBeginning } from './sessions/session-beginning.service';
import { OwnKeyController } from './views/api-keys/own-key.controller';
import { KeyDirectory } from './keys/key-directory.service';
import { KeyIssuing } from './keys/key-issuing.service';
import { ListApiKeysController, ListBotKeysController } from './views/api-keys/api-keys.query';
import { ListKeysWithAccessController } from './views/api-keys/keys-with-access.query';
import {
  RequestOrganizationCommand,
  RequestOrganizationHandler,
} from './commands/request-organization/request-organization.handler';
import {
  GetOrganizationQuotaController,
  GetOrganizationQuotaHandler,
} from './views/organization-quota/organization-quota.query';
import { GetMeController, GetMeHandler } from './views/my-organizations/me.query';
import { ListOrganizationsController, ListOrganizationsHandler } from './views/my-organizations/my-organizations.query';
import {
  PreviewVerificationController,
  PreviewVerificationHandler,
} from './views/verification-preview/verification-preview.query';
import { IdentityRecovery } from './account/recovery.service';
import {
  BeginOwn,
  beginOwn,
} from './reactions/begin-organization-when-last-one-ends/begin-organization-when-last-one-ends.job';
import { beginOrganizationWhenLastOneEnds } from './reactions/begin-organization-when-last-one-ends/begin-organization-when-last-one-ends';
import { closeKey } from './reactions/close-key-when-it-is-revoked/close-key-when-it-is-revoked.job';
import { closeKeyWhenItIsRevoked } from './reactions/close-key-when-it-is-revoked/close-key-when-it-is-revoked';
import { EndKey, endKeys } from './reactions/end-keys-when-membership-ends/end-keys-when-membership-ends.job';
import { endKeysWhenMembershipEnds } from './reactions/end-keys-when-membership-ends/end-keys-when-membership-ends';
import { EndBotKey, endBotKeys } from './reactions/end-keys-when-bot-is-retired/end-keys-when-bot-is-retired.job';
import { endKeysWhenBotIsRetired } from './reactions/end-keys-when-bot-is-retired/end-keys-when-bot-is-retired';
import { endSession } from './reactions/end-session-when-it-is-revoked/end-session-when-it-is-revoked.job';
import { endSessionWhenItIsRevoked } from './reactions/end-session-when-it-is-revoked/end-session-when-it-is-revoked';
import {
  FinishAccount,
  finishAccount,
} from './reactions/finish-account-when-its-invitation-was-accepted/finish-account-when-its-invitation-was-accepted.job';
import { finishAccountWhenItsInvitationWasAccepted } from './reactions/finish-account-when-its-invitation-was-accepted/finish-account-when-its-invitation-was-accepted';
import { mailReset } from './reactions/mail-reset-when-it-is-requested/mail-reset-when-it-is-requested.job';
import { mailResetWhenItIsRequested } from './reactions/mail-reset-when-it-is-requested/mail-reset-when-it-is-requested';
import { mailVerification } from './reactions/mail-verification-when-user-registers/mail-verification-when-user-registers.job';
import { mailVerificationWhenUserRegisters } from './reactions/mail-verification-when-user-registers/mail-verification-when-user-registers';
import {
  RecordAccessChange,
  tellOrganizations,
} from './reactions/tell-organizations-when-access-changes/tell-organizations-when-access-changes.job';
import { tellOrganizationsWhenAccessChanges } from './reactions/tell-organizations-when-access-changes/tell-organizations-when-access-changes';
import { apiKeys } from './views/api-keys/api-keys.view';
import { myOrganizations } from './views/my-organizations/my-organizations.view';

/** Accounts, sessions, passwords and API keys: who somebody is, and how they prove it. */
export const identityContext = context({
  name: 'identity',
  commands: [
    RequestOrganizationHandler,
    SignUpHandler,
    EnterUnverifiedHandler,
    ConfirmAddressHandler,
    ResendVerificationHandler,
    VerifyUserHandler,
    SignInHandler,
    SignOutHandler,
    RequestPasswordResetHandler,
    ResetPasswordHandler,
    ChangePasswordHandler,
    CreateOrganizationHandler,
    RecordVerificationMailed,
    RecordResetMailed,
    RecordAccessChange,
    BeginOwn,
    FinishAccount,
    EndKey,
    EndBotKey,
    IssueApiKeyHandler,
    IssueBotKeyHandler,
    RevokeApiKeyHandler,
  ],
  queries: [PreviewVerificationHandler, GetMeHandler, ListOrganizationsHandler, GetOrganizationQuotaHandler],
  services: [
    AccountDirectory,
    EventSourcedAccounts,
    ExportsOfLists,
    FailedSignIns,
    KeyDirectory,
    KeyIssuing,
    MemberSignIns,
    OrganizationsOf,
    OrganizationSetup,
    SessionBeginning,
    SignInService,
    VaultPrincipals,
  ],
  controllers: [
    SignUpController,
    PreviewVerificationController,
    VerifyUserController,
    EnterUnverifiedController,
    serve(
      routes.identity.confirmAddress,
      ({ asked, caller, context }) => new ConfirmAddressCommand(asked, context, caller.principal),
    ),
    serve(
      routes.identity.resendVerification,
      ({ caller, context }) => new ResendVerificationCommand(context, caller.principal),
    ),
    SignInController,
    SignOutController,
    RequestPasswordResetController,
    serve(routes.identity.resetPassword, { Command: ResetPasswordCommand }),
    ChangePasswordController,
    GetMeController,
    ListOrganizationsController,
    GetOrganizationQuotaController,
    serve(
      routes.identity.requestOrganization,
      ({ asked, caller, context }) => new RequestOrganizationCommand(asked, context, caller.principal),
    ),
    CreateOrganizationController,
    serve(routes.identity.issueApiKey, { Command: IssueApiKeyCommand }),
    serve(routes.identity.issueBotKey, { Command: IssueBotKeyCommand }),
    serve(routes.identity.revokeApiKey, { Command: RevokeApiKeyCommand }, idsAndEffect),
    serve(routes.identity.revokeBotKey, { Command: RevokeApiKeyCommand }, idsAndEffect),
    ListApiKeysController,
    ListKeysWithAccessController,
    OwnKeyController,
    ListBotKeysController,
  ],
  views: [myOrganizations, apiKeys],
  reactions: [
    mailVerificationWhenUserRegisters,
    mailResetWhenItIsRequested,
    endSessionWhenItIsRevoked,
    closeKeyWhenItIsRevoked,
    finishAccountWhenItsInvitationWasAccepted,
    endKeysWhenMembershipEnds,
    endKeysWhenBotIsRetired,
    beginOrganizationWhenLastOneEnds,
    tellOrganizationsWhenAccessChanges,
  ],
  jobs: [
    mailVerification,
    mailReset,
    finishAccount,
    endSession,
    closeKey,
    endKeys,
    endBotKeys,
    beginOwn,
    tellOrganizations,
  ],
  recovery: {
    Recovery: IdentityRecovery,
    mustRead: [
      {
        types: [apiKeyRevoked.type, sessionRevoked.type, sessionsRevoked.type],
        sentence: 'may have revoked an API key or ended sessions, which would work again',
      },
      { types: [userRegistered.type], sentence: ADDRESS_UNREAD },
    ],
    finishNeeds: {
      types: [apiKeyIssued.type],
      sentence:
        "that may have issued an API key can't be read, so no API key was ended that the log does not know: revoke by hand what was issued after its last event.",
    },
  },
});
