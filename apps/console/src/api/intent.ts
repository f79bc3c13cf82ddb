/**
 * The idempotency key of one intent: the same for every attempt to do the same thing until it is known how it ended,
 * so that a repeated click or a lost answer never does it twice.
 */
export class Intent {
  #key: string | undefined;
  #content = '';

  /** @param content what is asked for, as JSON: other content is another intent */
  keyFor(content: string): string {
    if (this.#key === undefined || this.#content !== content) this.#key = crypto.randomUUID();
    this.#content = content;
    return this.#key;
  }

  /** It is known how it ended: done, or refused. */
  settle(): void {
    this.#key = undefined;
  }
}
