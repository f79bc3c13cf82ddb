/**
 * Read your own writes: where the last change of each organization is in the log, sent as `Min-Position` with later
 * reads.
 */
export class Positions {
  readonly #seen = new Map<string, string>();

  /** Keeps the highest position; positions are decimal strings of any length. */
  remember(scope: string, position: string): void {
    const known = this.#seen.get(scope);
    if (known === undefined || BigInt(position) > BigInt(known)) this.#seen.set(scope, position);
  }

  /**
   * The position that reads of `scope` must have reached; `me` reads across organizations, so it takes the highest of
   * all.
   */
  of(scope: string): string | undefined {
    if (scope !== 'me') return this.#seen.get(scope);
    return [...this.#seen.values()].reduce<string | undefined>(
      (high, each) => (high === undefined || BigInt(each) > BigInt(high) ? each : high),
      undefined,
    );
  }

  /** The reader may not see this organization any more: what it has reached is no measure for others. */
  forget(scope: string): void {
    this.#seen.delete(scope);
  }

  /** Somebody else signs in. */
  clear(): void {
    this.#seen.clear();
  }
}

export const positions = new Positions();
