import { isWithin, plus } from '@annals/kernel';
import { z } from 'zod';
import type { VaultContext } from './database';
import { gathered } from './gathered';
import type { Statement } from './prepared';
import type { Sealer } from './sealing';
import { throughRows, type Forgetting } from './through-rows';

/** What a command was answered. Must hold no secret that people are shown once: mint it again instead. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Begun by nobody before; carry it out, then `finish`, `finishSoon` or `abandon`. */
interface New {
  readonly outcome: 'new';
  /**
   * Whether nobody else has been told `new` until now, whatever the database lost. Ask when it matters: it is true for
   * `SOLE_MS` at most, and no longer than the connection stands on which it was begun. What remains: a database that
   * crashes, is there again and takes a twin's claim before this process hears that its connection broke (its event
   * loop stood still all that time, or a machine went without closing its connections).
   */
  readonly isSole: () => boolean;
}

/**
 * `again`: to be carried out like `new`, but an earlier try may have had its effect. `answered`: give the same answer.
 * `reused`: the key came with another body before. `running`: another process is at it.
 */
export type Begun =
  | New
  | { readonly outcome: 'again' }
  | ({ readonly outcome: 'answered' } & Answer)
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'running' };

/** A command and the digest of its body. */
interface EarlierRequest {
  readonly commandId: string;
  readonly bodyHash: string;
}

/** So long the first to begin a command may take itself for the only one that decides it. */
const SOLE_MS = 5_000;

const StoredAnswer = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });
const ROUNDS = 10;
const LOOKED_AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
const REMEMBERED = { hours: 48 };
/**
 * A process that has been at it longer than this is taken to be dead; the memory of the stream keeps a second run
 * harmless.
 */
const RUNNING = { seconds: 60 };
/** Answers that nobody waits for are written together, so many milliseconds later. */
const SOON_MS = 20;

const BEGIN: Statement = {
  name: 'idempotency.begin',
  text: `INSERT INTO vault.idempotency (command_id, body_hash, started_at) SELECT id, hash, $3::timestamptz FROM unnest($1::uuid[], $2::text[]) AS begun (id, hash)
    ON CONFLICT (command_id) DO NOTHING RETURNING command_id`,
};
const FINISH: Statement = {
  name: 'idempotency.finish',
  text: `UPDATE vault.idempotency AS known SET answer = given.answer FROM unnest($1::uuid[], $2::bytea[]) AS given (id, answer) WHERE known.command_id = given.id`,
};

/**
 * Answers by command id, for 48 hours: a repeated request gets the same answer, refusals too (history.md §3). Sealed at
 * rest.
 *
 * Which writes wait for the disk? That a command was begun need not: if the database crashes and forgets it, whoever
 * repeats the command finds it in the memory of its stream. Nor need the answer of a command that was carried out,
 * which the stream gives again. A refusal, and what a command was answered that appended nothing, is known only here,
 * so it is on the disk before anybody hears it (and all that was written before it, by the order of the database's own
 * log).
 */
export class Idempotency {
  /** Of several of one id in a round the first one is new. */
  private readonly insert = gathered(async (begun: readonly EarlierRequest[]) => {
    const askedAt = performance.now();
    const { rows, since, stands } = await this.context.prepared.run<{ command_id: string }>(BEGIN, [
      begun.map(({ commandId }) => commandId),
      begun.map(({ bodyHash }) => bodyHash),
      this.context.clock(),
    ]);
    const fresh = new Set(rows.map((row) => row.command_id));
    // A database that crashed broke every connection. On one that is older than that nobody's claim of the last
    // `SOLE_MS` was forgotten, nor is ours while it stands.
    const isOld = performance.now() - since > SOLE_MS;
    const isSole = () => isOld && stands() && performance.now() < askedAt + SOLE_MS;
    return begun.map(({ commandId }) => (fresh.delete(commandId) ? { isSole } : undefined));
  });

  private readonly store = gathered(
    async (answers: readonly { readonly commandId: string; readonly answer: Buffer }[]) => {
      await this.context.prepared.run(FINISH, [
        answers.map(({ commandId }) => commandId),
        answers.map(({ answer }) => answer),
      ]);
      return answers.map(() => undefined);
    },
    SOON_MS,
  );

  /** Answers that are given already and on their way to the database. */
  private readonly leaving = new Map<
    string,
    { readonly bodyHash: string; readonly answer: Answer; readonly stored: Promise<void> }
  >();

  constructor(private readonly context: VaultContext & { readonly seal: Sealer }) {}

