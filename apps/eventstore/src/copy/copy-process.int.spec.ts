import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { START, excludeSystemEvents, type EventStoreDBClient } from '@eventstore/db-client';
import { RawStore } from '@annals/eventstore';
import { scaled, sharedDatabase, testCertificate } from '@annals/testing';
import { Client } from 'pg';
import { numbered, unique } from '../contract/server-under-test';
import { startEventStore } from '../server';
import { between, oneServer, type OneServer } from '../testing/two-servers';
import { AwaitedStore } from './awaited-store';
import { compareLogs } from './copy-log';

const EVENTS = scaled(1000, 200_000);
const KILLS = scaled(2, 3);
const WITHIN = scaled(60_000, 1_200_000);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `annals eventstore copy`, from its sources. */
function start(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const root = join(__dirname, '../../../..');
  const child = spawn(
    process.execPath,
    ['-r', join(root, 'infra/tools/register.cjs'), join(root, 'apps/eventstore/src/copy.ts'), ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      text[name] += chunk.toString('utf8');
    });
  return {
    child,
    ended: once(child, 'close').then(([code]: unknown[]) => ({
      code: typeof code === 'number' ? code : null,
      ...text,
    })),
  };
}

/** Organizations that write in turns: appends of four events to streams old and new. */
async function fill(client: EventStoreDBClient, events: number): Promise<void> {
  const organizations = Array.from({ length: 20 }, () => unique('fleet'));
  const writers = organizations.map(async (stream, writer) => {
    for (let n = writer * 4; n < events; n += organizations.length * 4)
      await client.appendToStream(n % 3 === 0 ? `run-${stream}.${n}` : stream, numbered(4, 'Counted', n));
  });
  await Promise.all(writers);
}

/** Settles when the log holds so many events. */
async function holds(client: EventStoreDBClient, count: number): Promise<void> {
  let seen = 0;
  const subscription = client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
  for await (const _ of subscription) if ((seen += 1) >= count) break;
}

