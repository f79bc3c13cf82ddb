import type { Socket } from 'node:net';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { scaled, sharedDatabase, type TestDatabase } from '@annals/testing';
import { follow, said } from './contract/follow';
import { event, unique } from './contract/server-under-test';
import { KEEPALIVE } from './rpc/connections';
import { startEventStore, type EventStoreServer } from './server';
import {
  END_HEADERS,
  FRAME,
  PREFACE,
  callHeaders,
  frame,
  grpcMessage,
  idleConnection,
  rawSocket,
} from './testing/http2-wire';
import { STREAMS, SUBSCRIBE_ALL, wholeAppend } from './testing/raw-client';
import { connectionsOf, eventually } from './testing/watched-server';

const keepalive = scaled(300, KEEPALIVE);
/** Long after any keepalive, on however busy a machine: who is never let go is found out by it. */
const SOON_MS = 30_000;
const MANY = 50;
const OPENED = Buffer.concat([PREFACE, frame(FRAME.settings, 0)]);
const END_STREAM = 1;
jest.setTimeout(scaled(30_000, 120_000));

const call = (method: string, request: Buffer, flags = 0): Buffer =>
  Buffer.concat([
    OPENED,
    frame(FRAME.headers, 1, callHeaders(`${STREAMS}/${method}`), END_HEADERS),
    frame(FRAME.data, 1, grpcMessage(request), flags),
  ]);

/**
 * All these connections stay open at the client's side: only the server can end them. Nothing of what it sends is read
 * or answered.
 */
const silences: [string, Buffer][] = [
  ['says nothing', Buffer.alloc(0)],
  ['says half a preface', PREFACE.subarray(0, 10)],
  ['says a preface and half a frame', Buffer.concat([PREFACE, frame(FRAME.settings, 0).subarray(0, 5)])],
  ['goes silent after its settings', OPENED],
  ['goes silent within its headers', Buffer.concat([OPENED, frame(FRAME.headers, 1, callHeaders(`${STREAMS}/Read`))])],
  ['goes silent in a subscription', call('Read', SUBSCRIBE_ALL, END_STREAM)],
  ['goes silent after an append', call('BatchAppend', wholeAppend(unique('silent')))],
  ['goes silent within an append', call('BatchAppend', wholeAppend(unique('silent'))).subarray(0, -20)],
  ['goes silent in an Append that is never finished', call('Append', Buffer.alloc(0))],
];

describe('a client that vanishes without a word', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let client: EventStoreDBClient;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    database = await sharedDatabase('silence');
    server = await startEventStore({ databaseUrl: database.url, port: 0, keepalive });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
    await database.drop();
  });

  it('is let go, however far it got; who answers stays', async () => {
    const one = follow(client.subscribeToAll({ fromPosition: START }));
    await one.until(said('caughtUp'));
    sockets.push(await idleConnection(server.port));
    const stay = connectionsOf(server.port);
    const vanished = await Promise.all(
      silences.flatMap(([, said]) =>
        Array.from({ length: MANY }, async () => {
          const socket = await rawSocket(server.port);
          socket.pause();
          socket.write(said);
          return socket;
        }),
      ),
    );
    sockets.push(...vanished);
    expect((await client.appendToStream(unique('bystander'), event())).success).toBe(true);
    await eventually('the server ends them', () => connectionsOf(server.port) === stay, SOON_MS);
    // Longer than any keepalive: the others are still there.
    await eventually(
      'time passes',
      (
        (until) => () =>
          Date.now() > until
      )(Date.now() + keepalive * 2 + 100),
      keepalive * 3,
    );
    expect(connectionsOf(server.port)).toBe(stay);
    expect(one.log).not.toContain('error');
    await one.stop();
  });

  it('within its message: an append that was not whole is not there', async () => {
    const stream = unique('cut');
    const socket = await rawSocket(server.port);
    sockets.push(socket);
    socket.resume().write(call('BatchAppend', wholeAppend(stream)).subarray(0, -1));
    await eventually('the server ends it', () => socket.destroyed, SOON_MS);
    await expect(
      (async () => {
        for await (const _ of client.readStream(stream)) throw new Error('an append in parts');
      })(),
    ).rejects.toMatchObject({ type: 'stream-not-found' });
  });
});
