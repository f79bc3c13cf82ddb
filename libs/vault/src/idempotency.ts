import { plus } from '@annals/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { VaultContext } from './database';
import { gathered } from './gathered';
import type { Sealer } from './sealing';

/** What a command was answered. Must hold no secret that people are shown once: mint it again instead. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * `new`: nobody ever began it; carry it out, then `finish` or `abandon`. `again`: the same, but an earlier try may have had its effect. `answered`: give the same answer. `reused`: the key came with another body before.
 * `running`: another process is at it.
 */
export type Begun = { readonly outcome: 'new' } | { readonly outcome: 'again' } | ({ readonly outcome: 'answered' } & Answer) | { readonly outcome: 'reused' } | { readonly outcome: 'running' };

const StoredAnswer = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });
const ROUNDS = 10;
const REMEMBERED = { hours: 48 };
/** A process that has been at it longer than this is taken to be dead; the memory of the stream keeps a second run harmless. */
const RUNNING = { seconds: 60 };

/** Answers by command id, for 48 hours: a repeated request gets the same answer, refusals too (history.md §3). Sealed at rest. */
export class Idempotency {
  /** Of several of one id in a round the first one is new. */
  private readonly insert = gathered(async (begun: readonly { readonly commandId: string; readonly bodyHash: string }[]) => {
    const inserted = await sql<{ command_id: string }>`INSERT INTO vault.idempotency (command_id, body_hash, started_at)
      SELECT id, hash, ${this.context.clock()}::timestamptz FROM unnest(${begun.map(({ commandId }) => commandId)}::uuid[], ${begun.map(({ bodyHash }) => bodyHash)}::text[]) AS begun (id, hash)
      ON CONFLICT (command_id) DO NOTHING RETURNING command_id`.execute(this.context.db);
    const fresh = new Set(inserted.rows.map((row) => row.command_id));
    return begun.map(({ commandId }) => fresh.delete(commandId));
  });

  private readonly store = gathered(async (answers: readonly { readonly commandId: string; readonly answer: Buffer }[]) => {
    await sql`UPDATE vault.idempotency AS known SET answer = given.answer
      FROM unnest(${answers.map(({ commandId }) => commandId)}::uuid[], ${answers.map(({ answer }) => answer)}::bytea[]) AS given (id, answer) WHERE known.command_id = given.id`.execute(this.context.db);
    return answers.map(() => undefined);
  });

  constructor(private readonly context: VaultContext & { readonly seal: Sealer }) {}

  /** Starts a command, or says what became of it. Of any number that begin at once exactly one gets `new` (or `again`). */
  async begin(commandId: string, bodyHash: string): Promise<Begun> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = this.context.clock();
      if (await this.insert({ commandId, bodyHash })) return { outcome: 'new' };
      const row = await this.context.db.selectFrom('idempotency').selectAll().where('command_id', '=', commandId).executeTakeFirst();
      if (!row) continue;
      const forgotten = row.started_at.toISOString() <= ago(now, REMEMBERED);
      if (row.body_hash !== bodyHash && !forgotten) return { outcome: 'reused' };
      if (row.answer && !forgotten) return { outcome: 'answered', ...this.opened(row.answer, commandId) };
      if (row.started_at.toISOString() > ago(now, RUNNING)) return { outcome: 'running' };
      if (await this.takeOver(commandId, bodyHash, row.started_at)) return { outcome: 'again' };
    }
    throw new Error(`Command ${commandId} was begun and abandoned by others ${ROUNDS} times`);
  }

  /** What this command, with this body, was answered. Begins nothing; gives undefined while it runs, and once it is forgotten. */
  async find(commandId: string, bodyHash: string): Promise<Answer | undefined> {
    const row = await this.context.db.selectFrom('idempotency').select('answer')
      .where('command_id', '=', commandId).where('body_hash', '=', bodyHash).where('started_at', '>', new Date(ago(this.context.clock(), REMEMBERED))).executeTakeFirst();
    return row?.answer ? this.opened(row.answer, commandId) : undefined;
  }

  /** Keeps the answer for whoever asks again. */
  async finish(commandId: string, answer: Answer): Promise<void> {
    const { status, headers, body } = answer;
    await this.store({ commandId, answer: this.context.seal.seal(JSON.stringify({ status, headers, body }), commandId) });
  }

  /** Gives up a command that has no answer (its outcome is unknown, or it never began), so that the next try carries it out `again`. */
  async abandon(commandId: string): Promise<void> {
    await this.context.db.updateTable('idempotency').set({ started_at: ago(this.context.clock(), RUNNING) }).where('command_id', '=', commandId).where('answer', 'is', null).execute();
  }

  /** Removes answers older than 48 hours. */
  async purge(): Promise<void> {
    await this.context.db.deleteFrom('idempotency').where('started_at', '<=', new Date(ago(this.context.clock(), REMEMBERED))).execute();
  }

  private opened(answer: Buffer, commandId: string): Answer {
    return StoredAnswer.parse(JSON.parse(this.context.seal.open(answer, commandId)));
  }

  private async takeOver(commandId: string, bodyHash: string, seen: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.context.db.updateTable('idempotency').set({ body_hash: bodyHash, started_at: this.context.clock(), answer: null })
      .where('command_id', '=', commandId).where('started_at', '=', seen).executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

function ago(now: string, { hours = 0, seconds = 0 }: { hours?: number; seconds?: number }): string {
  return plus(now, { hours: -hours, seconds: -seconds });
}
