import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Secrets } from './secrets';

/** How often something may happen within a time that begins with the first. */
export interface RateLimit {
  readonly name: string;
  readonly times: number;
  readonly seconds: number;
}

/** Something that is counted: `of` whom or what, as it is typed; only a keyed digest of it is stored. */
export interface Counted {
  readonly limit: RateLimit;
  readonly of: string;
}

/**
 * Counts what may be done only so often, for all processes together. Operational: a crash of the database forgets it,
 * no backup has it, and the machine's clock is what counts. Limits that must be exact are decided in a stream.
 */
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /**
   * Counts one of each, in this order; the first limit that is reached ends it, so that what one limit refuses is not
   * counted against the next.
   * @returns undefined when all of it may be done, else the seconds after which it may
   */
  async spend(counted: readonly Counted[]): Promise<number | undefined> {
    for (const { limit, of } of counted) {
      const { wait } = await this.consume({ limit, of });
      if (wait !== undefined) return wait;
    }
    return undefined;
  }

  /** Counts one. @returns how many are left after it; undefined when there was none */
  async take(counted: Counted): Promise<number | undefined> {
    const { wait, left } = await this.consume(counted);
    return wait === undefined ? left : undefined;
  }

  /** Removes what has run out. */
  async purge(): Promise<void> {
    await sql`DELETE FROM vault.rate_limits WHERE expire < ${Date.now()}`.execute(this.context.db);
  }

  /** Counts one: what is left, or how long to wait where nothing was. */
  private async consume({ limit, of }: Counted): Promise<{ readonly left: number; readonly wait?: number }> {
    const limiter = this.limiterOf(limit);
    const key = this.context.secrets.hmac('rate-limit', JSON.stringify([limit.name, of]));
    try {
      return { left: (await limiter.consume(key)).remainingPoints };
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      if (error.msBeforeNext <= limit.seconds * 1000)
        return { left: 0, wait: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) };
      // It was begun under a clock that was ahead of ours: nobody waits for that one.
      await limiter.delete(key);
      return { left: (await limiter.consume(key)).remainingPoints };
    }
  }

  private limiterOf({ name, times, seconds }: RateLimit): RateLimiterPostgres {
    const known = this.limiters.get(name);
    if (known) return known;
    const storeClient = {
      query: async ({ name: statement, text, values }: { name: string; text: string; values: unknown[] }) => {
        const { rows } = await this.context.prepared.run({ name: statement, text }, values);
        return { rows, rowCount: rows.length };
      },
    };
    const limiter = new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      schemaName: 'vault',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: times,
      duration: seconds,
    });
    this.limiters.set(name, limiter);
    return limiter;
  }
}
