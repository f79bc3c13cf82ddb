/**
 * Every reaction there is, by name. All processes of a release know them, not the worker alone: the first of them that
 * starts says where in the log a new reaction begins, so that nothing that happens before the worker comes is missed.
 */
export const reactionNames = [
  'begin-organization-when-last-one-ends',
  'close-key-when-it-is-revoked',
  'end-keys-when-membership-ends',
  'end-session-when-it-is-revoked',
  'finish-account-when-its-invitation-was-accepted',
  'finish-organization-when-it-was-begun',
  'keep-end-of-access-when-it-changes',
  'keep-queue-when-run-changes',
  'keep-one-logo-when-it-changes',
  'keep-end-of-join-request-when-it-changes',
  'keep-look-when-domain-is-verified',
  'keep-plan-of-purge-when-deletion-changes',
  'mail-answer-when-join-request-ends',
  'mail-code-when-contact-is-requested',
  'mail-invitation-when-member-is-invited',
  'mail-join-request-when-somebody-asks',
  'mail-offer-when-ownership-is-offered',
  'mail-reset-when-it-is-requested',
  'mail-verification-when-user-registers',
  'purge-what-is-left-when-organization-is-purged',
  'settle-bots-when-membership-ends',
  'tell-old-address-when-contact-changes',
  'tell-organizations-when-access-changes',
  'tell-owners-when-domain-is-lost',
  'text-code-when-phone-needs-one',
] as const;
