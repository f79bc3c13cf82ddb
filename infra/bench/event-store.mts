import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import { builtFile, installed, root } from './harness.mts';

const { DeadlineExceededError, EventStoreDBClient, jsonEvent } = installed(
  '@eventstore/db-client',
) as typeof import('@eventstore/db-client');
const { connectWriter } = builtFile(
  'apps/eventstore/src/log/connection.js',
) as typeof import('../../apps/eventstore/src/log/connection');
const { streamKey } = builtFile(
  'apps/eventstore/src/log/stream-key.js',
) as typeof import('../../apps/eventstore/src/log/stream-key');
const { insertGroup } = builtFile(
  'apps/eventstore/src/log/insert-group.js',
) as typeof import('../../apps/eventstore/src/log/insert-group');
const { nodeOptionsOf } = builtFile(
  'apps/cli/src/supervisor/scripts.js',
) as typeof import('../../apps/cli/src/supervisor/scripts');

const GROUP = 1000;
const PER_STREAM = 10;

/** Writes a log of events of about 200 bytes, ten to a stream. */
export async function fill(databaseUrl: string, events: number): Promise<void> {
  const { client } = await connectWriter(databaseUrl);
  const names = Array.from({ length: events / PER_STREAM }, () => `run-${randomUUID()}.${randomUUID()}`);
  for (let start = 0; start < events; start += GROUP) {
    const rows = Array.from({ length: GROUP }, (_, index) => {
      const n = start + index;
      const stream = names[n % names.length] ?? '';
      return {
        streamId: (n % names.length) + 1,
        streamKey: n < names.length ? streamKey(stream) : undefined,
        event: {
          position: n + 1,
          stream,
          revision: Math.floor(n / names.length),
          id: randomUUID(),
          type: 'RunProgressed',
          isJson: true,
          created: 1_763_700_000_000 + n,
          data: Buffer.from(JSON.stringify({ run: stream.slice(-36), bot: randomUUID(), n })),
          metadata: Buffer.from(
            JSON.stringify({ at: '2026-11-22T00:00:00.000Z', actor: `user:${randomUUID()}`, schema: '1' }),
          ),
        },
      };
    });
    await insertGroup(client, rows);
  }
  await client.query('vacuum analyze eventstore.events');
  await client.end();
}

/** A process that said that it is ready. */
export interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a process and waits until it says on which port it serves. */
export function child(
  script: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; execArgv?: string[] } = {},
): Promise<Started> {
  const started = fork(join(root, script), args, { ...options, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stop = () =>
    new Promise<void>((resolve) => {
      started.once('exit', () => resolve());
      started.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    started.once('message', ({ port }: { port: number }) => resolve({ child: started, port, stop }));
  });
}

/** The event store, as the supervisor starts it, but without TLS, as the limits beside it. */
export const eventStore = (databaseUrl: string) =>
  child('dist/apps/eventstore/src/main.js', ['--insecure', '--port', '0'], {
    env: { ...process.env, ANNALS_DATABASE_URL: databaseUrl },
    execArgv: nodeOptionsOf('eventstore'),
  });
/** The official client. */
export const clientOf = (port: number): Client =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
/** Resident memory of a process. */
export const megabytesOf = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
/** Events of about 200 bytes. */
export const loaded = (count: number) =>
  Array.from({ length: count }, () =>
    jsonEvent({
      type: 'RunProgressed',
      data: { run: randomUUID(), bot: randomUUID() },
      metadata: { actor: `user:${randomUUID()}` },
    }),
  );

/**
 * Appends; where a loaded machine lets the answer come too late, again with the same ids, which stores nothing twice.
 */
export async function append(client: Client, stream: string, events: ReturnType<typeof loaded>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.appendToStream(stream, events);
      return;
    } catch (error) {
      if (!(error instanceof DeadlineExceededError) || tries === 5) throw error;
    }
  }
}
