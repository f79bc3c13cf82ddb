import { startAnnals, type TestAnnals } from '@annals/testing';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { bot, founder } from '../support/people';

jest.setTimeout(180_000);

const PROCESSES = ['eventstore', 'projector', 'worker', 'api'] as const;

/** SQLSTATEs of a refusal: no privilege; a role, a schema or a setting that may not be had. */
const REFUSED = /^(42501|2200|0LP01|28)/;

describe('A4: in the embedded database each process is somebody of its own, and none of them may do everything', () => {
  let annals: TestAnnals;
  const logins = new Map<string, Client>();
  /** As the process itself is told it. */
  const urlOf = (name: string): string => {
    const pid = annals.processes.find((each) => each.name === name)?.pid ?? 0;
    return /(?:^|\0)ANNALS_DATABASE_URL=([^\0]+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1] ?? '';
  };
  const as = (name: string): Client => {
    const client = logins.get(name);
    if (client === undefined) throw new Error(`Nobody is logged in as ${name}`);
    return client;
  };
  async function codeOf(client: Client, statement: string): Promise<string> {
    try {
      await client.query(statement);
      return 'accepted';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    } finally {
      await client.query('ROLLBACK');
    }
  }

  beforeAll(async () => {
    annals = await startAnnals();
    const owner = await founder(annals);
    await bot(annals, owner);
    expect((await owner.client.get(`${owner.path}/bots`)).status).toBe(200);
    for (const name of [...PROCESSES, 'owner']) {
      const client = new Client({ connectionString: name === 'owner' ? annals.databaseUrl : urlOf(name) });
      await client.connect();
      logins.set(name, client);
    }
  });
  afterAll(async () => {
    await Promise.all([...logins.values()].map((client) => client.end()));
    await annals.stop();
  });

  it('nobody who works is a superuser, passes row-level security, or makes roles and databases', async () => {
    const { rows } = await as('owner').query<{ name: string }>(
      `SELECT DISTINCT usename AS name FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['annals_api', 'annals_eventstore', 'annals_projector', 'annals_worker']),
    );
    const { rows: strong } = await as('owner').query(
      `SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
      [names],
    );
    expect(strong).toEqual([]);
  });

  it.each([...PROCESSES, 'owner'])('%s can not become more than it is, run programs, or read files', async (name) => {
    const statements = [
      'SET ROLE annals',
      'SET SESSION AUTHORIZATION annals',
      'CREATE ROLE mine SUPERUSER',
      'ALTER ROLE CURRENT_USER SUPERUSER',
      'ALTER ROLE CURRENT_USER BYPASSRLS',
      `COPY (SELECT 1) TO PROGRAM 'cat'`,
      `COPY pg_class TO '/tmp/annals-a4'`,
      `SELECT pg_read_file('postgresql.conf')`,
      'ALTER SYSTEM SET fsync = off',
      'CREATE DATABASE mine',
    ];
    for (const statement of statements)
      expect({ statement, code: await codeOf(as(name), statement) }).toEqual({
        statement,
        code: expect.stringMatching(REFUSED) as string,
      });
  });

  it('the api stays in row-level security whatever it says, and sees nothing of an organization that it has not set', async () => {
    const api = as('api');
    const { rows } = await as('owner').query<{
      table: string;
    }>(`SELECT format('%I.%I', n.nspname, c.relname) AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relrowsecurity AND has_table_privilege('annals_api', c.oid, 'SELECT') AND NOT (SELECT relforcerowsecurity FROM pg_class f WHERE f.oid = c.oid)`);
    expect(rows.length).toBeGreaterThan(6);
    let hidden = 0;
    for (const { table } of rows) {
      const {
        rows: [all],
      } = await as('owner').query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
      hidden += Number(all?.n);
      for (const before of [
        'SELECT 1',
        'RESET ROLE',
        'SET ROLE NONE',
        `SELECT set_config('annals.organization', gen_random_uuid()::text, false)`,
        `SELECT set_config('annals.organization', '', false)`,
      ]) {
        await api.query(before);
        expect({
          table,
          before,
          n: (await api.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n,
        }).toEqual({ table, before, n: '0' });
      }
      expect(await codeOf(api, `SET row_security = off; SELECT count(*) FROM ${table}`)).toMatch(REFUSED);
    }
    expect(hidden).toBeGreaterThan(5); // there is something to hide
  });

  it('nobody reaches into what is another process’s', async () => {
    const statements = [
      ...PROCESSES.map((name) => [name, 'CREATE TABLE public.mine (n int)']),
      ['api', 'CREATE SCHEMA mine'],
      ['api', 'CREATE TABLE views.mine (n int)'],
      ['api', 'DELETE FROM views.checkpoints'],
      ['api', 'SELECT FROM eventstore.events'],
      ['api', 'INSERT INTO eventstore.meta VALUES (1, 2)'],
      ['api', 'SELECT FROM jobs.job'],
      ['api', 'DELETE FROM vault.keys'],
      ['api', 'SET ROLE annals_owner'],
      ['api', 'SET ROLE annals_projector'],
      ['projector', 'SELECT FROM eventstore.events'],
      ['projector', 'DELETE FROM vault.keys'],
      ['projector', 'SET ROLE annals_owner'],
      ['worker', 'SELECT FROM eventstore.events'],
      ['worker', 'DELETE FROM views.checkpoints'],
      ['worker', 'SET ROLE annals_eventstore'],
      ['eventstore', 'SELECT FROM vault.keys'],
      ['eventstore', 'SELECT FROM views.checkpoints'],
      ['eventstore', 'SET ROLE annals_api'],
    ];
    for (const [name = '', statement = ''] of statements)
      expect({ name, statement, code: await codeOf(as(name), statement) }).toEqual({
        name,
        statement,
        code: expect.stringMatching(REFUSED) as string,
      });
  });
});
