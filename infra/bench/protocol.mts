import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import { atOnce, installed, root, start } from './harness.mts';
import { database, interleaved, number, times, type Row } from './table.mts';

const { EventStoreDBClient, jsonEvent, NO_STREAM } = installed(
  '@eventstore/db-client',
) as typeof import('@eventstore/db-client');
const grpc = installed('@grpc/grpc-js') as typeof import('@grpc/grpc-js');

/** About 200 bytes of event. */
const DATA = { name: 'Halden Freight', note: randomBytes(60).toString('hex') };
const event = () => jsonEvent({ type: 'OrganizationRenamed', data: DATA, metadata: { actor: 'system:bench' } });

/**
 * Credentials of one call make the official client leave BatchAppend for a unary Append; without TLS they are not even
 * sent.
 */
const UNARY = { credentials: { username: 'bench', password: 'bench' } };

function appends(client: Client, inFlight: number, total: number, options = {}) {
  return atOnce(inFlight, total, () =>
    client.appendToStream(`organization-${randomUUID()}`, event(), { expectedRevision: NO_STREAM, ...options }),
  );
}

/** A server that does nothing, and its client. */
async function echo() {
  const child = fork(join(root, 'infra', 'bench', 'grpc-echo.mjs'));
  const port = await new Promise<number>((resolve) => {
    child.on('message', (message: { port: number }) => resolve(message.port));
  });
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const same = (bytes: Buffer) => bytes;
  const body = randomBytes(250);
  return {
    run: (inFlight: number, total: number) =>
      atOnce(
        inFlight,
        total,
        () =>
          new Promise<void>((resolve, reject) => {
            client.makeUnaryRequest('/bench/Echo', same, same, body, (error) => {
              if (error) reject(error);
              else resolve();
            });
          }),
      ),
    close: async () => {
      client.close();
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
    },
  };
}

/** P3: the official client and the event store, each in its own process; without TLS, as the limit beside it. */
export async function protocolRows(adminUrl: string): Promise<Row[]> {
  const server = await start(
    'apps/eventstore/src/main.js',
    { ANNALS_DATABASE_URL: await database(adminUrl, 'protocol'), ANNALS_EVENTSTORE_PORT: '0' },
    ['--insecure'],
  );
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  const bare = await echo();
  try {
    await appends(client, 32, 2000);
    await appends(client, 32, 500, UNARY);
    await bare.run(32, 2000);
    const { ours, unary, limit } = await interleaved(
      'P3',
      {
        ours: async () => (await appends(client, 32, 2000)).perSecond,
        unary: async () => (await appends(client, 32, 1000, UNARY)).perSecond,
        limit: async () => (await bare.run(32, 2000)).perSecond,
      },
      5,
    );
    return [
      {
        id: 'P3',
        what: 'append by the official client, 32 in flight, per second',
        ours: number(ours),
        peer: `${number(unary)} (unary Append, ours)`,
        limit: `${number(limit)} (grpc-js unary echo)`,
        ratio: `${times(ours / limit)} of the limit, ${times(ours / unary)} unary`,
        goal: '>= 0.8x, >= 2x',
      },
    ];
  } finally {
    await Promise.all([client.dispose(), bare.close()]);
    await server.stop();
  }
}
