import { unlinked } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { Transaction } from 'kysely';
import type { VaultContext, VaultTables } from './database';
import type { Idempotency } from './idempotency';
import type { Mailbox } from './mailbox';
import { holdsAddress, names, type KnownBy } from './naming';
import type { Payloads } from './payloads';
import type { RunLogs } from './run-logs';
import type { Forgetting } from './through-rows';

/** An erasure that is being carried out. */
export interface ErasureInHand {
  readonly organizationId: string;
  readonly erasureId: string;
}

export interface ErasureStep {
  readonly count: number;
  readonly doneAt: Instant;
}

/** Who is forgotten; a mail to somebody else that has their name is about them where it is from this organization. */
export interface Forgotten extends KnownBy {
  readonly organizationNames: readonly string[];
}

interface Places {
  readonly payloads: Payloads;
  readonly runLogs: RunLogs;
  readonly mailbox: Mailbox;
  readonly idempotency: Idempotency;
}

/**
 * The ledger of erasures: what was done of each, and how much it was, by ids and numbers only. Whoever died in a step is
 * followed by somebody who does it again; what was counted then stays counted.
 */
export class Erasures {
  constructor(
    private readonly context: Pick<VaultContext, 'db' | 'clock'>,
    private readonly places: Places,
  ) {}

  /** What was done of it. */
  async steps({ organizationId, erasureId }: ErasureInHand): Promise<ReadonlyMap<string, ErasureStep>> {
    const rows = await this.context.db
      .selectFrom('erasure_steps')
      .select(['step', 'count', 'done_at'])
      .where('organization_id', '=', organizationId)
      .where('erasure_id', '=', erasureId)
      .execute();
    return new Map(
      rows.flatMap(({ step, count, done_at }) =>
        done_at === null ? [] : [[step, { count: Number(count), doneAt: done_at.toISOString() }] as const],
      ),
    );
  }

  /** A step is done; the first who says so is right. */
  async did(erasure: ErasureInHand, step: string, count = 0): Promise<void> {
    await this.context.db.transaction().execute(async (transaction) => {
      await this.note(transaction, { ...erasure, step }, count, this.context.clock());
    });
  }

  /** Deletes what is kept beside the log and names somebody: of runs, mails and remembered answers. */
  async forget(erasure: ErasureInHand, forgotten: Forgotten): Promise<void> {
    const { organizationId } = erasure;
    const [isNaming, byAddress] = [names(forgotten), holdsAddress(forgotten)];
    const { addresses, aliases, organizationNames } = forgotten;
    // In mails nothing is written so that a program makes a link of it.
    const mailed = (words: readonly string[]) => [...words, ...words.map(unlinked)];
    const isFromHere = names({ addresses: [], aliases: mailed(organizationNames) });
    const isNamed = names({ addresses: mailed(addresses), aliases: mailed(aliases) });
    const isMailAbout = (text: string) => byAddress(text) || (isNamed(text) && isFromHere(text));
    const { payloads, runLogs, mailbox, idempotency } = this.places;
    const looked: Readonly<Record<string, (forgetting: Forgetting) => Promise<void>>> = {
      payloads: (forgetting) => payloads.forgetOfRuns(organizationId, forgetting),
      run_logs: (forgetting) => runLogs.forget(organizationId, forgetting),
      mailbox: (forgetting) => mailbox.forget({ ...forgetting, isNaming: isMailAbout }),
      answers: (forgetting) => idempotency.forget(forgetting),
    };
    const done = await this.steps(erasure);
    for (const [step, look] of Object.entries(looked)) {
      if (done.has(step)) continue;
      await look({ isNaming, note: (transaction, count) => this.note(transaction, { ...erasure, step }, count) });
      await this.did(erasure, step);
    }
  }

  private async note(
    transaction: Transaction<VaultTables>,
    { organizationId, erasureId, step }: ErasureInHand & { readonly step: string },
    count: number,
    doneAt: Instant | null = null,
  ): Promise<void> {
    await transaction
      .insertInto('erasure_steps')
      .values({ organization_id: organizationId, erasure_id: erasureId, step, count: String(count), done_at: doneAt })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'erasure_id', 'step'])
          .doUpdateSet((row) => ({
            count: row.eb(row.ref('erasure_steps.count'), '+', row.ref('excluded.count')),
            done_at: row.ref('excluded.done_at'),
          }))
          .where('erasure_steps.done_at', 'is', null),
      )
      .execute();
  }
}
