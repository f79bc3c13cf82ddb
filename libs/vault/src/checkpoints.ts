import { plus, type Instant } from '@annals/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { VaultContext } from './database';

/** A checkpoint of an organization's history that was signed, and so may be known to anybody. */
export interface SignedCheckpoint {
  readonly organizationId: string;
  /** 1, 2, 3 … in the organization. */
  readonly number: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note. */
  readonly note: string;
  readonly signedAt: Instant;
}

interface Row {
  readonly organization_id: string;
  readonly number: number;
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
  readonly signed_at: Date;
}

const checkpointOf = (row: Row): SignedCheckpoint => ({
  organizationId: row.organization_id,
  number: row.number,
  size: Number(row.size),
  root: row.root,
  note: row.note,
  signedAt: row.signed_at.toISOString(),
});

/** So long each is kept; of what is older the last one of each day is. */
const KEPT = { days: -90 };

/**
 * What was signed of the histories of organizations: operational rows (history.md §5), but none is ever contradicted by
 * a later one.
 */
export class Checkpoints {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /** Keeps what was signed. @returns false where somebody else signed meanwhile: it counts as not signed */
  async add({
    signedSize,
    ...signed
  }: Omit<SignedCheckpoint, 'number'> & { readonly signedSize: number }): Promise<boolean> {
    const { organizationId, size, root, note, signedAt } = signed;
    return this.context.db.transaction().execute(async (transaction) => {
      const { numAffectedRows } = await sql`
        UPDATE vault.proof_trees SET signed_size = ${size}, signed_at = ${signedAt}::timestamptz
        WHERE organization_id = ${organizationId} AND signed_size = ${signedSize} AND size >= ${size}`.execute(
        transaction,
      );
      if (numAffectedRows !== 1n) return false;
      await sql`INSERT INTO vault.checkpoints (organization_id, number, size, root, note, signed_at)
        SELECT ${organizationId}, coalesce(max(number), 0) + 1, ${size}, ${Buffer.from(root)}, ${note}, ${signedAt}::timestamptz
        FROM vault.checkpoints WHERE organization_id = ${organizationId}`.execute(transaction);
      return true;
    });
  }

  latest(organizationId: string): Promise<SignedCheckpoint | undefined> {
    return this.first(sql`organization_id = ${organizationId}`);
  }

  /** The newest of a size, as a proof under it needs. */
  ofSize(organizationId: string, size: number): Promise<SignedCheckpoint | undefined> {
    return this.first(sql`organization_id = ${organizationId} AND size = ${size}`);
  }

  /** The newest under which there are so few entries. */
  upTo(organizationId: string, size: number): Promise<SignedCheckpoint | undefined> {
    return this.first(sql`organization_id = ${organizationId} AND size <= ${size}`);
  }

  /** The first under which there are so many entries. */
  async over(organizationId: string, size: number): Promise<SignedCheckpoint | undefined> {
    return (await this.found(sql`organization_id = ${organizationId} AND size >= ${size} ORDER BY number LIMIT 1`))[0];
  }

  /** By its number. */
  numbered(organizationId: string, number: number): Promise<SignedCheckpoint | undefined> {
    return this.first(sql`organization_id = ${organizationId} AND number = ${number}`);
  }

  /** Newest first, those below a number. */
  list(organizationId: string, below: number, limit: number): Promise<readonly SignedCheckpoint[]> {
    return this.found(
      sql`organization_id = ${organizationId} AND number < ${below} ORDER BY number DESC LIMIT ${limit}`,
    );
  }

  /** Of the asked organizations those with more entries than `from` and at most `to`. */
  between(
    ranges: readonly { readonly organizationId: string; readonly from: number; readonly to: number }[],
  ): Promise<readonly SignedCheckpoint[]> {
    return this.found(sql`EXISTS (SELECT FROM unnest(
        ${ranges.map(({ organizationId }) => organizationId)}::uuid[], ${ranges.map(({ from }) => from)}::bigint[],
        ${ranges.map(({ to }) => to)}::bigint[]) AS asked (id, below, most)
      WHERE asked.id = organization_id AND size > asked.below AND size <= asked.most) ORDER BY size`);
  }

  /** Forgets what is not the last one of its day, when it has been kept long enough. */
  async purge(): Promise<void> {
    const before = plus(this.context.clock(), KEPT);
    await sql`DELETE FROM vault.checkpoints old WHERE signed_at < ${before}::timestamptz AND EXISTS (
      SELECT FROM vault.checkpoints later WHERE later.organization_id = old.organization_id AND later.number > old.number
      AND date_trunc('day', later.signed_at AT TIME ZONE 'UTC') = date_trunc('day', old.signed_at AT TIME ZONE 'UTC'))`.execute(
      this.context.db,
    );
  }

  private async first(condition: RawBuilder<unknown>): Promise<SignedCheckpoint | undefined> {
    return (await this.found(sql`${condition} ORDER BY number DESC LIMIT 1`))[0];
  }

  private async found(condition: RawBuilder<unknown>): Promise<readonly SignedCheckpoint[]> {
    const { rows } = await sql<Row>`
      SELECT organization_id, number, size, root, note, signed_at FROM vault.checkpoints WHERE ${condition}`.execute(
      this.context.db,
    );
    return rows.map(checkpointOf);
  }
}
