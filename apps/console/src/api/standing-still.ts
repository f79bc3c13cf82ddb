import { STANDS_STILL_SINCE } from '@annals/contracts';

/**
 * What the server says stands still: by scope (an organization's id, or `me`) the reads whose rows do, and since when.
 */
export class StandingStill {
  readonly #since = new Map<string, Map<string, string>>();
  readonly #listeners = new Set<() => void>();

  /** Takes the word of an answer: a read that moves again says nothing. */
  note(scope: string, path: string, answer: Pick<Headers, 'get'>): void {
    const since = answer.get(STANDS_STILL_SINCE);
    const reads = this.#since.get(scope) ?? new Map<string, string>();
    if (since === null && !reads.delete(path)) return;
    if (since !== null) reads.set(path, since);
    this.#since.set(scope, reads);
    this.#tell();
  }

  /** Since when the first of them does. */
  of(scope: string): string | undefined {
    return [...(this.#since.get(scope)?.values() ?? [])].reduce<string | undefined>(
      (first, each) => (first === undefined || each < first ? each : first),
      undefined,
    );
  }

  /** Something of it moved: what is read again says whether it stands still. */
  forget(scope: string): void {
    if (this.#since.delete(scope)) this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const standingStill = new StandingStill();
