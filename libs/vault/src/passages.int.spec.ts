import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORGANIZATION_KEY } from '@annals/contracts';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { Client } from 'pg';
import { erasureJournalBeside, migrateVault, Vault, type Passage } from './index';
import { formerDigestsOf } from './passage-digests';
import { candidatesIn } from './passage-finder';
import { soughtFormerly } from './passage-words';

const ROLE = 'annals_api';
const texts = [
  'Returns take fourteen days from the day of delivery.',
  'Money is paid back at once, as the customer had paid.',
  'The zephyrine kraken was returned by a customer in Bergen.',
  'Über Rückgaben entscheidet das Lager.',
];

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
/** How many rows of the passages a plan took from their index. */
function rowsRead(plan: Plan | undefined): number {
  if (!plan) return 0;
  const own = plan['Relation Name'] === 'knowledge_passages' ? plan['Actual Rows'] * plan['Actual Loops'] : 0;
  return own + (plan.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0);
}
const compiler = new Kysely<object>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

describe('passages in the vault', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  const folder = mkdtempSync(join(tmpdir(), 'passages-'));
  let database: TestDatabase;
  let owner: Client;
  let vault: Vault;
  let reading: { organizationId: string; sourceId: string; syncId: string };
  beforeAll(async () => {
    database = await sharedDatabase('passages');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    const erasureJournal = erasureJournalBeside(join(folder, 'secrets.json'));
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE, erasureJournal });
  });
  beforeEach(async () => {
    reading = newReading();
    await put(
      reading,
      texts.map((text, page) => ({ text, page })),
    );
  });
  afterAll(async () => {
    await Promise.all([vault.close(), owner.end()]);
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const newReading = () => ({ organizationId: randomUUID(), sourceId: randomUUID(), syncId: randomUUID() });
  const since = '2026-06-03T10:00:00.000Z';
  /** Puts what a reading that goes on has found. */
  async function put(
    { organizationId, sourceId, syncId }: typeof reading,
    passages: readonly Passage[],
    shelf = organizationId,
  ) {
    const source = { organizationId, workspaceId: organizationId, sourceId };
    await vault.sourceReads.open(source, { syncId, isWebsite: false, since });
    return vault.passages.put({ organizationId, sourceId, syncId }, shelf, passages);
  }
  const searched = (of: typeof reading) => ({
    organizationId: of.organizationId,
    readings: [of],
    shelves: [of.organizationId],
    among: texts.length,
  });
  const search = (question: string, { of = reading, limit = 10 } = {}) =>
    vault.passageFinder.byWords(searched(of), question, limit);
  const found = async (...asked: Parameters<typeof search>) =>
    (await search(...asked)).map(({ text }) => texts.indexOf(text));
  const stored = async () =>
    (
      await owner.query<{ row: string; sealed: string }>(
        `SELECT to_jsonb(p)::text AS row, encode(sealed, 'escape') AS sealed FROM vault.knowledge_passages AS p WHERE organization_id = $1`,
        [reading.organizationId],
      )
    ).rows;

  it('answer a question by its words, the rarer the better, however they are written', async () => {
    expect(await found('How many days do RETURNS take?')).toEqual([0, 2]);
    expect(await found('kraken')).toEqual([2]);
    expect(await found('ruckgaben')).toEqual([3]);
    expect(await found('paying customers')).toEqual([1, 2]);
    expect(await found('nobody said this')).toEqual([]);
    expect((await search('kraken'))[0]).toEqual({
      text: texts[2],
      page: 2,
      sourceId: reading.sourceId,
      rank: expect.any(Number) as number,
    });
    expect(await search('customer', { limit: 1 })).toHaveLength(1);
  });

  it.each([
    ['running', 'She runs the shop.', 'run'],
    ['Häuser', 'Das Haus steht am See.', 'haus'],
    ['salaries', 'The salary is paid monthly.', 'salary'],
    ['maison', 'Deux maisons sont vides.', 'maisons'],
    ['książkami', 'Książka leży tu.', 'begins alike'],
    ['книги', 'Здесь лежит книга.', 'книга'],
  ])('are found by the stem of a word: %s in %j', async (question, text) => {
    await put(reading, [{ text }, { text: 'Nothing of it.' }]);
    expect((await search(question)).map((each) => each.text)).toEqual([text]);
  });

  it('with the word itself come before those with its stem, and those that only begin alike come last', async () => {
    const ranked = ['A contract ends.', 'Contracted work ends.', 'Contracts end.', 'To contrast them is easy.'];
    await put(
      reading,
      ranked.toReversed().map((text) => ({ text })),
    );
    const [first, second, third, last] = (await search('contracts')).map(({ text }) => ranked.indexOf(text));
    expect([first, last]).toEqual([2, 3]);
    expect(new Set([second, third])).toEqual(new Set([0, 1]));
  });

  it('say what stands in quotes in these words, and in this order', async () => {
    const said = [
      'Returns take fourteen days.',
      'Days: fourteen. Returns take long.',
      'In FOURTEEN, days – returns take.',
    ];
    await put(
      reading,
      said.map((text) => ({ text })),
    );
    const quoted = async (question: string) => (await search(question)).map(({ text }) => said.indexOf(text));
    expect(new Set(await quoted('"fourteen days"'))).toEqual(new Set([0, 2]));
    expect(await quoted('„fourteen days“ "returns take fourteen"')).toEqual([0]);
    expect(await quoted('how many "day"')).toEqual([]);
    expect(new Set(await quoted('fourteen days'))).toEqual(new Set([0, 1, 2]));
    expect(await quoted('fourteen days ""')).toHaveLength(3);
  });

  it('of other shelves are not even looked at', async () => {
    const shelf = reading.organizationId;
    for (let other = 0; other < 5; other += 1)
      await put(
        { ...newReading(), organizationId: shelf },
        Array.from({ length: 20 }, () => ({ text: texts[0] ?? '' })),
        randomUUID(),
      );
    const question = 'Returns take fourteen days';
    const asked = await vault.passageFinder.sought(searched(reading), question);
    const { sql, parameters } = candidatesIn(searched(reading), asked, { limit: 5 }).compile(compiler);
    await owner.query('SET enable_seqscan = off'); // of so few rows Postgres would read all
    const { rows } = await owner.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      [...parameters],
    );
    await owner.query('RESET enable_seqscan');
    // Nine words of them are in the first text, and three of those begin alike in the third.
    expect(rowsRead(rows[0]?.['QUERY PLAN'][0]?.Plan)).toBeLessThanOrEqual(20);
    expect(await found(question)).toEqual([0, 2]);
  });

  it('come to another shelf, and are found there and not on the one before', async () => {
    const shelf = randomUUID();
    const on = async (each: string) =>
      (await vault.passageFinder.byWords({ ...searched(reading), shelves: [each] }, 'kraken', 5)).length;
    await vault.passages.shelve(reading, shelf);
    expect([await on(shelf), await on(reading.organizationId)]).toEqual([1, 0]);
    await vault.passages.shelve(reading, reading.organizationId);
    expect([await on(shelf), await on(reading.organizationId)]).toEqual([0, 1]);
  });

  it('of the form before are found, until they are brought to this one', async () => {
    const { key } = await vault.keys.forSubject(reading.organizationId, ORGANIZATION_KEY);
    const digest = formerDigestsOf(key);
    for (const [n, text] of texts.entries()) {
      const words = soughtFormerly(text).map(({ word }) => digest(word));
      await owner.query(
        'UPDATE vault.knowledge_passages SET words = array_to_tsvector($3), shelf = NULL, form = 1 WHERE sync_id = $1 AND n = $2',
        [reading.syncId, n, [...new Set(words)]],
      );
    }
    expect(await found('How many days do RETURNS take?')).toEqual([0, 2]);
    expect(await found('"fourteen days"')).toEqual([0]);
    const { organizationId, sourceId } = reading;
    expect(await vault.passages.inFormerForm(1_000)).toContainEqual({ organizationId, sourceId });
    await vault.passages.shelve(reading, organizationId);
    expect(await vault.passages.inFormerForm(1_000)).not.toContainEqual({ organizationId, sourceId });
    expect(await found('How many days do RETURNS take?')).toEqual([0, 2]);
  });

  it.each(["' OR 1=1 --", '& | ! ( ) : * <->', '\\', '…', '\u0000'])('survive the question %j', async (question) =>
    expect(await search(question)).toEqual([]),
  );

  it('D12: are found in their organization only, and in the readings that are asked', async () => {
    const other = newReading();
    await put(other, [{ text: texts[2] } as Passage]);
    expect(await search('kraken', { of: { ...other, syncId: reading.syncId } })).toEqual([]);
    expect(await search('kraken', { of: { ...reading, syncId: other.syncId } })).toEqual([]);
    expect(await found('kraken', { of: other })).toEqual([2]);
    const { rows } = await owner.query<{ words: string }>(
      'SELECT words::text FROM vault.knowledge_passages WHERE sync_id = ANY($1) AND n = CASE sync_id WHEN $2 THEN 2 ELSE 0 END',
      [[reading.syncId, other.syncId], reading.syncId],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]?.words).not.toBe(rows[1]?.words); // the same words of two organizations
  });

  it('stand in Postgres without a word of theirs', async () => {
    const rows = await stored();
    expect(rows).toHaveLength(texts.length);
    for (const { row, sealed } of rows)
      for (const word of texts
        .join(' ')
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? [])
        expect(`${row} ${sealed}`.toLowerCase()).not.toContain(word);
  });

  it('of the same reading again take the place of those before, and have a digest', async () => {
    const digest = await put(reading, [{ text: texts[0] ?? '' }]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await stored()).toHaveLength(1);
  });

  it('of a reading that goes on no more are not stored', async () => {
    const { organizationId, sourceId } = reading;
    await vault.sourceReads.close({ organizationId, workspaceId: organizationId, sourceId }, undefined);
    await vault.passages.keepOnly(reading, []);
    expect(await vault.passages.put(reading, reading.organizationId, [{ text: 'late' }])).toBeUndefined();
    const next = { ...reading, syncId: randomUUID() };
    await put(next, [{ text: 'newer' }]);
    expect(await vault.passages.put(reading, reading.organizationId, [{ text: 'late' }])).toBeUndefined();
    expect(await stored()).toHaveLength(1);
  });

  it('of a source stay as far as they are used', async () => {
    const next = { ...reading, syncId: randomUUID() };
    await put(next, [{ text: 'newer' }]);
    expect(await vault.passages.kept(reading.organizationId, [reading.syncId, next.syncId, randomUUID()])).toEqual(
      new Set([reading.syncId, next.syncId]),
    );
    await vault.passages.keepOnly(reading, [undefined, next.syncId]);
    expect(await vault.passages.kept(reading.organizationId, [reading.syncId, next.syncId])).toEqual(
      new Set([next.syncId]),
    );
    await vault.passages.keepOnly(reading, []);
    expect(await stored()).toEqual([]);
  });

  it('go with their key, also where a restored backup brings them back, and with the organization', async () => {
    const [copy] = await stored();
    const { rows } = await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys WHERE scope = $1', [
      reading.organizationId,
    ]);
    await vault.keys.destroyScope(reading.organizationId, []);
    expect(await stored()).toEqual([]);
    await expect(vault.passages.put(reading, reading.organizationId, [{ text: 'again' }])).rejects.toThrow('destroyed');
    await owner.query(
      'INSERT INTO vault.knowledge_passages SELECT * FROM jsonb_populate_record(NULL::vault.knowledge_passages, $1)',
      [copy?.row],
    );
    await owner.query('UPDATE vault.keys SET wrapped = $2, destroyed_at = NULL WHERE scope = $1', [
      reading.organizationId,
      rows[0]?.wrapped,
    ]);
    expect(await vault.keys.replayErasures()).toBe(1);
    expect(await stored()).toEqual([]);
  });

  it('and what is to be read go where a purge takes the organization’s access', async () => {
    const { organizationId, sourceId, syncId } = reading;
    const source = { organizationId, workspaceId: randomUUID(), sourceId };
    await vault.sourceReads.open(source, { syncId, isWebsite: true, since: new Date().toISOString() });
    await vault.purges.closeAccess(organizationId);
    expect(await stored()).toEqual([]);
    expect(await vault.sourceReads.of(organizationId, [sourceId])).toEqual(new Map());
  });
});
