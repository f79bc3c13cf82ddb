import { ORGANIZATION_KEY } from '@annals/contracts';
import { createHash, createSecretKey } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { VaultContext, VaultTables } from './database';
import type { Keys } from './keys';
import { digestsOf } from './passage-digests';
import { FORM, indexedWords } from './passage-words';
import { decrypt, encrypt } from './sealing';

/** One reading of a source: what was read of it then. */
export interface Reading {
  readonly organizationId: string;
  readonly sourceId: string;
  readonly syncId: string;
}

/** A piece of what was read. */
export interface Passage {
  readonly text: string;
  readonly page?: number | undefined;
  readonly heading?: string | undefined;
  readonly address?: string | undefined;
}

/** A passage as it stands in Postgres. */
export interface SealedPassage {
  readonly source_id: string;
  readonly sync_id: string;
  readonly n: number;
  readonly key_id: string;
  readonly sealed: Buffer;
}

/** So many are written by one statement. */
const AT_ONCE = 200;

/**
 * What bots may read, in pieces (ADR 27). Postgres holds no word of it: a piece is sealed under the organization's key,
 * and what it is found by are keyed digests of its words, which say nothing to whoever has not that key. So it goes with
 * the key, in copies of the database too, and no search ever finds a word of another organization.
 *
 * A passage stands on a shelf: that of its workspace, or that of the organization where its source is shared. The same
 * word has another digest on each, so that a search looks at nothing of the others.
 */
export class Passages {
  constructor(
    private readonly context: Pick<VaultContext, 'db'>,
    private readonly keys: Keys,
  ) {}

