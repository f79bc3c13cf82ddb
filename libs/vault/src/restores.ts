import type { Instant } from '@annals/kernel';
import { CompiledQuery } from 'kysely';
import { forgetBeyond } from './backup';
import type { VaultContext } from './database';

/** The vault holds a restored backup that is not yet fitted to its log: nothing may be served from it. */
export class RestoreUnfinished extends Error {
  override readonly name = 'RestoreUnfinished';
  constructor() {
    super(
      'A backup was restored and the vault is not yet fitted to the log: "annals start" does that before it serves, "annals finish-restore" beside processes that are started alone.',
    );
  }
}

/**
 * What became of the restores of this installation. After one, the vault is fitted to the log before anything is
 * served, and side effects (mail) are held until an operator releases them (history.md §4).
 */
export class Restores {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /** @throws RestoreUnfinished */
  async mustBeFinished(): Promise<void> {
    if ((await this.unfinishedSince()) !== undefined) throw new RestoreUnfinished();
  }

  /** When the backup was made that still has to be finished; undefined when there is none. */
  async unfinishedSince(): Promise<Instant | undefined> {
    const row = await this.context.db
      .selectFrom('restores')
      .select('backup_made_at')
      .where('finished_at', 'is', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row?.backup_made_at.toISOString();
  }

  /**
   * Forgets sessions and answers that rest on events after those of the log, which has none of `logEndsAt` or later.
   */
  async forgetBeyond(logEndsAt: Instant): Promise<void> {
    await this.context.db
      .transaction()
      .execute((transaction) =>
        forgetBeyond({ query: (text, values) => transaction.executeQuery(CompiledQuery.raw(text, values)) }, logEndsAt),
      );
  }

  /**
   * The vault fits the log now.
   * @param reactionsAfter where reactions begin in the restored log, in the words of whoever runs them; null: at its
   * beginning
   */
  async finish(reactionsAfter: string | null): Promise<void> {
    await this.context.db
      .updateTable('restores')
      .set({ finished_at: this.context.clock(), reactions_after: reactionsAfter })
      .where('finished_at', 'is', null)
      .execute();
  }

  /** Where reactions begin that have never run on this installation; undefined when nothing was restored. */
  async reactionsAfter(): Promise<string | null | undefined> {
    const row = await this.context.db
      .selectFrom('restores')
      .select('reactions_after')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.reactions_after;
  }

  /** When this installation was last made of a backup; undefined where it never was. */
  async latest(): Promise<Instant | undefined> {
    const row = await this.context.db
      .selectFrom('restores')
      .select('restored_at')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.restored_at.toISOString();
  }

  /** Since when side effects are held; undefined when they are not. */
  async heldSince(): Promise<Instant | undefined> {
    const row = await this.context.db
      .selectFrom('restores')
      .select('restored_at')
      .where('released_at', 'is', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row?.restored_at.toISOString();
  }

  /** Lets side effects go again; who did it and when stays on record. @returns whether they were held */
  async release(by: string): Promise<boolean> {
    const { numUpdatedRows } = await this.context.db
      .updateTable('restores')
      .set({ released_at: this.context.clock(), released_by: by })
      .where('released_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
