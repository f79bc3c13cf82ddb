import { compareNames } from '@annals/contracts';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { byName } from './by-name';

const nasty = [
  'Zulu',
  'alpha',
  'Alpha',
  'ALPHA',
  'älpha',
  'alpha 2',
  'alpha 10',
  'alpha-2',
  'alpha_2',
  'alpha2',
  'Éclair',
  'eclair',
  'éclair',
  'Eclair',
  'e clair',
  'ß',
  'ss',
  'SS',
  'st',
  'øre',
  'ore',
  'Ørsted',
  'Łódź',
  'Lodz',
  'Ж',
  'ж',
  'я',
  'あ',
  'ア',
  '中',
  '한',
  'ب',
  'א',
  '123',
  '9',
  '10',
  '!',
  '_',
  '-',
  '~',
  '#1',
  'co-op',
  'coop',
  'co op',
  'Æon',
  'aeon',
  'az',
  'İstanbul',
  'istanbul',
  'ıstanbul',
  '🤖',
  '🙂 bot',
];

describe('D7: names', () => {
  let database: TestDatabase;
  let db: Kysely<{ names: { name: string } }>;
  beforeAll(async () => {
    database = await sharedDatabase('names');
    db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: database.url }) }) });
    await sql`CREATE TABLE names (name text NOT NULL)`.execute(db);
    await db
      .insertInto('names')
      .values(nasty.map((name) => ({ name })))
      .execute();
  }, 30_000);
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  it('come in the same order from the database and in the console', async () => {
    const sorted = await db.selectFrom('names').select('name').orderBy(byName('names.name')).execute();
    expect(sorted.map(({ name }) => name)).toEqual([...nasty].sort(compareNames));
    expect(sorted.findIndex(({ name }) => name === 'alpha')).toBeLessThan(
      sorted.findIndex(({ name }) => name === 'Zulu'),
    );
  });
});
