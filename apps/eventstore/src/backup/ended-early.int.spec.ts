import { sharedDatabase, startFromSources, type SourceProcess, type TestDatabase } from '@annals/testing';
import { loadSecrets, migrateVault } from '@annals/vault';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { makeBackup } from './make-backup';

describe('a backup or a restore that is ended by a signal', () => {
  jest.setTimeout(30_000);
  let folder: string;
  let database: TestDatabase;
  let holder: Client;
  let secretsFile: string;
  let running: SourceProcess | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annals-ended-'));
    secretsFile = join(folder, 'secrets.json');
    await loadSecrets({ file: secretsFile, create: true });
    database = await sharedDatabase('ended');
    await migrateVault(database.url, 'annals_api');
    holder = new Client({ connectionString: database.url });
    await holder.connect();
  });
  afterEach(async () => {
    await running?.kill9();
    await holder.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const isWaiting = async () => {
    const { rowCount } = await holder.query(
      'SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
    );
    return rowCount !== 0;
  };

  /** Starts a tool and gives it back when it waits for the lock that we hold. */
  async function heldBy(lock: string, tool: string, args: readonly string[]): Promise<SourceProcess> {
    await holder.query('BEGIN');
    await holder.query(lock);
    const started = startFromSources(`apps/eventstore/src/${tool}.ts`, args, {
      ANNALS_DATABASE_URL: database.url,
      ANNALS_SECRETS_FILE: secretsFile,
    });
    running = started;
    let over = false;
    void started.ended.then(() => {
      over = true;
    });
    while (!(await isWaiting())) if (over) throw new Error(`${tool} ended: ${(await started.ended).stderr}`);
    return started;
  }

  it('SIGINT leaves nothing of a backup', async () => {
    const tool = await heldBy('LOCK TABLE vault.keys IN ACCESS EXCLUSIVE MODE', 'backup', [
      join(folder, 'b'),
      '--vault-only',
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    tool.child.kill('SIGINT');
    const ended = await tool.ended;
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain('The backup was ended; nothing was kept.');
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('SIGTERM leaves nothing of a restore', async () => {
    const file = join(folder, 'b');
    await makeBackup(file, {
      databaseUrl: database.url,
      secrets: await loadSecrets({ file: secretsFile, create: false }),
      withLog: false,
      say: () => undefined,
    });
    const tool = await heldBy('LOCK TABLE vault.restores IN SHARE MODE', 'restore', [file, '--log-elsewhere']);
    tool.child.kill('SIGTERM');
    const ended = await tool.ended;
    expect(ended.code).toBe(143);
    expect(ended.stderr).toMatch(/Nothing was restored\.\n$/);
    await holder.query('COMMIT');
    expect((await holder.query('SELECT FROM vault.restores')).rowCount).toBe(0);
  });

  it('a restore ends when the process that started it has died', async () => {
    const file = join(folder, 'b');
    await makeBackup(file, {
      databaseUrl: database.url,
      secrets: await loadSecrets({ file: secretsFile, create: false }),
      withLog: false,
      say: () => undefined,
    });
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE vault.restores IN SHARE MODE');
    const parent = spawn(
      'sh',
      [
        '-c',
        '"$@" & wait',
        'sh',
        process.execPath,
        '-r',
        './infra/tools/register.cjs',
        'apps/eventstore/src/restore.ts',
        file,
        '--log-elsewhere',
      ],
      {
        env: { ...process.env, ANNALS_DATABASE_URL: database.url, ANNALS_SECRETS_FILE: secretsFile },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    parent.stderr.on('data', (text: Buffer) => {
      said += text.toString('utf8');
    });
    const silent = new Promise<void>((resolve) => {
      parent.stderr.once('end', resolve);
    });
    let over = false;
    void silent.then(() => {
      over = true;
    });
    while (!(await isWaiting())) if (over) throw new Error(`It ended: ${said}`);
    parent.kill('SIGKILL');
    await silent;
    expect(said).toMatch(/Nothing was restored\.\n$/);
  });
});
