import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive, startEmbeddedPostgres, type EmbeddedPostgres } from '@annals/postgres';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {
    /* the server is killed under this connection on purpose */
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

jest.setTimeout(60_000);

describe('the embedded Postgres', () => {
  let folder: string;
  const started: EmbeddedPostgres[] = [];
  const start = async (port?: number): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ folder, ...(port === undefined ? {} : { port }) });
    started.push(server);
    return server;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-embedded-'));
  });
  afterEach(async () => {
    for (const server of started.splice(0)) if (isAlive(server.pid)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('adopts a running server, recovers a killed one on the same port, and stops', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const second = await start();
    expect(second).toMatchObject({ pid: first.pid, port: first.port, adopted: true });
    process.kill(first.pid, 'SIGKILL');
    await Promise.all([first.exited, second.exited]);
    const third = await start(first.port);
    expect(third).toMatchObject({ url: first.url, adopted: false, recovered: true });
    expect(await query(third.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await third.stop();
    expect(isAlive(third.pid)).toBe(false);
    const fourth = await start(first.port);
    expect(fourth).toMatchObject({ adopted: false, recovered: false });
  });

  it('knows letters of every script, so that an index of letters finds texts in each', async () => {
    const { url } = await start();
    await query(url, 'CREATE EXTENSION pg_trgm');
    const [row] = await query(url, "SELECT 'ОШИБКА' ILIKE '%ошибка%' AS folded, cardinality(show_trgm('ошибка')) AS n");
    expect(row).toEqual({ folded: true, n: 7 });
  });

  it('starts once when two parents start it at the same moment', async () => {
    await (await start()).stop();
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(two.pid);
  });

  it('refuses a wrong password', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
  });

  it('ignores a stale postmaster.pid of a pid that now belongs to somebody else', async () => {
    await (await start()).stop();
    writeFileSync(
      join(folder, 'data/postmaster.pid'),
      `${process.pid}\n${join(folder, 'data')}\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    expect(await start()).toMatchObject({ adopted: false });
  });

  it('says in one sentence that its port is taken', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const address = stranger.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { port } = address;
    await expect(start(port)).rejects.toThrow(
      `Port ${port} for Postgres is taken by another program: free it or choose another port.`,
    );
    stranger.close();
  });

  it('says in one sentence that its folder can not be entered or written', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, process.getuid?.() === 0 ? 0o700 : 0o500);
    const attempt = startEmbeddedPostgres({ folder: join(closed, 'postgres') });
    await expect(attempt).rejects.toThrow(process.getuid?.() === 0 ? /may not enter .*closed/ : /can't be written/);
  });
});