  /**
   * Seals and stores what was read, before the event that says that it is used; the same reading again takes its place.
   * Only while it goes on (`source_reads`): what is stored of it is then found by whoever ends it.
   * @param shelf id of the workspace, or of the organization where the source is shared
   * @returns the digest of what is stored; undefined where it goes on no more
   */
  async put(reading: Reading, shelf: string, passages: readonly Passage[]): Promise<string | undefined> {
    const { organizationId, sourceId, syncId } = reading;
    const { id, key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const [seal, index] = [createSecretKey(key), digestsOf(key, shelf)];
    const digest = createHash('sha256');
    return this.context.db.transaction().execute(async (transaction) => {
      const going = await sql`SELECT sync_id FROM vault.source_reads
        WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND sync_id = ${syncId} FOR UPDATE`.execute(
        transaction,
      );
      if (going.rows.length === 0) return undefined;
      await sql`DELETE FROM vault.knowledge_passages WHERE organization_id = ${organizationId} AND sync_id = ${syncId}`.execute(
        transaction,
      );
      for (let from = 0; from < passages.length; from += AT_ONCE) {
        const some = passages.slice(from, from + AT_ONCE).map((passage, at) => {
          const sealed = encrypt(seal, Buffer.from(JSON.stringify(passage)), about(reading, from + at));
          digest.update(sealed);
          // As JSON, because arrays of arrays have to be of one length.
          return { n: from + at, sealed: sealed.toString('hex'), words: indexedWords(passage.text).map(index) };
        });
        // The key is held meanwhile, so that an erasure finds whatever was stored before it.
        await sql`INSERT INTO vault.knowledge_passages (organization_id, source_id, sync_id, n, key_id, sealed, words, shelf, form)
          SELECT ${organizationId}, ${sourceId}, ${syncId}, each.n, keys.id, decode(each.sealed, 'hex'), array_to_tsvector(each.words),
            ${shelf}::uuid, ${FORM}::int
          FROM (SELECT id FROM vault.keys WHERE id = ${id} AND wrapped IS NOT NULL FOR SHARE) AS keys,
            jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS each (n int, sealed text, words text[])`.execute(
          transaction,
        );
      }
      return digest.digest('hex');
    });
  }

  /** Passages of a source stand on this shelf, in the form in which this release looks for them; few at a time. */
  async shelve(source: Omit<Reading, 'syncId'>, shelf: string): Promise<void> {
    while (await this.context.db.transaction().execute((transaction) => this.shelveSome(transaction, source, shelf)));
  }

  private async shelveSome(
    transaction: Transaction<VaultTables>,
    { organizationId, sourceId }: Omit<Reading, 'syncId'>,
    shelf: string,
  ): Promise<boolean> {
    const { rows } = await sql<SealedPassage>`
      SELECT source_id, sync_id, n, key_id, sealed FROM vault.knowledge_passages
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND (shelf, form) IS DISTINCT FROM (${shelf}::uuid, ${FORM}::int)
      ORDER BY sync_id, n LIMIT ${AT_ONCE} FOR UPDATE`.execute(transaction);
    if (rows.length === 0) return false;
    const { key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const index = digestsOf(key, shelf);
    const some = (await this.opened(organizationId, rows)).map(({ passage, syncId, n }) => ({
      sync_id: syncId,
      n,
      words: indexedWords(passage.text).map(index),
    }));
    await sql`UPDATE vault.knowledge_passages AS passages
      SET words = array_to_tsvector(each.words), shelf = ${shelf}::uuid, form = ${FORM}::int
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS each (sync_id uuid, n int, words text[])
      WHERE passages.organization_id = ${organizationId} AND passages.sync_id = each.sync_id AND passages.n = each.n`.execute(
      transaction,
    );
    return some.length === AT_ONCE;
  }

  /** Sources with passages of another form: they are found, and brought to this one by `shelve`. */
  async inFormerForm(limit: number): Promise<readonly Omit<Reading, 'syncId'>[]> {
    const { rows } = await sql<{ organization_id: string; source_id: string }>`
      SELECT DISTINCT organization_id, source_id FROM vault.knowledge_passages WHERE form < ${FORM}::int LIMIT ${limit}`.execute(
      this.context.db,
    );
    return rows.map((row) => ({ organizationId: row.organization_id, sourceId: row.source_id }));
  }

  /** Which of these readings are here. */
  async kept(organizationId: string, syncIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (syncIds.length === 0) return new Set();
    const { rows } = await sql<{ sync_id: string }>`
      SELECT sync_id FROM unnest(${syncIds}::uuid[]) AS asked (sync_id) WHERE EXISTS (
        SELECT FROM vault.knowledge_passages AS passages
        WHERE passages.organization_id = ${organizationId} AND passages.sync_id = asked.sync_id)`.execute(
      this.context.db,
    );
    return new Set(rows.map((row) => row.sync_id));
  }

  /** Of a source only these readings stay; none where it is gone. */
  async keepOnly(
    { organizationId, sourceId }: Omit<Reading, 'syncId'>,
    syncIds: readonly (string | undefined)[],
  ): Promise<void> {
    await sql`DELETE FROM vault.knowledge_passages
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId}
        AND sync_id <> ALL(${syncIds.filter((each) => each !== undefined)}::uuid[])`.execute(this.context.db);
  }

  /** The passages of a reading from one on, so many at most. */
  async some({ organizationId, syncId }: Reading, from: number, count: number): Promise<readonly Passage[]> {
    const { rows } = await sql<SealedPassage>`SELECT source_id, sync_id, n, key_id, sealed FROM vault.knowledge_passages
      WHERE organization_id = ${organizationId} AND sync_id = ${syncId} AND n >= ${from} AND n < ${from + count} ORDER BY n`.execute(
      this.context.db,
    );
    return (await this.opened(organizationId, rows)).map(({ passage }) => passage);
  }

  /** What stands in these rows; nothing of those whose key is gone. */
  async opened(organizationId: string, rows: readonly SealedPassage[]) {
    const keys = await this.keys.open([...new Set(rows.map((row) => row.key_id))]);
    return rows.flatMap((row) => {
      const key = keys.get(row.key_id);
      if (!(key instanceof Buffer)) return [];
      const place = { organizationId, sourceId: row.source_id, syncId: row.sync_id };
      const passage = JSON.parse(decrypt(createSecretKey(key), row.sealed, about(place, row.n)).toString()) as Passage;
      return [{ passage, sourceId: row.source_id, syncId: row.sync_id, n: row.n }];
    });
  }
}

/** Bound to its place. */
const about = ({ organizationId, sourceId, syncId }: Reading, n: number): string =>
  JSON.stringify([organizationId, sourceId, syncId, n, 'passage']);
