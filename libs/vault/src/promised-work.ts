import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Sealer } from './sealing';

/** Something that was promised before it is done: it comes to the same when it is done again. */
export interface PromisedWork {
  /** Kept once, however often it is put. */
  readonly id: string;
  readonly name: string;
  /** JSON; sealed, because it may name somebody. */
  readonly payload: unknown;
}

export interface TakenWork extends PromisedWork {
  /** How often it was taken before. */
  readonly tries: number;
}

/** So long whoever put or took it has it alone. */
const LEASE = sql`interval '10 seconds'`;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly payload: Buffer;
  readonly tries: number;
}

/**
 * Work that outlives the process that promised it: taken up by any other one when its lease has run out. The database's
 * clock counts.
 */
export class PromisedWorks {
  constructor(private readonly context: VaultContext & { readonly seal: Sealer }) {}

  /** Keeps it, leased to the caller. */
  async put({ id, name, payload }: PromisedWork): Promise<void> {
    const sealed = this.context.seal.seal(JSON.stringify(payload), id);
    await sql`INSERT INTO vault.promised_work (id, name, payload, due) VALUES (${id}, ${name}, ${sealed}, now() + ${LEASE}) ON CONFLICT (id) DO NOTHING`.execute(
      this.context.db,
    );
  }

  /** Leases what nobody works on any more, the oldest first. */
  async take(limit: number): Promise<readonly TakenWork[]> {
    const { rows } = await sql<Row>`UPDATE vault.promised_work SET due = now() + ${LEASE}, tries = tries + 1
      WHERE id IN (SELECT id FROM vault.promised_work WHERE due <= now() ORDER BY due LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, name, payload, tries`.execute(this.context.db);
    return rows.map(({ id, name, payload, tries }) => ({
      id,
      name,
      tries,
      payload: JSON.parse(this.context.seal.open(payload, id)) as unknown,
    }));
  }

  /** It is done, or given up. */
  async remove(id: string): Promise<void> {
    await sql`DELETE FROM vault.promised_work WHERE id = ${id}`.execute(this.context.db);
  }
}
