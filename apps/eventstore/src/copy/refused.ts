/** The log can't be copied; the message is a sentence for the person who asked for it. */
export class CopyRefused extends Error {
  override readonly name: string = 'CopyRefused';
}

/** What to do about a target that holds something else: a log is never rewritten, so no copy can mend it. */
export const REMEDY = 'Copy into an empty event store, or from the one that this target was copied from.';

/** Two logs are not equal where they must be. */
export class LogsDiffer extends CopyRefused {
  override readonly name = 'LogsDiffer';
}
