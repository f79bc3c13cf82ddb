import type { Instant } from '@annals/kernel';
import type { Catalog } from '../sql/catalog';
import { connected } from '../sql/connected';
import { inTransaction, Ledger } from '../sql/ledger';
import { partName, partOf } from '../sql/part-name';

/** Who stopped in a view or reaction, or did once. */
export interface StopRecord {
  readonly name: string;
  /** The organization (or account) that stands still in it; undefined when all of it does. */
  readonly owner: string | undefined;
  readonly version: number;
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly stream: string;
  readonly reason: string;
  readonly tries: number;
  readonly stoppedAt: Instant;
  readonly released: {
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
    readonly skipped: boolean;
  } | null;
}

/** Who releases what stands still, and why; both are kept. */
export interface Release {
  readonly by: string;
  readonly reason: string;
  /** Pass over the event instead of trying it again: also in rebuilds of this version. */
  readonly skip?: boolean;
  /** Whom (an organization or an account) to release; everybody who stands still without it. */
  readonly owner?: string | undefined;
}

interface Options {
  readonly databaseUrl: string;
  readonly catalog?: Catalog;
}

/**
 * Lets whoever stands still in a view (or reaction, with `catalog: 'reactions'`) go on. Leaves a record of who did it
 * and why.
 * @returns false when nobody did
 */
export function releaseView(
  view: string,
  release: Release,
  { databaseUrl, catalog = 'views' }: Options,
): Promise<boolean> {
  if (release.by.trim() === '' || release.reason.trim() === '') throw new Error('A release says who does it, and why');
  return connected(databaseUrl, (client) =>
    inTransaction(client, async () => {
      const { rowCount } = await client.query(
        `UPDATE ${catalog}.stops SET released_at = now(), released_by = $2, release_reason = $3, skipped = $4
       WHERE split_part(name, '/', 1) = $1 AND released_at IS NULL AND ($5::text IS NULL OR name = $5)`,
        [
          view,
          release.by,
          release.reason,
          release.skip ?? false,
          release.owner === undefined ? null : partName(view, release.owner),
        ],
      );
      const ledger = new Ledger(client, catalog);
      await ledger.wake();
      await ledger.changed(view);
      return (rowCount ?? 0) > 0;
    }),
  );
}

interface StopRow {
  readonly name: string;
  readonly version: number;
  readonly commit_position: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly stream: string;
  readonly reason: string;
  readonly tries: number;
  readonly stopped_at: Date;
  readonly released_at: Date | null;
  readonly released_by: string | null;
  readonly release_reason: string | null;
  readonly skipped: boolean | null;
}

/** Every stop there was, the latest first. */
export function listStops({ databaseUrl, catalog = 'views' }: Options): Promise<readonly StopRecord[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<StopRow>(`SELECT * FROM ${catalog}.stops ORDER BY id DESC LIMIT 1000`);
    return rows.map((row) => ({
      name: partOf(row.name).whole,
      owner: partOf(row.name).owner,
      version: row.version,
      position: row.commit_position,
      eventId: row.event_id,
      eventType: row.event_type,
      stream: row.stream,
      reason: row.reason,
      tries: row.tries,
      stoppedAt: row.stopped_at.toISOString(),
      released: row.released_at && {
        at: row.released_at.toISOString(),
        by: row.released_by ?? '',
        reason: row.release_reason ?? '',
        skipped: row.skipped ?? false,
      },
    }));
  });
}
