import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAnnals } from '../testing/run-annals';

jest.setTimeout(60_000);

/**
 * One sentence, no stack, and an exit code that a script notices. The port is any: on the usual one Annals may run
 * already.
 */
async function refused(settings: Record<string, string>, args: readonly string[] = []): Promise<string> {
  const { code, err } = await runAnnals(['start', ...args], { ANNALS_PORT: '0', ...settings });
  expect(code).toBe(1);
  expect(err).not.toMatch(/\n\s+at /);
  expect(err.trim().split('\n')).toHaveLength(1);
  return err.trim();
}

describe('annals start says why it can not start', () => {
  let folder: string;
  let data: string;
  let busy: Server;
  let busyPort: number;
  let database: TestDatabase;
  const secretsIn = (where: string) => ({ ANNALS_DATA: where, ANNALS_SECRETS_FILE: join(where, 'secrets.json') });
  const secrets = () => secretsIn(data);

  beforeAll(async () => {
    database = await sharedDatabase('refusals');
    busy = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => busy.once('listening', resolve));
    const address = busy.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    busyPort = address.port;
  });
  afterAll(async () => {
    busy.close();
    await database.drop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-refusals-'));
    data = join(folder, 'data');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('a busy port, before anything was started', async () => {
    expect(await refused({ ANNALS_DATA: data }, ['--port', String(busyPort)])).toBe(
      `Port ${busyPort} is taken by another program: choose another one with --port.`,
    );
    expect(readdirSync(data)).not.toContain('postgres');
    expect(readdirSync(data)).not.toContain('annals.lock');
  });

  it('B7: mails that would link to this machine, before anything was made', async () => {
    const said = await refused({
      ANNALS_DATA: data,
      ANNALS_SMTP_URL: 'smtp://mail.annals.example:587',
      ANNALS_MAIL_FROM: 'annals@annals.example',
    });
    expect(said).toMatch(
      /^ANNALS_PUBLIC_URL is missing: mails go out by ANNALS_SMTP_URL, and their links have to work where they are read\./,
    );
    expect(existsSync(data)).toBe(false);
  });

  it('a data folder that can not be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'closed'), { mode: 0o500 });
    const closed = process.getuid?.() === 0 ? '/sys/annals' : join(folder, 'closed', 'data');
    const said = await Promise.all(
      [join(folder, 'file', 'data'), join(folder, 'file'), '/proc/annals/data', closed].map((each) =>
        refused({ ANNALS_DATA: each }),
      ),
    );
    expect(said).toEqual(
      [
        /^The data folder .* lies below something that is no folder: choose another one with ANNALS_DATA\.$/,
        / is no folder: /,
        /^The data folder .* can't be (written by this user|created): choose another one with ANNALS_DATA\.$/,
        /^The data folder .* can't be (written by this user|created): choose another one with ANNALS_DATA\.$/,
      ].map((sentence) => expect.stringMatching(sentence) as string),
    );
  });

  it('a wrong database password, an unknown database, and no database', async () => {
    const [wrong, unknown] = [new URL(database.url), new URL(database.url)];
    wrong.password = 'guessed';
    unknown.pathname = '/nobody_made_it';
    const said = await Promise.all(
      [wrong.href, unknown.href, 'postgres://a:b@127.0.0.1:1/annals'].map((url, n) =>
        refused({ ...secretsIn(join(folder, `data-${n}`)), ANNALS_DATABASE_URL: url }),
      ),
    );
    expect(said).toEqual([
      'The database refuses the password of user "annals": correct ANNALS_DATABASE_URL.',
      expect.stringContaining('There is no database "nobody_made_it"'),
      expect.stringContaining('No database answers at 127.0.0.1'),
    ]);
  });

  it('a database user without the rights that it needs', async () => {
    await database.execute("CREATE ROLE poor LOGIN PASSWORD 'poor'");
    const poor = new URL(database.url);
    [poor.username, poor.password] = ['poor', 'poor'];
    expect(await refused({ ...secrets(), ANNALS_DATABASE_URL: poor.href })).toMatch(
      /^The database user "poor" may not create what Annals needs \(permission denied .*\): let it own the database/,
    );
    await database.execute('DROP ROLE poor');
  });

  it('an external database without a secrets file', async () => {
    expect(await refused({ ANNALS_DATA: data, ANNALS_DATABASE_URL: database.url })).toContain(
      'ANNALS_SECRETS_FILE is missing',
    );
  });

  it('an event store that can not be reached', async () => {
    const settings = {
      ...secrets(),
      ANNALS_DATABASE_URL: database.url,
      ANNALS_EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
    };
    expect(await refused(settings)).toBe(
      'No event store answers at 127.0.0.1:1: start it or correct ANNALS_EVENTSTORE_URL.',
    );
  });

  it('unknown and wrong settings, and wrong options', async () => {
    expect(await refused({ ANNALS_DATA: data, ANNALS_PROT: '1' })).toBe(
      'ANNALS_PROT is no setting of Annals; did you mean ANNALS_PORT?',
    );
    expect(await refused({ ANNALS_DATA: data }, ['--port', 'eighty'])).toBe('--port must be a port number.');
    const { code, err } = await runAnnals(['start', '--prot', '1']);
    expect({ code, err: err.split('\n')[0] }).toEqual({ code: 1, err: "error: unknown option '--prot'" });
  });

  it('secrets that are lost while the database still needs them', async () => {
    const file = join(data, 'secrets.json');
    const settings = {
      ...secrets(),
      ANNALS_DATABASE_URL: database.url,
      ANNALS_EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
    };
    await refused(settings); // makes the vault and the file
    // Any key row: the vault has been used.
    await database.execute(
      "INSERT INTO vault.keys (id, scope, subject, wrapped) VALUES (gen_random_uuid(), 'organization', 'somebody', '\\x00')",
    );
    rmSync(file);
    expect(await refused(settings)).toBe(
      `The secrets file ${file} is missing, but the database holds keys that only it can open: restore it from your backup.`,
    );
  });

  it('a tool for the log works on the database that it is told, not on another one', async () => {
    const told = [
      ['verify', '--database-url', 'postgres://nobody@127.0.0.1:1/none'],
      ['--database-url=postgres://nobody@127.0.0.1:1/none', 'verify'],
    ];
    const ended = await Promise.all(told.map((args) => runAnnals(['eventstore', ...args], { ANNALS_DATA: data })));
    expect(ended.map(({ code, err }) => ({ code, err: err.trim() }))).toEqual(
      told.map(() => ({ code: 1, err: 'No database answers at 127.0.0.1: start it or correct ANNALS_DATABASE_URL.' })),
    );
  });

  it('a word that is no tool, in one sentence', async () => {
    const { code, err } = await runAnnals(['eventstore', 'backp', 'x'], { ANNALS_DATA: data });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'There is no annals eventstore backp; there are backup, copy, verify, restore, and annals eventstore alone, which starts it.\n',
    });
  });
});
