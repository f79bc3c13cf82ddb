import { ORGANIZATION_KEY } from '@annals/contracts';
import { sql, type RawBuilder } from 'kysely';
import type { VaultContext } from './database';
import type { Keys } from './keys';
import { digestsOf, formerDigestsOf } from './passage-digests';
import {
  MOST_SOUGHT,
  phrasesOf,
  saysAll,
  soughtFormerly,
  soughtWords,
  wordsOf,
  type SoughtWord,
} from './passage-words';
import type { Passage, Passages, Reading, SealedPassage } from './passages';

export interface FoundPassage extends Passage {
  readonly sourceId: string;
  /** The higher the better, within one answer. */
  readonly rank: number;
}

/** In what is looked. */
export interface Searched {
  readonly organizationId: string;
  readonly readings: readonly Omit<Reading, 'organizationId'>[];
  /** On which shelves these readings stand: that of the workspace, that of the organization. */
  readonly shelves: readonly string[];
  /** How many passages these readings have together. */
  readonly among: number;
}

/** Where a passage stands, and how well it answers. */
export interface Candidate {
  readonly syncId: string;
  readonly n: number;
  readonly rank: number;
}

/** A word as it is looked for: by its digest on each shelf. */
interface Sought extends SoughtWord {
  readonly digests: readonly string[];
}

/** How many of those that were found; and so many first words of the question each of them has, spelled the same. */
interface Wanted {
  readonly limit?: number;
  readonly must?: number;
}

/** So many are opened at once to see whether they say what stands in quotes. */
const OPENED_AT_ONCE = 100;

/** Finds passages by their words, whose digests alone are in Postgres (ADR 27). */
export class PassageFinder {
  constructor(
    private readonly context: Pick<VaultContext, 'db'>,
    private readonly keys: Keys,
    private readonly passages: Passages,
  ) {}

  /**
   * The passages that answer a question best: those with most of its words, where a word counts the more the rarer it is;
   * and what stands in quotes they say in these words.
   */
  async byWords(searched: Searched, question: string, limit: number): Promise<readonly FoundPassage[]> {
    const { organizationId } = searched;
    const phrases = phrasesOf(question);
    if (phrases.length === 0) return this.open(organizationId, await this.candidates(searched, question, { limit }));
    const quoted = phrases.join(' ');
    const must = Math.min(wordsOf(quoted).length, MOST_SOUGHT);
    const all = await this.candidates(searched, `${quoted} ${question}`, { must });
    const isRight = saysAll(phrases);
    const found: FoundPassage[] = [];
    for (let from = 0; from < all.length && found.length < limit; from += OPENED_AT_ONCE) {
      const some = await this.open(organizationId, all.slice(from, from + OPENED_AT_ONCE));
      found.push(...some.filter(({ text }) => isRight(text)));
    }
    return found.slice(0, limit);
  }

  /** Whether it says in which words something has to be said. */
  isQuoted(question: string): boolean {
    return phrasesOf(question).length > 0;
  }

  /** Where they stand, the best first. */
  async candidates(searched: Searched, question: string, wanted: Wanted): Promise<readonly Candidate[]> {
    const sought = await this.sought(searched, question);
    if (sought.length === 0 || searched.readings.length === 0) return [];
    const { rows } = await candidatesIn(searched, sought, wanted).execute(this.context.db);
    return rows.map((row) => ({ syncId: row.sync_id, n: row.n, rank: row.rank }));
  }

  async sought({ organizationId, shelves }: Searched, question: string): Promise<Sought[]> {
    const { key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const digests = shelves.map((shelf) => digestsOf(key, shelf));
    const former = formerDigestsOf(key);
    return [
      ...soughtWords(question).map((each) => ({ ...each, digests: digests.map((digest) => digest(each.word)) })),
      // What another release has read, until it is brought to this form.
      ...soughtFormerly(question).map((each) => ({ ...each, digests: [former(each.word)] })),
    ];
  }

  /** What stands there, in the order in which it was asked for; what is gone meanwhile is left out. */
  async open(organizationId: string, candidates: readonly Candidate[]): Promise<FoundPassage[]> {
    if (candidates.length === 0) return [];
    const { rows } = await sql<SealedPassage>`
      SELECT source_id, sync_id, passages.n, key_id, sealed
      FROM unnest(${candidates.map(({ syncId }) => syncId)}::uuid[], ${candidates.map(({ n }) => n)}::int[]) AS asked (sync_id, n)
      JOIN vault.knowledge_passages AS passages USING (sync_id, n)
      WHERE passages.organization_id = ${organizationId}`.execute(this.context.db);
    const opened = await this.passages.opened(organizationId, rows);
    const there = new Map(opened.map((each) => [`${each.syncId} ${each.n}`, each]));
    return candidates.flatMap(({ syncId, n, rank }) => {
      const one = there.get(`${syncId} ${n}`);
      return one ? [{ ...one.passage, sourceId: one.sourceId, rank: Math.round(rank * 1_000) / 1_000 }] : [];
    });
  }
}

interface Row {
  readonly sync_id: string;
  readonly n: number;
  readonly rank: number;
}

/** What Postgres is asked. A word counts once, as well as it was found: spelled the same, by its stem, by its begin. */
export function candidatesIn(
  { organizationId, readings, among }: Searched,
  words: readonly Sought[],
  { limit, must = 0 }: Wanted,
): RawBuilder<Row> {
  const sought = words.flatMap(({ at, weight, digests }, lex) => digests.map((word) => ({ lex, at, weight, word })));
  return sql<Row>`
    WITH sought AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(sought)}::jsonb) AS each (lex int, at int, weight float8, word text)
    ), everywhere AS MATERIALIZED (
      -- By the index of the words alone: no other shelf has the same, and to look into each row of this one costs more.
      SELECT passages.organization_id, passages.sync_id, passages.n, sought.lex, sought.at, sought.weight
      FROM sought JOIN vault.knowledge_passages AS passages ON passages.words @@ quote_literal(sought.word)::tsquery
    ), hits AS (
      SELECT sync_id, n, lex, at, weight FROM everywhere
      WHERE organization_id = ${organizationId} AND sync_id = ANY(${readings.map(({ syncId }) => syncId)}::uuid[])
    ), rarity AS (
      SELECT lex, ln(1 + ${among}::float8 / count(*)) AS rarity FROM hits GROUP BY lex
    ), counted AS (
      SELECT sync_id, n, at, max(weight * rarity) AS counts, max(weight) = 1 AS is_same FROM hits JOIN rarity USING (lex) GROUP BY sync_id, n, at
    )
    SELECT sync_id, n, sum(counts) AS rank FROM counted
    GROUP BY sync_id, n HAVING count(*) FILTER (WHERE is_same AND at < ${must}::int) = ${must}::int
    ORDER BY rank DESC, sync_id, n LIMIT ${limit ?? null}::int`;
}
