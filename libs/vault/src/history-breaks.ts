import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/**
 * How a history is broken: an event is another one than when it was stored, is gone, is there and was never seen, can't
 * be read any more; or what is stored is not what a checkpoint was signed of.
 */
export type BreakKind = 'changed' | 'gone' | 'added' | 'unreadable' | 'not-as-signed';

/** Where a history is broken, and what was found there. */
export interface HistoryBreak {
  /** Of the first entry that is not as it was. */
  readonly sequence: number;
  readonly kind: BreakKind;
  /** As it was when it was stored, and as it is; null where there is none. */
  readonly stored: string | null;
  readonly found: string | null;
  /** The first checkpoint under which it is, where there is one. */
  readonly checkpoint: number | null;
}

/** The same, and since when it is known. */
export interface FoundBreak extends HistoryBreak {
  readonly foundAt: Instant;
  /** When all was well for the last time. */
  readonly lastGoodAt: Instant | null;
  /** When all of the history was as it had been again; null while it is broken. */
  readonly mendedAt: Instant | null;
}

interface Row {
  readonly sequence: string;
  readonly what: Omit<HistoryBreak, 'sequence'>;
  readonly found_at: Date;
  readonly last_good_at: Date | null;
  readonly mended_at: Date | null;
}

const foundBreak = ({ sequence, what, found_at, last_good_at, mended_at }: Row): FoundBreak => ({
  ...what,
  sequence: Number(sequence),
  foundAt: found_at.toISOString(),
  lastGoodAt: last_good_at?.toISOString() ?? null,
  mendedAt: mended_at?.toISOString() ?? null,
});

/**
 * What the check of the log against its trees and checkpoints found (`VerificationRun`). Rows and no events: a log that
 * is broken is no place to say so, and one that said each minute that it was looked at would never be looked at whole.
 */
export class HistoryBreaks {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /** Notes that a history is broken; where that is known, only an earlier place is news. */
  async note(
    organizationId: string,
    { sequence, ...what }: HistoryBreak,
    lastGoodAt: Instant | undefined,
  ): Promise<void> {
    await sql`INSERT INTO vault.history_breaks (organization_id, found_at, sequence, what, last_good_at)
      VALUES (${organizationId}, ${this.context.clock()}::timestamptz, ${sequence}, ${JSON.stringify(what)}::jsonb, ${lastGoodAt ?? null}::timestamptz)
      ON CONFLICT (organization_id) WHERE mended_at IS NULL
      DO UPDATE SET sequence = excluded.sequence, what = excluded.what WHERE history_breaks.sequence > excluded.sequence`.execute(
      this.context.db,
    );
  }

  /** All of the log was looked at: what was not found broken there is as it had been again. */
  async mend(stillBroken: readonly string[]): Promise<void> {
    await sql`UPDATE vault.history_breaks SET mended_at = ${this.context.clock()}::timestamptz
      WHERE mended_at IS NULL AND organization_id <> ALL (${[...stillBroken]}::uuid[])`.execute(this.context.db);
  }

  /** Where the history of an organization is broken now; undefined where it is not. */
  async open(organizationId: string): Promise<FoundBreak | undefined> {
    const { rows } = await sql<Row>`SELECT sequence, what, found_at, last_good_at, mended_at FROM vault.history_breaks
      WHERE organization_id = ${organizationId} AND mended_at IS NULL`.execute(this.context.db);
    return rows[0] && foundBreak(rows[0]);
  }

  /** Where it was broken before, the newest first. */
  async mended(organizationId: string, limit: number): Promise<readonly FoundBreak[]> {
    const { rows } = await sql<Row>`SELECT sequence, what, found_at, last_good_at, mended_at FROM vault.history_breaks
      WHERE organization_id = ${organizationId} AND mended_at IS NOT NULL ORDER BY found_at DESC LIMIT ${limit}`.execute(
      this.context.db,
    );
    return rows.map(foundBreak);
  }
}
