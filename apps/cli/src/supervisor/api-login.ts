import { API_ROLE } from '@annals/config';
import { loadSecrets } from '@annals/vault';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** The api's own address of a database of somebody else's, or why it has none. */
export type ApiLogin = { readonly url: string } | { readonly because: string };

const PATIENCE_MS = 5000;
const ITERATIONS = 4096;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function within<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'annals roles',
  });
  client.on('error', () => {
    /* a lost connection also rejects what we wait for */
  });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {
      /* it never opened */
    });
  }
}

/** What the server keeps of a password: so the password itself is in no statement, which servers may log. */
function verifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest();
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey.toString('base64')}:${key('Server Key').toString('base64')}`;
}

/** undefined when it opens as that role, else what hinders it. */
async function refusal(url: string): Promise<string | undefined> {
  try {
    const user = await within(
      url,
      async (client) => (await client.query<{ user: string }>('SELECT session_user::text AS user')).rows[0]?.user,
    );
    return user === API_ROLE ? undefined : `its address makes a login of ${API_ROLE} one of ${String(user)}`;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Lets the api log in as the role that row-level security binds, where the login that we were given may allow that. Its
 * password comes from the secrets, so all that share them log in alike. A role with a login of somebody else's is left
 * as it is: another installation in the same server may use it.
 * @param databaseUrl in which the role has been made
 */
export async function apiLogin(databaseUrl: string, secretsFile: string): Promise<ApiLogin> {
  const { serverKey } = await loadSecrets({ file: secretsFile });
  const password = createHmac('sha256', serverKey).update(`database login ${API_ROLE}`).digest('base64url');
  const url = Object.assign(new URL(databaseUrl), { username: API_ROLE, password }).href;
  const role = escapeIdentifier(API_ROLE);
  if ((await refusal(url)) === undefined) return { url };
  try {
    return await within(databaseUrl, async (client) => {
      const {
        rows: [found],
      } = await client.query<{ login: boolean }>('SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1', [
        API_ROLE,
      ]);
      if (found?.login === true) return { because: `${API_ROLE} has a password of somebody else's there` };
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${escapeLiteral(verifier(password))}`);
      const because = await refusal(url);
      if (because === undefined) return { url };
      await client.query(`ALTER ROLE ${role} NOLOGIN PASSWORD NULL`);
      return { because };
    });
  } catch (error) {
    return { because: messageOf(error) };
  }
}

/**
 * The api's address of a database of somebody else's: as itself, or else as the login that we were given, which is
 * said.
 */
export async function apiUrl(databaseUrl: string, secretsFile: string, say: (line: string) => void): Promise<string> {
  const login = await apiLogin(databaseUrl, secretsFile);
  if ('url' in login) return login.url;
  say(
    `The api uses the login of ANNALS_DATABASE_URL, which can undo row-level security between organizations: it can't have one of its own there (${login.because}). The README says what it needs.`,
  );
  return databaseUrl;
}
