import { ORGANIZATION_KEY } from '@annals/contracts';
import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Keys } from './keys';
import type { Candidate } from './passage-finder';
import type { Reading } from './passages';
import { likeness, packed, unpacked } from './vector-bytes';
import { decrypt, encrypt } from './sealing';

interface Row {
  readonly source_id: string;
  readonly sync_id: string;
  readonly n: number;
  readonly key_id: string;
  readonly sealed: Buffer;
}

/** Vectors of passages that follow each other, as a model made them. */
interface Part {
  readonly model: string;
  /** The first of these passages. */
  readonly from: number;
  readonly vectors: readonly (readonly number[])[];
}

/** So many passages have their vectors in one row. */
export const VECTORS_AT_ONCE = 32;

/**
 * What passages are about, as vectors of the model that the operator named (ADR 27). They tell content, so they are
 * sealed under the organization's key and compared in the process; they go with the key and with their passages.
 */
export class Vectors {
  constructor(
    private readonly context: Pick<VaultContext, 'db'>,
    private readonly keys: Keys,
  ) {}

  /** From which passages on the vectors of this model are missing, of a reading that has so many. */
  async missing({ organizationId, syncId }: Reading, model: string, passages: number): Promise<readonly number[]> {
    const { rows } = await sql<{ n: number }>`SELECT n FROM vault.knowledge_vectors
      WHERE organization_id = ${organizationId} AND sync_id = ${syncId} AND model = ${model}`.execute(this.context.db);
    const there = new Set(rows.map(({ n }) => n));
    const parts = Array.from({ length: Math.ceil(passages / VECTORS_AT_ONCE) }, (_, part) => part * VECTORS_AT_ONCE);
    return parts.filter((from) => !there.has(from));
  }

  /** Seals and stores some, in place of those of another model; nothing where their passages are gone meanwhile. */
  async put(reading: Reading, { model, from, vectors }: Part): Promise<void> {
    const { organizationId, sourceId, syncId } = reading;
    const { id, key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const sealed = encrypt(createSecretKey(key), packed(vectors), about(reading, from));
    // The key and the passage are held meanwhile: whoever takes them away finds whatever was stored before.
    await sql`INSERT INTO vault.knowledge_vectors (organization_id, source_id, sync_id, n, model, key_id, sealed)
      SELECT passages.organization_id, passages.source_id, passages.sync_id, passages.n, ${model}, keys.id, ${sealed}
      FROM (SELECT id FROM vault.keys WHERE id = ${id} AND wrapped IS NOT NULL FOR SHARE) AS keys,
        (SELECT * FROM vault.knowledge_passages
          WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND sync_id = ${syncId} AND n = ${from} FOR SHARE) AS passages
      ON CONFLICT (organization_id, sync_id, n) DO UPDATE
      SET model = excluded.model, key_id = excluded.key_id, sealed = excluded.sealed`.execute(this.context.db);
  }

  /**
   * The passages of these readings that are most like a vector of this model.
   * @returns undefined where none can be compared with it
   */
  async nearest(
    organizationId: string,
    syncIds: readonly string[],
    { model, vector, limit }: { readonly model: string; readonly vector: readonly number[]; readonly limit: number },
  ): Promise<readonly Candidate[] | undefined> {
    const { rows } = await sql<Row>`SELECT source_id, sync_id, n, key_id, sealed FROM vault.knowledge_vectors
      WHERE organization_id = ${organizationId} AND sync_id = ANY(${syncIds}::uuid[]) AND model = ${model}`.execute(
      this.context.db,
    );
    const keys = await this.keys.open([...new Set(rows.map((row) => row.key_id))]);
    const [sought] = unpacked(packed([vector]));
    const all = rows.flatMap((row) => {
      const key = keys.get(row.key_id);
      if (!(key instanceof Buffer) || sought === undefined) return [];
      const place = { organizationId, sourceId: row.source_id, syncId: row.sync_id };
      return unpacked(decrypt(createSecretKey(key), row.sealed, about(place, row.n)))
        .map((each, at) => ({ syncId: row.sync_id, n: row.n + at, rank: likeness(sought, each) ?? NaN }))
        .filter(({ rank }) => !Number.isNaN(rank));
    });
    if (all.length === 0) return undefined;
    return all
      .filter(({ rank }) => rank > 0)
      .toSorted((one, other) => other.rank - one.rank || one.syncId.localeCompare(other.syncId) || one.n - other.n)
      .slice(0, limit);
  }

  /** Of a source only those of this reading stay; none where there is no reading. */
  async keepOnly({ organizationId, sourceId }: Omit<Reading, 'syncId'>, syncId: string | undefined): Promise<void> {
    await sql`DELETE FROM vault.knowledge_vectors
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND sync_id IS DISTINCT FROM ${syncId ?? null}::uuid`.execute(
      this.context.db,
    );
  }

  /** Sources of which some passages have no vectors of this model. */
  async lacking(model: string): Promise<readonly Omit<Reading, 'syncId'>[]> {
    const { rows } = await sql<{ organization_id: string; source_id: string }>`
      SELECT DISTINCT organization_id, source_id FROM vault.knowledge_passages AS passages
      WHERE n % ${VECTORS_AT_ONCE}::int = 0 AND NOT EXISTS (
        SELECT FROM vault.knowledge_vectors AS vectors
        WHERE (vectors.organization_id, vectors.sync_id, vectors.n) = (passages.organization_id, passages.sync_id, passages.n)
          AND vectors.model = ${model})`.execute(this.context.db);
    return rows.map((row) => ({ organizationId: row.organization_id, sourceId: row.source_id }));
  }
}

/** Bound to its place. */
const about = ({ organizationId, sourceId, syncId }: Reading, from: number): string =>
  JSON.stringify([organizationId, sourceId, syncId, from, 'vectors']);
