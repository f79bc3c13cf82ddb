/** What must be forgettable (history.md §4): keys, claims, credentials, sessions, answers, presence, mail. */
export type { BulkAction, BulkCounts, BulkRun } from './bulk-actions';
export { concerns } from './access-ended';
export type { AccessEnded } from './access-ended';
export { ApiKeys } from './api-keys';
export type { ApiKeyAuthentication, ApiKeyGrant } from './api-keys';
export {
  continueVaultNumbers,
  forgetBeyond,
  isVaultUsed,
  loadVaultRows,
  missingKeyIds,
  recordRestore,
  VAULT_VERSION,
  vaultColumns,
  vaultRows,
  vaultTables,
} from './backup';
export type { VaultTable } from './backup';
export { keysThatDoNotOpen, secretsFingerprint } from './backup-keys';
export { CheckpointKey, sha256, verifyEd25519 } from './checkpoint-key';
export type { SignedCheckpoint } from './checkpoints';
export { ClaimLost, Claims } from './claims';
export type { Claim, ClaimStanding, TakenClaim } from './claims';
export { Credentials } from './credentials';
export { DenialCounts } from './denial-counts';
export type { DenialCount, DeniedMinute } from './denial-counts';
export { ErasureJournalError, erasureJournalBeside } from './erasure-journal';
export type { ErasureInHand, ErasureStep, Forgotten } from './erasures';
export { Idempotency } from './idempotency';
export type { Answer, Begun } from './idempotency';
export { DeliveryLanes } from './delivery-lanes';
export type { Lane, LaneHealth, LaneStart } from './delivery-lanes';
export type { Due } from './dues';
export type { BreakKind, FoundBreak, HistoryBreak } from './history-breaks';
export type { Growth, Leaf, TreesEnd } from './proof-trees';
export type { RunRemains } from './run-remains';
export type { Spell, TriggerDue } from './trigger-dues';
export type { TriggerOutcome } from './trigger-outcomes';
export type { InvitedPerson } from './invited-addresses';
export { KeyDestroyed, Keys, MissingKey } from './keys';
export { Mailbox } from './mailbox';
export type { Mail, StoredMail } from './mailbox';
export { mailboxPath, opensMailbox } from './mailbox-address';
export { migrateVault } from './migrate';
export { Presence } from './presence';
export type { RunLog } from './run-logs';
export type { LapsedRun, NoneTaken, QueuedRun, RunQueue, TakenRun } from './run-queue';
export type { Beat, BotPresence, PresenceChange, RunProgress, StaleBot } from './presence';
export type { Candidate, FoundPassage, Searched } from './passage-finder';
export type { Passage, Reading } from './passages';
export type { ReadProgress, SourceRead } from './source-reads';
export { PromisedWorks } from './promised-work';
export type { PromisedWork, TakenWork } from './promised-work';
export { Purges, purgeSteps } from './purges';
export type { PurgeEntry, PurgeStep } from './purges';
export { RateLimits } from './rate-limits';
export type { Counted, RateLimit } from './rate-limits';
export { Restores, RestoreUnfinished } from './restores';
export { tablesThatForget } from './sealed-tables';
export { Secrets } from './secrets';
export { loadSecrets, SecretsFileError } from './secrets-file';
export type { VaultSecrets } from './secrets-file';
export { Sessions } from './sessions';
export type { OpenedSession, SessionEntry } from './sessions';
export { Snapshots } from './snapshots';
export { syncFolderOf } from './sync-folder';
export { Vault } from './vault';
export type { VaultOptions } from './vault';
export { VECTORS_AT_ONCE } from './vectors';
