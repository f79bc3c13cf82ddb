/** The `code` of a system error. (Under Jest such errors are no `instanceof Error`: they come from another realm.) */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
