import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import type { VaultDatabase } from './database';

/** How old the knowledge about destroyed keys may get; well under the promise of 5 s (S14). */
const TRUST_CACHE_MS = 2_000;
/**
 * Sweeps overlap by this much, so that a destruction that committed late, or a read that raced with it, is still
 * caught.
 */
const OVERLAP = sql`interval '2 minutes'`;

/** Keys that were unwrapped, in this process's memory, which forgets a destroyed one whoever destroyed it. */
export class UnwrappedKeys {
  private readonly keys = new LRUCache<string, Buffer>({ max: 50_000 });
  private sweeping: Promise<void> | undefined;
  private trustedUntil = 0;
  /** By the database's clock, which `destroyed_at` is of. */
  private sweptAt: string | undefined;

  constructor(private readonly db: VaultDatabase) {}

  get(id: string): Buffer | undefined {
    return this.keys.get(id);
  }

  set(id: string, key: Buffer): void {
    this.keys.set(id, key);
  }

  delete(id: string): void {
    this.keys.delete(id);
  }

  clear(): void {
    this.keys.clear();
  }

  /** One small query every two seconds of use, however many keys are cached. */
  async forgetDestroyed(): Promise<void> {
    if (performance.now() < this.trustedUntil) return;
    this.sweeping ??= this.sweep().finally(() => {
      this.sweeping = undefined;
    });
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    const asked = performance.now();
    const {
      rows: [found],
    } = await sql<{ at: string; gone: string[] | null }>`SELECT clock_timestamp()::text AS at, (
      SELECT array_agg(id::text) FROM vault.keys WHERE destroyed_at > ${this.sweptAt ?? 'now'}::timestamptz - ${OVERLAP}) AS gone`.execute(
      this.db,
    );
    for (const id of found?.gone ?? []) this.keys.delete(id);
    this.sweptAt = found?.at;
    this.trustedUntil = asked + TRUST_CACHE_MS;
  }
}
