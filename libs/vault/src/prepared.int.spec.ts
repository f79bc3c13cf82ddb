import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { DatabaseError } from 'pg';
import { PreparedStatements } from './prepared';

const WHO = { name: 'who', text: 'SELECT pg_backend_pid() AS pid' };
const PIDS = {
  name: 'pids',
  text: `SELECT pid FROM pg_stat_activity WHERE application_name = 'annals-vault-prepared' AND datname = current_database()`,
};

describe('the connection of prepared statements', () => {
  let database: TestDatabase;
  let prepared: PreparedStatements;
  beforeAll(async () => {
    database = await sharedDatabase('prepared');
  });
  beforeEach(() => {
    prepared = new PreparedStatements({ databaseUrl: database.url });
  });
  afterEach(() => prepared.close());
  afterAll(() => database.drop());

  const pidsOf = async ({ text, name }: typeof WHO) =>
    (await prepared.run<{ pid: number }>({ text, name }, [])).rows.map(({ pid }) => pid);

  it('is ended, not only left, when a statement is told that it failed: a pooler says so and keeps it', async () => {
    const [first] = await pidsOf(WHO);
    await expect(
      prepared.run(
        { name: 'fails', text: `DO $$ BEGIN RAISE EXCEPTION 'no server' USING ERRCODE = '08P01'; END $$` },
        [],
      ),
    ).rejects.toThrow(DatabaseError);
    const [second] = await pidsOf(WHO);
    expect(second).not.toBe(first);
    while ((await pidsOf(PIDS)).join() !== String(second)); // the test ends at its time limit where the first one stays
  });

  it('lets what is on its way be answered first', async () => {
    const answers = await Promise.allSettled([
      prepared.run(
        { name: 'fails', text: `DO $$ BEGIN RAISE EXCEPTION 'no server' USING ERRCODE = '08P01'; END $$` },
        [],
      ),
      pidsOf(WHO),
      pidsOf(WHO),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
