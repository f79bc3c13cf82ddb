import { scaled, startAnnals, type TestAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Client as Database } from 'pg';
import { eventually } from '../../../cli/src/testing/run-annals';
import { sentenceOf, type Entries } from '../support/entries';
import { bot, founder, member, PASSWORD, type Founder } from '../support/people';

jest.setTimeout(180_000);

const TOKEN = 'a-token-of-prometheus';

/**
 * What strangers, proxies and restarts do to a running api, on an installation of its own behind a proxy of this
 * machine.
 */
describe('the front door', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals({ ANNALS_TRUSTED_PROXIES: '127.0.0.1, ::1', ANNALS_METRICS_TOKEN: TOKEN });
    owner = await founder(annals);
  });
  afterAll(() => annals.stop());

  const api = () => annals.processes.find(({ name }) => name === 'api')?.pid ?? 0;
  const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${api()}/status`, 'utf8'))?.[1]) / 1024;

  async function rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const db = new Database({ connectionString: annals.databaseUrl });
    await db.connect();
    const found = await db.query<Row & object>(text, [...values]);
    await db.end();
    return found.rows;
  }

  it('B5: the address of who asks is the one that a trusted proxy names, in every session', async () => {
    const { client, email, userId } = owner;
    expect(
      (
        await client.send('POST', '/api/v1/session', {
          body: { email, password: PASSWORD },
          headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.9' },
        })
      ).status,
    ).toBe(200);
    const addresses = (await rows<{ ip: string }>('SELECT ip FROM vault.sessions WHERE user_id = $1', [userId])).map(
      ({ ip }) => ip,
    );
    // the last one that no trusted proxy is: what stands before it anybody can write
    expect(addresses).toContain('198.51.100.9');
    const invited = await member(annals, owner, ['member']);
    const [session] = await rows<{ ip: string; user_agent: string }>(
      'SELECT ip, user_agent FROM vault.sessions WHERE user_id = $1',
      [invited.userId],
    );
    expect(session?.ip).toMatch(/^(::ffff:)?127\.0\.0\.1$|^::1$/);
    expect(session?.user_agent).toBe('node');
  });

  it('D4: is measured, for whoever has the token', async () => {
    expect((await fetch(`${annals.url}/metrics`)).status).toBe(404);
    expect(
      (await fetch(`${annals.url}/metrics`, { headers: { authorization: 'Bearer another-token-altogether' } })).status,
    ).toBe(404);
    expect((await owner.client.post(`${owner.path}/rename`, { name: '' })).status).toBe(400);
    const text = await (await fetch(`${annals.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
    const value = (line: RegExp) => Number(new RegExp(`^${line.source} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value(/annals_refusals_total{code="VALIDATION_FAILED"}/)).toBeGreaterThan(0);
    expect(value(/annals_request_seconds_count{method="POST",route="\/api\/v1\/users\/verify",status="200"}/)).toBe(1);
    expect(value(/annals_append_seconds_count/)).toBeGreaterThan(1);
    expect(value(/annals_view_lag_events{name="overview",generation="1"}/)).toBeLessThan(100);
    expect(value(/annals_view_lag_seconds{name="overview",generation="1"}/)).toBeLessThan(60);
    expect(value(/annals_view_stopped{name="overview",generation="1"}/)).toBe(0);
    expect(value(/process_resident_memory_bytes/)).toBeGreaterThan(0);
    expect(text).not.toContain(owner.organizationId); // routes are patterns: no label for each thing
  });

  it('D4: a view that stands still is not ready, and is named', async () => {
    const ready = async () => (await fetch(`${annals.url}/health/ready`)).status === 200;
    expect(await ready()).toBe(true);
    const columns =
      'name, version, commit_position, prepare_position, event_id, event_type, stream, reason, tries, generation';
    const stop = (name: string) =>
      rows(
        `INSERT INTO views.stops (${columns}) SELECT ${name}, version, 0, 0, 'event', 'Type', 'stream', 'a test', 5, generation FROM views.generations WHERE name = $1`,
        ['overview'],
      );
    await stop("name || '/somebody'");
    await eventually(
      'one organization stands still',
      async () =>
        (await (await fetch(`${annals.url}/health/ready`)).text()) === '{"status":"ready","standing":{"overview":1}}',
    );
    await stop('name');
    await eventually('not ready', async () => !(await ready()));
    expect(await (await fetch(`${annals.url}/health/ready`)).json()).toMatchObject({
      code: 'UNAVAILABLE',
      stopped: ['overview'],
    });
    expect((await fetch(`${annals.url}/health/live`)).status).toBe(200);
    await rows('DELETE FROM views.stops WHERE reason = $1', ['a test']);
    await eventually('ready again', ready);
  });

  it('A7: unfinished bodies hold no memory', async () => {
    const { hostname, port } = new URL(annals.url);
    const before = megabytes();
    const piece = Buffer.alloc((1 << 20) - 1, ' ');
    const bodies = scaled(200, 4_000);
    const sockets: Socket[] = [];
    for (let nth = 0; nth < bodies; nth += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(
        `POST /api/v1/users HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${1 << 20}\r\n\r\n`,
      );
      await new Promise((sent) => {
        socket.write(piece, sent);
      });
      sockets.push(socket);
    }
    const grown = megabytes() - before;
    for (const socket of sockets) socket.destroy();
    // Held, they would be as many megabytes as there are bodies; a connection itself takes about 40 KiB.
    expect(grown).toBeLessThan(90 + bodies / 16);
  });

  it('A3: a restart under load: each of 200 commands has its answer or was never begun, and streams come to their end', async () => {
    const { botId } = await bot(annals, owner);
    const stream = await owner.client.listen('/api/v1/me/live');
    const ended = stream.until(/never said/).then(
      () => 'heard',
      (error: Error) => error.message,
    );
    const stopped = api();
    const answered = { n: 0 };
    const asked = Array.from({ length: 200 }, () => randomUUID());
    const request = async (key: string) => {
      try {
        const { status, body } = await owner.client.post<{ runId: string }>(
          `${owner.path}/bots/${botId}/runs`,
          {},
          { 'idempotency-key': key },
        );
        answered.n += 1;
        if (answered.n === 20) process.kill(stopped, 'SIGTERM');
        return { status, runId: body.runId };
      } catch (error) {
        return { status: 0, cause: error instanceof Error ? error.cause : error };
      }
    };
    const outcomes = await Promise.all(asked.map(request));
    expect(outcomes.filter(({ status }) => status !== 201 && status !== 0)).toEqual([]);
    expect(await ended).toMatch(/The stream ended without/);
    await back(stopped);
    // reads wait for all that is before this
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'After the restart' })).status).toBe(200);
    const done = outcomes.flatMap(({ runId }) => (runId === undefined ? [] : [runId]));
    expect((await runs()).sort()).toEqual([...done].sort());
    const log = readFileSync(`${annals.dataFolder}/logs/api.log`, 'utf8');
    expect(log).not.toMatch(/driver has already been destroyed/);
  });

  it('what a member is denied is in the audit log of this organization when its minute is over, though the api was killed', async () => {
    const { botId } = await bot(annals, owner);
    const bob = await member(annals, owner, ['member'], 'bob');
    const elsewhere = await founder(annals, 'eve');
    const disable = `${owner.path}/bots/${botId}/disable`;
    for (let n = 0; n < 3; n += 1) expect((await bob.client.post(disable)).status).toBe(403);
    expect((await bob.client.post(`${owner.path}/bots`, { name: 'mine', kind: 'rpa' })).status).toBe(403);
    expect((await bob.client.get(`${owner.path}/audit`)).status).toBe(403);
    expect((await elsewhere.client.post(disable)).status).toBe(404);
    const counted = async (): Promise<number> => {
      const [row] = await rows<{ sum: number | null }>(
        'SELECT sum(count)::int AS sum FROM vault.denials WHERE organization_id = $1',
        [owner.organizationId],
      );
      return row?.sum ?? 0;
    };
    await eventually('all is counted', async () => (await counted()) === 4, 30_000);
    const killed = api();
    process.kill(killed, 'SIGKILL');
    await back(killed);
    await rows('UPDATE vault.denials SET due = minute', []); // the minute is over
    await eventually('the worker has told it', async () => (await counted()) === 0, 60_000);
    const denied = async ({ client, path }: Founder) => {
      expect((await client.post(`${path}/rename`, { name: 'A position to wait for' })).status).toBe(200);
      return (await client.get<Entries>(`${path}/audit?outcome=denied`)).body.items.map(sentenceOf).sort();
    };
    expect(await denied(owner)).toEqual([
      'bob was denied: Enable and disable bots on invoice-reader, 3 times',
      'bob was denied: Register bots',
    ]);
    expect(await denied(elsewhere)).toEqual([]);
    const { body } = await owner.client.get(`${owner.path}/audit/filters`);
    expect(body['outcomes']).toEqual(['allowed', 'denied']);
  });

  const back = (stopped: number): Promise<void> =>
    eventually(
      'the api is back',
      async () =>
        api() !== stopped && (await fetch(`${annals.url}/health/ready`).catch(() => undefined))?.status === 200,
      30_000,
    );

  /** Every run, by their list. */
  async function runs(): Promise<string[]> {
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await owner.client.get<{ items: { runId: string }[]; next: string | null }>(
        `${owner.path}/runs?limit=200${cursor}`,
      );
      found.push(...body.items.map(({ runId }) => runId));
      if (body.next === null) return found;
      cursor = `&cursor=${body.next}`;
    }
  }
});
