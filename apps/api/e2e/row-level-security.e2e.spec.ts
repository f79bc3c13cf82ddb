import { type TestAnnals, startAnnals } from '@annals/testing';
import { Client as Database } from 'pg';
import { bot, founder, member } from './support/people';

jest.setTimeout(180_000);

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly secured: boolean;
  /** The role may do something with it. */
  readonly granted: boolean;
}

const quoted = ({ schema, name }: Table) => `"${schema}"."${name}"`;

/** D7: the second wall, in the database itself, for the day on which a query forgets its organization. */
describe('A5, D7: row-level security of the views', () => {
  let annals: TestAnnals;
  let db: Database;
  let tables: readonly Table[];

  beforeAll(async () => {
    annals = await startAnnals();
    const owner = await founder(annals);
    await member(annals, owner, ['member']);
    const { botId } = await bot(annals, owner);
    await owner.client.post(`${owner.path}/bots/${botId}/runs`);
    for (const path of ['', '/members', '/invitations', '/bots', '/runs', '/overview', '/audit', '/api-keys'])
      expect((await owner.client.get(`${owner.path}${path}`)).status).toBe(200);
    db = new Database({ connectionString: annals.databaseUrl });
    await db.connect();
    ({ rows: tables } = await db.query<Table>(`
      SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AS secured,
        has_any_column_privilege('annals_api', c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege('annals_api', c.oid, 'DELETE, TRUNCATE') AS granted
      FROM views.generations g JOIN pg_namespace n ON n.nspname = g.name || '_' || g.generation JOIN pg_class c ON c.relnamespace = n.oid
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1, 2`));
  });
  afterAll(async () => {
    await db.end();
    await annals.stop();
  });

  /** Rows that annals_api sees in each of the tables, in a transaction of its own. */
  async function seenIn(read: readonly Table[], before = ''): Promise<Readonly<Record<string, number>>> {
    const seen: Record<string, number> = {};
    await db.query(`BEGIN READ ONLY; SET LOCAL ROLE annals_api; ${before}`);
    try {
      for (const table of read)
        seen[quoted(table)] = Number(
          (await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(table)}`)).rows[0]?.n,
        );
    } finally {
      await db.query('ROLLBACK');
    }
    return seen;
  }

  it('is on for every table of every view; what only the engine uses is closed altogether', () => {
    expect(new Set(tables.map(({ schema }) => schema)).size).toBeGreaterThan(6);
    const bare = tables.filter(({ secured }) => !secured);
    expect(bare.map(quoted)).toEqual(
      tables.filter(({ name }) => name === '_sequences' || name.endsWith('_searched')).map(quoted),
    );
    // Where text is searched, the relation says itself whose rows it shows.
    expect([...new Set(bare.filter(({ granted }) => granted).map(({ name }) => name))]).toEqual([
      'entries_searched',
      'runs_searched',
    ]);
  });

  it('A1: every row says whose it is: an organization’s, or of an account', async () => {
    const { rows } = await db.query<Table>(`
      SELECT n.nspname AS schema, c.relname AS name
      FROM views.generations g JOIN pg_namespace n ON n.nspname = g.name || '_' || g.generation JOIN pg_class c ON c.relnamespace = n.oid
      WHERE c.relkind = 'r' AND c.relname <> '_sequences' AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('organization_id', 'account_id') AND a.attnotnull)`);
    expect(rows.map(quoted)).toEqual([]);
  });

  it('binds the role of the api: it owns no table, and nothing lets it past', async () => {
    const { rows } = await db.query<{ owned: string; passes: boolean }>(`
      SELECT (SELECT count(*) FROM pg_class WHERE relowner = r.oid) + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid) AS owned,
        rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) AS passes
      FROM pg_roles r WHERE rolname = 'annals_api'`);
    expect(rows).toEqual([{ owned: '0', passes: false }]);
  });

  it('shows nothing while no organization is set, or an empty one', async () => {
    const readable = tables.filter(({ granted }) => granted);
    const { rows } = await db.query<{ n: string }>(
      readable.map((table) => `SELECT count(*) AS n FROM ${quoted(table)}`).join(' UNION ALL '),
    );
    expect(rows.filter(({ n }) => Number(n) > 0).length).toBeGreaterThan(10); // there is something to hide
    const nothing = Object.fromEntries(readable.map((table) => [quoted(table), 0]));
    expect(await seenIn(readable)).toEqual(nothing);
    expect(
      await seenIn(
        readable,
        `SELECT set_config('annals.organization', '', true), set_config('annals.account', '', true)`,
      ),
    ).toEqual(nothing);
  });

  it('cannot be written by the role of the api', async () => {
    const { rows } = await db.query<{ writable: boolean }>(
      `SELECT has_table_privilege('annals_api', '${tables.map(quoted).join("'::regclass, 'INSERT, UPDATE, DELETE, TRUNCATE') OR has_table_privilege('annals_api', '")}'::regclass, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writable`,
    );
    expect(rows).toEqual([{ writable: false }]);
  });
});
