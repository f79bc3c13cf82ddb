import { ORGANIZATION_KEY } from '@annals/contracts';
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Keys } from './keys';
import { indexedWords, soughtWords } from './passage-words';
import { decrypt, encrypt, subKey } from './sealing';

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

export interface FoundPassage extends Passage {
  readonly sourceId: string;
  /** The higher the better, within one answer. */
  readonly rank: number;
}

interface Hit {
  readonly source_id: string;
  readonly sync_id: string;
  readonly n: number;
  readonly rank: number;
  readonly key_id: string;
  readonly sealed: Buffer;
}

/** So many are written by one statement. */
const AT_ONCE = 200;

/**
 * What bots may read, in pieces (ADR 27). Postgres holds no word of it: a piece is sealed under the organization's key,
 * and what it is found by are keyed digests of its words, which say nothing to whoever has not that key. So it goes with
 * the key, in copies of the database too, and no search ever finds a word of another organization.
 */
export class Passages {
  constructor(
    private readonly context: Pick<VaultContext, 'db'>,
    private readonly keys: Keys,
  ) {}

  /**
   * Seals and stores what was read, before the event that says that it is used; the same reading again takes its place.
   * Only while it goes on (`source_reads`): what is stored of it is then found by whoever ends it.
   * @returns the digest of what is stored; undefined where it goes on no more
   */
  async put(reading: Reading, passages: readonly Passage[]): Promise<string | undefined> {
    const { organizationId, sourceId, syncId } = reading;
    const { id, key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const [seal, index] = [createSecretKey(key), digests(key)];
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
        await sql`INSERT INTO vault.knowledge_passages (organization_id, source_id, sync_id, n, key_id, sealed, words)
          SELECT ${organizationId}, ${sourceId}, ${syncId}, each.n, keys.id, decode(each.sealed, 'hex'), array_to_tsvector(each.words)
          FROM (SELECT id FROM vault.keys WHERE id = ${id} AND wrapped IS NOT NULL FOR SHARE) AS keys,
            jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS each (n int, sealed text, words text[])`.execute(
          transaction,
        );
      }
      return digest.digest('hex');
    });
  }

  /**
   * The passages that answer a question best: those with most of its words, where a word counts the more the rarer it is.
   * @param among how many passages these readings have together
   */
  async search(
    organizationId: string,
    readings: readonly Omit<Reading, 'organizationId'>[],
    { question, limit, among }: { readonly question: string; readonly limit: number; readonly among: number },
  ): Promise<readonly FoundPassage[]> {
    const { key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const index = digests(key);
    const sought = soughtWords(question).map(({ word, weight }) => ({ word: index(word), weight }));
    if (sought.length === 0 || readings.length === 0) return [];
    const { rows } = await sql<Hit>`
      WITH sought AS (
        SELECT word, max(weight) AS weight FROM jsonb_to_recordset(${JSON.stringify(sought)}::jsonb) AS each (word text, weight float8) GROUP BY word
      ), everywhere AS MATERIALIZED (
        -- By the index of the words alone: no other organization has the same, and to look into each row of this one costs more.
        SELECT passages.organization_id, passages.sync_id, passages.n, sought.word, sought.weight
        FROM sought JOIN vault.knowledge_passages AS passages ON passages.words @@ quote_literal(sought.word)::tsquery
      ), hits AS (
        SELECT * FROM everywhere
        WHERE organization_id = ${organizationId} AND sync_id = ANY(${readings.map(({ syncId }) => syncId)}::uuid[])
      ), rarity AS (
        SELECT word, ln(1 + ${among}::float8 / count(*)) AS rarity FROM hits GROUP BY word
      ), best AS (
        SELECT sync_id, n, sum(weight * rarity) AS rank FROM hits JOIN rarity USING (word)
        GROUP BY sync_id, n ORDER BY rank DESC, sync_id, n LIMIT ${limit}
      )
      SELECT source_id, sync_id, n, rank, key_id, sealed
      FROM best JOIN vault.knowledge_passages AS passages USING (sync_id, n)
      WHERE passages.organization_id = ${organizationId}
      ORDER BY rank DESC, sync_id, n`.execute(this.context.db);
    return this.opened(organizationId, rows);
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

  private async opened(organizationId: string, hits: readonly Hit[]): Promise<FoundPassage[]> {
    const keys = await this.keys.open([...new Set(hits.map((hit) => hit.key_id))]);
    return hits.flatMap((hit) => {
      const key = keys.get(hit.key_id);
      if (!(key instanceof Buffer)) return [];
      const place = { organizationId, sourceId: hit.source_id, syncId: hit.sync_id };
      const passage = JSON.parse(decrypt(createSecretKey(key), hit.sealed, about(place, hit.n)).toString()) as Passage;
      return [{ ...passage, sourceId: hit.source_id, rank: Math.round(hit.rank * 1_000) / 1_000 }];
    });
  }
}

/** Bound to its place. */
const about = ({ organizationId, sourceId, syncId }: Reading, n: number): string =>
  JSON.stringify([organizationId, sourceId, syncId, n, 'passage']);

/** What stands in Postgres for a word: 66 bits of it, for no word and no organization the same by chance. */
function digests(organizationKey: Buffer): (word: string) => string {
  const key: KeyObject = subKey(organizationKey, 'knowledge-words');
  const known = new Map<string, string>();
  return (word) => {
    const digest = known.get(word) ?? createHmac('sha256', key).update(word).digest('base64url').slice(0, 11);
    known.set(word, digest);
    return digest;
  };
}
