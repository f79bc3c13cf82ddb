import { API_ROLE } from '@annals/config';
import { startPostgres, type TestPostgres } from '@annals/testing';
import { loadSecrets, migrateVault } from '@annals/vault';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { apiLogin, apiUrl } from './api-login';

jest.setTimeout(60_000);

describe('A4: in a database of somebody else’s', () => {
  let postgres: TestPostgres;
  let url: string;
  let secrets: string;
  const query = async (databaseUrl: string, statement: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  /** A login that owns a database, with these rights beside. */
  async function owner(name: string, rights: string): Promise<string> {
    await query(postgres.url, `CREATE ROLE ${name} LOGIN PASSWORD 'given' ${rights}`);
    await query(postgres.url, `CREATE DATABASE ${name} OWNER ${name}`);
    return Object.assign(new URL(postgres.url), { username: name, password: 'given', pathname: `/${name}` }).href;
  }
  const rolesCanLogin = (): Promise<unknown[]> =>
    query(postgres.url, `SELECT rolcanlogin AS can FROM pg_roles WHERE rolname = '${API_ROLE}'`);

  beforeAll(async () => {
    postgres = await startPostgres();
    secrets = join(postgres.folder, 'secrets.json');
    await loadSecrets({ file: secrets, create: true });
    url = await owner('product', 'CREATEROLE');
    await migrateVault(url, API_ROLE);
  });
  afterAll(() => postgres.stop());

  it('the server does not let it in: it stays without a login, and the one that was given is used and said to be weak', async () => {
    await query(
      postgres.url,
      'REVOKE CONNECT ON DATABASE product FROM PUBLIC; GRANT CONNECT ON DATABASE product TO product',
    );
    const said: string[] = [];
    expect(
      await apiUrl(url, secrets, (line) => {
        said.push(line);
      }),
    ).toBe(url);
    expect(said).toEqual([
      expect.stringMatching(
        /^The api uses the login of ANNALS_DATABASE_URL, which can undo row-level security .*\(permission denied for database "product"\)\. The README says/,
      ),
    ]);
    expect(await rolesCanLogin()).toEqual([{ can: false }]);
    await query(postgres.url, 'GRANT CONNECT ON DATABASE product TO PUBLIC');
  });

  it('the login may not create roles: it says so', async () => {
    const weak = await owner('weak', '');
    expect(await apiLogin(weak, secrets)).toEqual({ because: expect.stringContaining('permission denied') as string });
    expect(await rolesCanLogin()).toEqual([{ can: false }]);
  });

  it('the api gets a login of its own that stays what it is, the same for all that share the secrets', async () => {
    const logins = [await apiLogin(url, secrets), await apiLogin(url, secrets)];
    const [own] = logins;
    if (own === undefined || 'because' in own) throw new Error(JSON.stringify(own));
    expect(logins).toEqual([own, own]);
    expect(
      await query(own.url, 'RESET ROLE; SELECT 1').then(() =>
        query(
          own.url,
          `SELECT session_user::text AS user, rolsuper OR rolbypassrls OR rolcreaterole AS strong FROM pg_roles WHERE rolname = session_user`,
        ),
      ),
    ).toEqual([{ user: API_ROLE, strong: false }]);
    await expect(query(own.url, 'SET ROLE product')).rejects.toMatchObject({ code: '42501' });
    await expect(query(own.url, 'CREATE SCHEMA mine')).rejects.toMatchObject({ code: '42501' });
  });

  it('another installation in the server keeps the login that it has', async () => {
    const others = join(postgres.folder, 'others.json');
    await loadSecrets({ file: others, create: true });
    const [mine] = [await apiLogin(url, secrets)];
    expect(await apiLogin(url, others)).toEqual({ because: `${API_ROLE} has a password of somebody else's there` });
    expect(await apiLogin(url, secrets)).toEqual(mine);
    rmSync(others);
  });
});
