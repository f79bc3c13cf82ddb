import { LRUCache } from 'lru-cache';

/** So long what was read may be taken for true: half of what is promised for a revocation anywhere (S6: within 1 s). */
const TRUSTED_MS = 500;
const MOST = 20_000;

/**
 * What was read a moment ago, so that a busy session or key is one query in half a second instead of one for each
 * request. Age counts from when it was asked for. What this process itself changes is forgotten at once, also while the
 * answer to an older question is still on its way.
 */
export class BriefMemory<Found extends object> {
  private readonly known = new LRUCache<string, { readonly found: Found; readonly until: number }>({ max: MOST });
  private changes = 0;

  /** What is known of `id`, else what `read` finds. Nothing found is not remembered. */
  async find(id: string, read: () => Promise<Found | undefined>): Promise<Found | undefined> {
    const asked = performance.now();
    const known = this.known.get(id);
    if (known && asked < known.until) return known.found;
    const { changes } = this;
    const found = await read();
    if (found && changes === this.changes) this.known.set(id, { found, until: asked + TRUSTED_MS });
    return found;
  }

  /** Carries out a change, after which nothing is known that was read before it was done. */
  async changing<Result>(change: () => Promise<Result>): Promise<Result> {
    try {
      return await change();
    } finally {
      this.forget();
    }
  }

  /** From now on nothing is known that was read until now, nor what is still on its way. */
  forget(): void {
    this.changes += 1;
    this.known.clear();
  }
}