  /**
   * Starts a command, or says what became of it. Of any number that begin at once exactly one gets `new` (or `again`).
   */
  async begin(commandId: string, bodyHash: string): Promise<Begun> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const leaving = this.leaving.get(commandId);
      if (leaving)
        return leaving.bodyHash === bodyHash ? { outcome: 'answered', ...leaving.answer } : { outcome: 'reused' };
      const now = this.context.clock();
      const inserted = await this.insert({ commandId, bodyHash });
      if (inserted) return { outcome: 'new', isSole: inserted.isSole };
      const row = await this.context.db
        .selectFrom('idempotency')
        .selectAll()
        .where('command_id', '=', commandId)
        .executeTakeFirst();
      if (!row) continue;
      const forgotten = row.started_at.toISOString() <= ago(now, REMEMBERED);
      if (row.body_hash !== bodyHash && !forgotten) return { outcome: 'reused' };
      if (row.answer && !forgotten) return { outcome: 'answered', ...this.opened(row.answer, commandId) };
      if (isWithin(now, { from: row.started_at.toISOString(), until: plus(row.started_at.toISOString(), RUNNING) }))
        return { outcome: 'running' };
      if (await this.takeOver(commandId, bodyHash, row.started_at)) return { outcome: 'again' };
    }
    throw new Error(`Command ${commandId} was begun and abandoned by others ${ROUNDS} times`);
  }

  /**
   * What this command, with this body, was answered. Begins nothing; gives undefined while it runs, and once it is
   * forgotten.
   */
  async find(commandId: string, bodyHash: string): Promise<Answer | undefined> {
    const leaving = this.leaving.get(commandId);
    if (leaving) return leaving.bodyHash === bodyHash ? leaving.answer : undefined;
    const row = await this.context.db
      .selectFrom('idempotency')
      .select('answer')
      .where('command_id', '=', commandId)
      .where('body_hash', '=', bodyHash)
      .where('started_at', '>', new Date(ago(this.context.clock(), REMEMBERED)))
      .executeTakeFirst();
    return row?.answer ? this.opened(row.answer, commandId) : undefined;
  }

  /**
   * Keeps a refusal, or the answer of a command that appended nothing, for whoever asks again; once it settles, no
   * crash takes it back.
   */
  async finish({ commandId, bodyHash }: EarlierRequest, answer: Answer): Promise<void> {
    const row = {
      command_id: commandId,
      body_hash: bodyHash,
      started_at: this.context.clock(),
      answer: this.sealed(answer, commandId),
    };
    await this.context.db
      .insertInto('idempotency')
      .values(row)
      .onConflict((conflict) => conflict.column('command_id').doUpdateSet({ answer: row.answer }))
      .execute();
  }

  /**
   * Keeps the answer of a command that its streams remember; nobody waits for it. Whoever asks meanwhile gets it from
   * here, or waits as for a command that runs.
   */
  finishSoon({ commandId, bodyHash }: EarlierRequest, answer: Answer): void {
    // If the database does not take it, the stream still knows the command: a repetition comes to the same.
    const stored = this.store({ commandId, answer: this.sealed(answer, commandId) })
      .catch(() => undefined)
      .finally(() => this.leaving.delete(commandId));
    this.leaving.set(commandId, { bodyHash, answer, stored });
  }

  /** Settles when all answers are stored that `finishSoon` was given. */
  async settled(): Promise<void> {
    await Promise.all([...this.leaving.values()].map(({ stored }) => stored));
  }

  /**
   * Gives up a command that has no answer (its outcome is unknown, or it never began), so that the next try carries it
   * out `again`.
   */
  async abandon(commandId: string): Promise<void> {
    await this.context.db
      .updateTable('idempotency')
      .set({ started_at: ago(this.context.clock(), RUNNING) })
      .where('command_id', '=', commandId)
      .where('answer', 'is', null)
      .execute();
  }

  /** Deletes answers that name somebody: whoever repeats such a command is answered from the memory of its stream. */
  async forget(forgetting: Forgetting): Promise<void> {
    const next = async (after = FIRST) => {
      const rows = await this.context.db
        .selectFrom('idempotency')
        .select(['command_id', 'answer'])
        .where('command_id', '>', after)
        .where('answer', 'is not', null)
        .orderBy('command_id')
        .limit(LOOKED_AT_ONCE)
        .execute();
      return rows.flatMap(({ command_id: id, answer }) =>
        answer === null ? [] : [{ id, text: JSON.stringify(this.opened(answer, id)) }],
      );
    };
    const remove: Parameters<typeof throughRows<string>>[1]['remove'] = (transaction, ids) =>
      transaction.deleteFrom('idempotency').where('command_id', 'in', ids).executeTakeFirstOrThrow();
    await throughRows(this.context.db, { next, remove }, forgetting);
  }

  /** Removes answers older than 48 hours. */
  async purge(): Promise<void> {
    await this.context.db
      .deleteFrom('idempotency')
      .where('started_at', '<=', new Date(ago(this.context.clock(), REMEMBERED)))
      .execute();
  }

  private sealed({ status, headers, body }: Answer, commandId: string): Buffer {
    return this.context.seal.seal(JSON.stringify({ status, headers, body }), commandId);
  }

  private opened(answer: Buffer, commandId: string): Answer {
    return StoredAnswer.parse(JSON.parse(this.context.seal.open(answer, commandId)));
  }

  private async takeOver(commandId: string, bodyHash: string, seen: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.context.db
      .updateTable('idempotency')
      .set({ body_hash: bodyHash, started_at: this.context.clock(), answer: null })
      .where('command_id', '=', commandId)
      .where('started_at', '=', seen)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

function ago(now: string, { hours = 0, seconds = 0 }: { hours?: number; seconds?: number }): string {
  return plus(now, { hours: -hours, seconds: -seconds });
}
