import { API_ROLE } from '@annals/config';
import { startPostgres, type TestPostgres } from '@annals/testing';
import { migrateVault } from '@annals/vault';
import { Client } from 'pg';
import { ensureRoles, type DatabaseUrls } from './roles';

jest.setTimeout(60_000);

/** As releases before roles left it: everything made by the superuser, the api's role without a login. */
const EARLIER = `CREATE SCHEMA eventstore; CREATE TABLE eventstore.events (position bigint PRIMARY KEY);
  CREATE SCHEMA views; CREATE TABLE views.stops (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
  CREATE FUNCTION views.advance() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SCHEMA bots_1; CREATE TABLE bots_1.bots (id uuid PRIMARY KEY);
  CREATE SCHEMA jobs; CREATE TYPE jobs.state AS ENUM ('created'); CREATE TABLE jobs.job (name text, state jobs.state) PARTITION BY LIST (name);
  CREATE TABLE jobs.one PARTITION OF jobs.job FOR VALUES IN ('one'); CREATE SEQUENCE jobs.loose; CREATE SCHEMA reactions; CREATE TABLE reactions.log (identity text)`;

const OWNERS = `SELECT n.nspname AS schema, array_agg(DISTINCT owner ORDER BY owner) AS owners FROM pg_namespace n JOIN LATERAL (
    SELECT pg_get_userbyid(n.nspowner)::text AS owner UNION ALL SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = n.oid
    UNION ALL SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = n.oid UNION ALL SELECT pg_get_userbyid(typowner) FROM pg_type WHERE typnamespace = n.oid) o ON true
  WHERE n.nspname IN ('vault', 'eventstore', 'views', 'bots_1', 'jobs', 'reactions') GROUP BY 1 ORDER BY 1`;

describe('A4: a data folder of an earlier release', () => {
  let postgres: TestPostgres;
  let superuserUrl: string;
  let urls: DatabaseUrls;
  const query = async (url: string, statement: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    await query(postgres.url, 'CREATE DATABASE annals');
    superuserUrl = Object.assign(new URL(postgres.url), { pathname: '/annals' }).href;
    await migrateVault(superuserUrl, API_ROLE);
    await query(superuserUrl, EARLIER);
    urls = await ensureRoles(superuserUrl);
  });
  afterAll(() => postgres.stop());

  it('is handed over, everything to the process that works on it', async () => {
    expect(await query(superuserUrl, OWNERS)).toEqual(
      [
        ['bots_1', 'annals_projector'],
        ['eventstore', 'annals_eventstore'],
        ['jobs', 'annals_worker'],
        ['reactions', 'annals_worker'],
        ['vault', 'annals_owner'],
        ['views', 'annals_projector'],
      ].map(([schema, owner]) => ({ schema, owners: [owner] })),
    );
  });

  it('is brought up to date by its owner, who is no superuser', async () => {
    await migrateVault(urls.owner, API_ROLE);
    expect(await query(urls.owner, `SELECT rolsuper FROM pg_roles WHERE rolname = current_user`)).toEqual([
      { rolsuper: false },
    ]);
  });

  it('is let in by new passwords at every start, and the old ones are refused', async () => {
    const again = await ensureRoles(superuserUrl);
    for (const url of Object.values(again)) expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    for (const url of Object.values(urls)) await expect(query(url, 'SELECT')).rejects.toMatchObject({ code: '28P01' });
  });
});
