/** Why Annals could not start or go on: the message is one sentence for the person at the terminal. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Why Annals did not do what it was told: a sentence as well. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** Errors whose message was written for the person at the terminal. */
const WRITTEN = new Set([
  'CannotDo',
  'CannotStart',
  'ConfigError',
  'ErasureJournalError',
  'LogDamaged',
  'PostgresStartError',
  'RestoreUnfinished',
  'SecretsFileError',
]);

/** An error as a sentence. Only what nobody foresaw shows where it happened. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOSPC') return 'The disk is full: free some space.';
  return WRITTEN.has(error.name) ? error.message : `Annals failed unexpectedly: ${error.stack ?? error.message}`;
}
