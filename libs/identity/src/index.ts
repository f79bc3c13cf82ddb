import type { AnyView, Reaction } from '@annals/views';
import type { IdentityJob, IdentityJobTools } from './jobs/identity-job.service';
import { closeKey } from './reactions/close-key-when-it-is-revoked/close-key-when-it-is-revoked.job';
import {
  CLOSE_KEY,
  closeKeyWhenItIsRevoked,
} from './reactions/close-key-when-it-is-revoked/close-key-when-it-is-revoked';
import { endKeys } from './reactions/end-keys-when-membership-ends/end-keys-when-membership-ends.job';
import {
  END_KEYS,
  endKeysWhenMembershipEnds,
} from './reactions/end-keys-when-membership-ends/end-keys-when-membership-ends';
import { endSession } from './reactions/end-session-when-it-is-revoked/end-session-when-it-is-revoked.job';
import {
  END_SESSION,
  endSessionWhenItIsRevoked,
} from './reactions/end-session-when-it-is-revoked/end-session-when-it-is-revoked';
import { finishAccount } from './reactions/finish-account-when-its-invitation-was-accepted/finish-account-when-its-invitation-was-accepted.job';
import {
  FINISH_ACCOUNT,
  finishAccountWhenItsInvitationWasAccepted,
} from './reactions/finish-account-when-its-invitation-was-accepted/finish-account-when-its-invitation-was-accepted';
import { finishOrganization } from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun.job';
import {
  FINISH_ORGANIZATION,
  finishOrganizationWhenItWasBegun,
} from './reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun';
import { mailReset } from './reactions/mail-reset-when-it-is-requested/mail-reset-when-it-is-requested.job';
import {
  MAIL_RESET,
  mailResetWhenItIsRequested,
} from './reactions/mail-reset-when-it-is-requested/mail-reset-when-it-is-requested';
import { mailVerification } from './reactions/mail-verification-when-user-registers/mail-verification-when-user-registers.job';
import {
  MAIL_VERIFICATION,
  mailVerificationWhenUserRegisters,
} from './reactions/mail-verification-when-user-registers/mail-verification-when-user-registers';
import { apiKeys } from './views/api-keys/api-keys.view';
import { myOrganizations } from './views/my-organizations/my-organizations.view';

/** The front door of the context: who somebody is, and how they prove it. */
export { IdentityModule } from './identity.module';
export { AccountDirectory } from './account/account-directory.service';
export { IdentityRecovery } from './account/recovery.service';
export type { IdentityJob, IdentityJobTools } from './jobs/identity-job.service';

/** What the projector keeps. */
export const identityViews: readonly AnyView[] = [myOrganizations, apiKeys];

/** What the worker reacts to. */
export const identityReactions: readonly Reaction[] = [
  mailVerificationWhenUserRegisters,
  mailResetWhenItIsRequested,
  finishOrganizationWhenItWasBegun,
  endSessionWhenItIsRevoked,
  closeKeyWhenItIsRevoked,
  finishAccountWhenItsInvitationWasAccepted,
  endKeysWhenMembershipEnds,
];

/** What the worker does about it, by queue. */
export function identityJobs(tools: IdentityJobTools): Record<string, IdentityJob> {
  return {
    [MAIL_VERIFICATION]: mailVerification(tools),
    [MAIL_RESET]: mailReset(tools),
    [FINISH_ORGANIZATION]: finishOrganization(tools),
    [FINISH_ACCOUNT]: finishAccount(tools),
    [END_SESSION]: endSession(tools),
    [CLOSE_KEY]: closeKey(tools),
    [END_KEYS]: endKeys(tools),
  };
}

/** Queues of jobs that act outside: held after a restore until an operator releases them. */
export const identitySideEffects: readonly string[] = [MAIL_VERIFICATION, MAIL_RESET];
