import { Accounts, Principals } from '@annals/platform';
import { Global, Module } from '@nestjs/common';
import { AccountDirectory } from './account/account-directory.service';
import { SignInService } from './account/sign-in.service';
import { EventSourcedAccounts } from './account/event-sourced-accounts.service';
import { FailedSignIns } from './account/failed-sign-ins.service';
import { VaultPrincipals } from './account/vault-principals.service';
import { ChangePasswordController } from './commands/change-password/change-password.controller';
import { ChangePasswordHandler } from './commands/change-password/change-password.handler';
import { IssueApiKeyController } from './commands/issue-api-key/issue-api-key.controller';
import { IssueApiKeyHandler } from './commands/issue-api-key/issue-api-key.handler';
import { IssueBotKeyController } from './commands/issue-bot-key/issue-bot-key.controller';
import { IssueBotKeyHandler } from './commands/issue-bot-key/issue-bot-key.handler';
import { RequestPasswordResetController } from './commands/request-password-reset/request-password-reset.controller';
import { RequestPasswordResetHandler } from './commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordController } from './commands/reset-password/reset-password.controller';
import { ResetPasswordHandler } from './commands/reset-password/reset-password.handler';
import { RevokeApiKeyController, RevokeBotKeyController } from './commands/revoke-api-key/revoke-api-key.controller';
import { RevokeApiKeyHandler } from './commands/revoke-api-key/revoke-api-key.handler';
import { SignInController } from './commands/sign-in/sign-in.controller';
import { SignInHandler } from './commands/sign-in/sign-in.handler';
import { SignOutController } from './commands/sign-out/sign-out.controller';
import { SignOutHandler } from './commands/sign-out/sign-out.handler';
import { SignUpController } from './commands/sign-up/sign-up.controller';
import { SignUpHandler } from './commands/sign-up/sign-up.handler';
import { VerifyUserController } from './commands/verify-user/verify-user.controller';
import { VerifyUserHandler } from './commands/verify-user/verify-user.handler';
import { KeyIssuing } from './keys/key-issuing.service';
import { SessionBeginning } from './sessions/session-beginning.service';
import { ApiKeysController } from './views/api-keys/api-keys.controller';
import { ApiKeyList } from './views/api-keys/api-keys.query';
import { MyOrganizationsController } from './views/my-organizations/my-organizations.controller';
import { MyOrganizations } from './views/my-organizations/my-organizations.query';
import { VerificationPreviewController } from './views/verification-preview/verification-preview.controller';

const controllers = [
  SignUpController,
  VerificationPreviewController,
  VerifyUserController,
  SignInController,
  SignOutController,
  RequestPasswordResetController,
  ResetPasswordController,
  ChangePasswordController,
  MyOrganizationsController,
  IssueApiKeyController,
  IssueBotKeyController,
  RevokeApiKeyController,
  RevokeBotKeyController,
  ApiKeysController,
];

const handlers = [
  SignUpHandler,
  VerifyUserHandler,
  SignInHandler,
  SignOutHandler,
  RequestPasswordResetHandler,
  ResetPasswordHandler,
  ChangePasswordHandler,
  IssueApiKeyHandler,
  IssueBotKeyHandler,
  RevokeApiKeyHandler,
];

const services = [
  AccountDirectory,
  SessionBeginning,
  SignInService,
  FailedSignIns,
  KeyIssuing,
  MyOrganizations,
  ApiKeyList,
];

/**
 * Accounts, sessions, passwords and API keys. Global, because its ports are what the guard and the other contexts ask.
 */
@Global()
@Module({
  controllers,
  providers: [
    ...handlers,
    ...services,
    { provide: Principals, useClass: VaultPrincipals },
    { provide: Accounts, useClass: EventSourcedAccounts },
  ],
  exports: [Principals, Accounts],
})
export class IdentityModule {}
