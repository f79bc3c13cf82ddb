const key = 'annals.reader';
interface Told {
  /** What this tab shows is not of who is signed in any more. */
  another: () => void;
  /** Somebody else than the last one who was signed in in this browser. */
  newcomer: () => void;
}
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Whose account this tab shows. Tabs share the session's cookie, so another one may sign in somebody else: what is
 * shown here is then another person's. The id of who signed in last is kept in the browser; every tab hears when it
 * changes.
 */
export class Reader {
  #shown: string | undefined;
  #tell: Told = { another: () => undefined, newcomer: () => undefined };

  constructor(private readonly store: () => Store) {}

  tell(told: Told): void {
    this.#tell = told;
  }

  /** The server says who is signed in. */
  learn(userId: string): void {
    const latest = this.store().getItem(key);
    if (latest !== null && latest !== userId) this.#tell.newcomer();
    if (latest !== userId) this.store().setItem(key, userId);
    if (this.#shown !== undefined && this.#shown !== userId) this.#tell.another();
    this.#shown = userId;
  }

  /** This tab itself signs in or out: whoever comes next is no surprise. */
  forget(): void {
    this.#shown = undefined;
  }

  /** This tab signed out: the others are told. */
  leave(): void {
    this.forget();
    this.store().removeItem(key);
  }

  /** Another tab may have changed it, also while this one slept. */
  look(): void {
    if (this.#shown !== undefined && this.store().getItem(key) !== this.#shown) this.#tell.another();
  }
}

export const reader = new Reader(() => window.localStorage);
