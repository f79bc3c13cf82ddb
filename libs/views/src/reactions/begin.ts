import type { Placed } from '@annals/eventstore';
import { connected } from '../sql/connected';
import { inTransaction, Ledger } from '../sql/ledger';

interface Beginnings {
  /** The reactions of this release. */
  readonly names: readonly string[];
  /** The last event in the log; asked for only when one of them is new beside others that have run. */
  readonly last: () => Promise<Placed | undefined>;
  /**
   * After which event they begin where none has ever run: nothing was done about any event then. Before the first one
   * without it.
   */
  readonly first?: Placed | undefined;
}

/**
 * Gives reactions that are not known here their place in the log, once. Where none has ever run (no worker yet,
 * whatever the api has served) it is the first event; one that joins others begins at the head of the log as it is now,
 * and never acts on what is long past. The tables are there already.
 */
export async function beginReactions(databaseUrl: string, { names, last, first }: Beginnings): Promise<void> {
  await connected(databaseUrl, (client) =>
    inTransaction(client, async () => {
      const ledger = new Ledger(client, 'reactions');
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('annals.reactions.begin', 0))`);
      const isFirst = await ledger.isEmpty();
      const fresh: string[] = [];
      for (const name of names) if ((await ledger.generations(name)).length === 0) fresh.push(name);
      if (fresh.length === 0) return;
      const from = isFirst ? first : await last();
      for (const name of fresh) await ledger.addGeneration({ name, version: 1, shape: '' }, 'serving', from);
    }),
  );
}
