/**
 * The code of a fault of the file system; undefined for any other one. (Not by `instanceof`: such errors may come from
 * another realm.)
 */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Why a file could not be used, in a word. */
export function reason(error: unknown): string {
  return codeOf(error) ?? String(error);
}