describe('annals eventstore copy', () => {
  jest.setTimeout(WITHIN);
  let source: OneServer;
  let target: OneServer;
  beforeAll(async () => {
    [source, target] = await Promise.all([oneServer(sharedDatabase), oneServer(sharedDatabase)]);
  });
  afterAll(async () => {
    await Promise.all([source.stop(), target.stop()]);
  });

  it(`copies ${EVENTS} events in spite of ${KILLS} kills -9, and everything is there once, in the same order`, async () => {
    await fill(source.client, EVENTS);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { child, ended } = start(['--from', source.url, '--to', target.url]);
      await holds(target.client, Math.floor((EVENTS * kill) / (KILLS + 2)));
      child.kill('SIGKILL');
      await ended;
    }
    const { code, stdout, stderr } = await start([`--from=${source.url}`, `--to=${target.url}`]).ended;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(
          `^\\d+ events were written in [\\d.]+ s\\.\\n${EVENTS} events in \\d+ streams compared, all equal\\.\\nNot copied, because it belongs to the source's server: \\$log \\(1 event\\)\\.\\n$`,
        ),
      ) as unknown,
    });
    expect(stderr).toMatch(new RegExp(`^the target holds \\d+ of ${EVENTS} events$`, 'm'));
    const began = performance.now();
    expect(await between(source, target, (logs) => compareLogs(logs, () => undefined))).toMatchObject({
      events: EVENTS,
      differences: [],
    });
    const written = /^(\d+) events were written in ([\d.]+) s/.exec(stdout);
    process.stderr.write(
      `copy: ${Math.round(Number(written?.[1]) / Number(written?.[2]))} events/s written, ${Math.round(EVENTS / ((performance.now() - began) / 1000))} events/s compared\n`,
    );
  });

  it('speaks TLS, with the user and the password of the connection string', async () => {
    const certificate = await testCertificate();
    const database = await sharedDatabase('secure');
    const server = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      security: {
        ...certificate,
        users: [
          { name: 'admin', password: 'changeit' },
          { name: 'ada', password: 'secret' },
        ],
      },
    });
    const to = (user: string) =>
      `--to=esdb://${user}@localhost:${server.port}?tlsCAFile=${encodeURIComponent(certificate.certificateFile)}`;
    const as = (user: string) => start([`--from=${source.url}`, to(user)]).ended;
    const [good, wrong, other, stranger] = await Promise.all([
      as('admin:changeit'),
      as('admin:secret'),
      as('ada:secret'),
      start([`--from=${source.url}`, `--to=esdb://admin:changeit@localhost:${server.port}`]).ended,
    ]);
    expect(good.stdout).toMatch(/ compared, all equal\.\n/);
    expect(good).toMatchObject({ code: 0 });
    expect(wrong).toEqual({
      code: 1,
      stdout: '',
      stderr: `The event store does not accept the user or the password in the target esdb://localhost:${server.port}.\n`,
    });
    expect(other).toEqual({
      code: 1,
      stdout: '',
      stderr: `The event store does not let the user in the target esdb://localhost:${server.port} read and write: it must be one of its administrators ($admins).\n`,
    });
    expect(stranger).toEqual({
      code: 1,
      stdout: '',
      stderr: `The certificate of the event store at localhost:${server.port} is not accepted (self-signed certificate): name the certificate of the authority that signed it with tlsCAFile=<file> in the connection string of the target.\n`,
    });
    await server.stop();
    await database.drop();
    certificate.remove();
  });

  it('says which of the two it waits for, until that answers', async () => {
    const held: Socket[] = [];
    const silent = createServer((socket) => {
      held.push(socket);
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const answer = (): void => {
      for (const socket of held.splice(0))
        socket.pipe(connect({ port: Number(new URL(source.url).port), host: '127.0.0.1' })).pipe(socket);
    };
    const told: string[] = [];
    const raw = new RawStore(`esdb://127.0.0.1:${address.port}?tls=false`);
    const store = new AwaitedStore(raw, {
      name: 'the source',
      everyMs: 100,
      tell: (line) => {
        if (told.push(line) === 2) answer();
      },
    });
    let events = 0;
    for await (const arrived of store.events()) events += arrived.length;
    expect(events).toBeGreaterThan(EVENTS);
    expect(told.slice(0, 2)).toEqual([
      'waiting for the source, which has not answered for 0.1 s',
      'waiting for the source, which has not answered for 0.2 s',
    ]);
    await raw.close();
    silent.close();
  });

  it('says that a damaged source must be restored, at once, and not to repeat the command', async () => {
    const damaged = await oneServer(sharedDatabase);
    await damaged.client.appendToStream(unique('spoilt'), numbered(5));
    const superuser = new Client({ connectionString: damaged.databaseUrl });
    await superuser.connect();
    await superuser.query(
      'UPDATE eventstore.events SET checksum = checksum # 1 WHERE position = (SELECT max(position) - 2 FROM eventstore.events)',
    );
    await superuser.end();
    const { code, stdout, stderr } = await start([`--from=${damaged.url}`, `--to=${target.url}`]).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The source esdb:\/\/127\.0\.0\.1:\d+ cannot be read: The stored log is damaged at position \d+ .*: restore it from a backup\.\n$/,
    );
    await damaged.stop();
  });

  it('says why it does not begin, each in a sentence, and a difference ends with 1', async () => {
    await source.client.appendToStream(unique('later'), numbered(1));
    const url = new URL('esdb://somebody:secret@127.0.0.1:1');
    const cases: [readonly string[], RegExp, RegExp][] = [
      [[], /^$/, /^Say where to copy the log to\. Usage: annals eventstore copy --to .*\n$/],
      [['--from', source.url, '--to', source.url], /^$/, /^Source and target are the same event store\.\n$/],
      [
        ['--from', source.url, '--to', 'postgres://u:secret@h'],
        /^$/,
        /^The target is given by no connection string of an event store, such as .*\.\n$/,
      ],
      [
        ['--from', source.url, '--to', `${url.href}?tls=false`],
        /^$/,
        /^The event store does not answer: reading the target esdb:\/\/127\.0\.0\.1:1 \(.*\)\. Run the same command again: .*\n$/s,
      ],
      [
        ['--from', target.url, '--to', source.url],
        /^$/,
        /^(looked at .*\n)*The target goes on with revision 0 of stream later-.*, which the source does not have\. Copy into an empty event store, or .*\n$/,
      ],
      [
        ['--from', source.url, '--to', target.url, '--verify-only'],
        /^\d+ events in \d+ streams compared; they are NOT equal:\n {2}The target ends before revision 0 of stream later-.*\n/,
        /^(compared \d+ events, .*\n)*$/,
      ],
    ];
    for (const [{ code, stdout, stderr }, out, err] of await Promise.all(
      cases.map(async ([args, out, err]) => [await start(args).ended, out, err] as const),
    )) {
      expect(stdout).toMatch(out);
      expect(stderr).toMatch(err);
      expect(stderr).not.toContain('secret');
      expect(code).toBe(1);
    }
  });
});
