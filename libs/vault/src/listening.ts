import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** Nobody heard anything for so long: then nobody was there. Three notes that did not come. */
const GAP = sql`interval '15 seconds'`;

/**
 * Since when somebody was there to hear bots and workers, without a gap: their silence while nobody was says nothing of
 * them.
 */
export class Listening {
  constructor(private readonly context: VaultContext) {}

  /** Somebody is there, as every api process says every five seconds. */
  async note(at: Instant = this.context.clock()): Promise<void> {
    await sql`
      INSERT INTO vault.listening AS known (one, since, at) VALUES (true, ${at}::timestamptz, ${at}::timestamptz)
      ON CONFLICT (one) DO UPDATE SET
        since = CASE WHEN excluded.at > known.at + ${GAP} THEN excluded.at ELSE known.since END,
        at = greatest(known.at, excluded.at)`.execute(this.context.db);
  }

  /** Whether somebody was there all the time from one instant to another. */
  async wasThere(from: Instant, until: Instant): Promise<boolean> {
    const { rows } = await sql`
      SELECT FROM vault.listening WHERE since <= ${from}::timestamptz AND at >= ${until}::timestamptz - ${GAP}`.execute(
      this.context.db,
    );
    return rows.length > 0;
  }
}
