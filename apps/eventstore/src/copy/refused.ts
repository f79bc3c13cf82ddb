/** The log can't be copied; the message is a sentence for the person who asked for it. */
export class CopyRefused extends Error {
  override readonly name: string = 'CopyRefused';
}

/** Two logs are not equal where they must be. */
export class LogsDiffer extends CopyRefused {
  override readonly name = 'LogsDiffer';
}
