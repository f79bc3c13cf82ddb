import { ORGANIZATION_KEY } from '@annals/contracts';
import { plus } from '@annals/kernel';
import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Keys } from './keys';
import { decrypt, encrypt } from './sealing';
import { throughRows, type Forgetting } from './through-rows';

interface OneRun {
  readonly organizationId: string;
  readonly runId: string;
}

/** What a run said. */
export interface RunLog {
  readonly text: string;
  /** The number of the last piece of it. */
  readonly after: number;
  /** Earlier pieces are gone. */
  readonly cut: boolean;
}

const MOST_BYTES = 1024 * 1024;
const KEPT = { days: -30 };
const LOOKED_AT_ONCE = 20;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The tail of what runs say, in pieces as they were said, sealed under the organization's key. No event (history.md §5). */
export class RunLogs {
  constructor(
    private readonly context: Pick<VaultContext, 'db' | 'clock'>,
    private readonly keys: Keys,
  ) {}

  /** Adds a piece; of what was said before, the last MiB stays. */
  async append({ organizationId, runId }: OneRun, text: string): Promise<void> {
    const { id, key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const plain = Buffer.from(text);
    const sealed = encrypt(createSecretKey(key), plain, about(organizationId, runId));
    await this.context.db.transaction().execute(async (transaction) => {
      // One at a time for each run: pieces are numbered in the order in which they came.
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${runId}, 12))`.execute(transaction);
      await sql`
        INSERT INTO vault.run_logs (organization_id, run_id, n, at, bytes, key_id, sealed)
        SELECT ${organizationId}, ${runId}, coalesce(max(n), 0) + 1, ${this.context.clock()}::timestamptz,
          ${plain.length}::int, ${id}::uuid, ${sealed}::bytea
        FROM vault.run_logs WHERE organization_id = ${organizationId} AND run_id = ${runId}`.execute(transaction);
      await sql`
        DELETE FROM vault.run_logs WHERE organization_id = ${organizationId} AND run_id = ${runId} AND n IN (
          SELECT n FROM (
            SELECT n, sum(bytes) OVER (ORDER BY n DESC) AS kept FROM vault.run_logs
            WHERE organization_id = ${organizationId} AND run_id = ${runId}) AS pieces
          WHERE kept > ${MOST_BYTES})`.execute(transaction);
    });
  }

  /** What it said after that piece; what its key does not open any more is left out. */
  async read({ organizationId, runId }: OneRun, after: number): Promise<RunLog> {
    const rows = await this.context.db
      .selectFrom('run_logs')
      .select(['n', 'key_id', 'sealed'])
      .where('organization_id', '=', organizationId)
      .where('run_id', '=', runId)
      .where('n', '>', after)
      .orderBy('n')
      .execute();
    const keys = await this.keys.open([...new Set(rows.map((row) => row.key_id))]);
    const pieces = rows.map((row) => {
      const key = keys.get(row.key_id);
      return key instanceof Buffer ? decrypt(createSecretKey(key), row.sealed, about(organizationId, runId)) : '';
    });
    return { text: pieces.join(''), after: rows.at(-1)?.n ?? after, cut: (rows[0]?.n ?? after + 1) > after + 1 };
  }

  /** Deletes the logs of an organization's runs that name somebody, each as a whole. */
  async forget(organizationId: string, forgetting: Forgetting): Promise<void> {
    const next = async (after = FIRST) => {
      const rows = await this.context.db
        .selectFrom('run_logs')
        .select('run_id')
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('run_id', '>', after)
        .orderBy('run_id')
        .limit(LOOKED_AT_ONCE)
        .execute();
      const read = rows.map(async ({ run_id: id }) => ({
        id,
        text: (await this.read({ organizationId, runId: id }, 0)).text,
      }));
      return Promise.all(read);
    };
    const remove: Parameters<typeof throughRows<string>>[1]['remove'] = (transaction, ids) =>
      transaction
        .deleteFrom('run_logs')
        .where('organization_id', '=', organizationId)
        .where('run_id', 'in', ids)
        .executeTakeFirstOrThrow();
    await throughRows(this.context.db, { next, remove }, forgetting);
  }

  /** Removes what was said 30 days ago. */
  async purge(): Promise<void> {
    await this.context.db
      .deleteFrom('run_logs')
      .where('at', '<', new Date(plus(this.context.clock(), KEPT)))
      .execute();
  }
}

/** Bound to its run. */
const about = (organizationId: string, runId: string): string => JSON.stringify([organizationId, runId, 'log']);
