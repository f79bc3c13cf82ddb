/**
 * A command was understood and says no: a broken rule, not a fault.
 * `code` is stable and UPPER_SNAKE; contracts/refusals.ts gives it an HTTP status and a sentence. `details` is safe to
 * show to the caller.
 */
export class Refused<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}
