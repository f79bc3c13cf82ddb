import { setImmediate as turn } from 'node:timers/promises';
import { jsonEvent } from '@eventstore/db-client';
import { say, scaled } from '@annals/testing';
import { fill } from './contract/fill';
import { event, unique } from './contract/server-under-test';
import { MOST_CALLS } from './rpc/connections';
import {
  END_HEADERS,
  FRAME,
  PREFACE,
  answerPings,
  callHeaders,
  frame,
  grpcMessage,
  rawSocket,
} from './testing/http2-wire';
import { READ_ALL, STREAMS, SUBSCRIBE_ALL, wholeAppend } from './testing/raw-client';
import { watchedServer, type WatchedServer } from './testing/watched-server';
import type { Socket } from 'node:net';

const EVENTS = scaled(5000, 100_000);
const LARGE = scaled(16, 300);
/** MiB that a call may occupy whose client reads nothing: what is on its way to it and the page behind that. */
const EACH = 3;
/** Appends of 2 kB that would be some 200 MB. */
const SENT = 100_000;
/** Milliseconds without room for one more, after which the server is not listening. */
const LONG = 1000;
/** Bytes that HTTP/2 allows without being asked. */
const WINDOW = 65_535;
const END_STREAM = 1;
/** SETTINGS_INITIAL_WINDOW_SIZE 0: its client never takes a byte of an answer. */
const NO_WINDOW = frame(FRAME.settings, 0, Buffer.from([0, 4, 0, 0, 0, 0]));
jest.setTimeout(scaled(60_000, 300_000));

describe('a client that never reads', () => {
  let server: WatchedServer;
  let before: number;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    server = await watchedServer('readers');
    for (let n = 0; n < LARGE; n += 1)
      await server.client.appendToStream(
        unique('large'),
        jsonEvent({ type: 'Large', data: { filling: 'x'.repeat(900_000) } }),
      );
    await fill(server.client, EVENTS);
    await readAll();
  });
  beforeEach(() => {
    before = server.memory();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });
  afterAll(() => server.stop());

  /** What others do meanwhile: reading everything. */
  async function readAll(): Promise<void> {
    let count = 0;
    for await (const { event: found } of server.client.readAll()) if (found?.type === 'Filled') count += 1;
    expect(count).toBe(EVENTS);
    expect((await server.client.appendToStream(unique('bystander'), event())).success).toBe(true);
  }
  async function connect(heard?: Parameters<typeof answerPings>[1]): Promise<Socket> {
    const socket = await rawSocket(server.port);
    sockets.push(socket);
    answerPings(socket, heard);
    socket.write(Buffer.concat([PREFACE, NO_WINDOW]));
    return socket;
  }
  const call = (n: number, method: string, request: Buffer, flags = 0): Buffer =>
    Buffer.concat([
      frame(FRAME.headers, 2 * n + 1, callHeaders(`${STREAMS}/${method}`), END_HEADERS),
      frame(FRAME.data, 2 * n + 1, grpcMessage(request), flags),
    ]);

  it.each<[string, Buffer]>([
    ['reads', READ_ALL],
    ['subscriptions', SUBSCRIBE_ALL],
  ])(`with ${MOST_CALLS} %s of $all: a few pages each, and others read all of it`, async (_name, request) => {
    const socket = await connect();
    for (let n = 0; n < MOST_CALLS; n += 1) socket.write(call(n, 'Read', request, END_STREAM));
    await readAll();
    say(`${MOST_CALLS} ${_name} that are never read: ${((server.memory() - before) / MOST_CALLS).toFixed(1)} MiB each`);
    expect(server.memory() - before).toBeLessThan(MOST_CALLS * EACH);
    expect(socket.destroyed).toBe(false);
  });
  it('the answers to its appends is listened to no longer, and others write', async () => {
    const windows = [WINDOW, WINDOW]; // of the connection and of the call: how much the server still takes
    const socket = await connect((type, stream, payload) => {
      if (type === FRAME.windowUpdate) windows[stream] = (windows[stream] ?? 0) + payload.readUInt32BE(0);
    });
    socket.write(frame(FRAME.headers, 1, callHeaders(`${STREAMS}/BatchAppend`), END_HEADERS));
    const filling = JSON.stringify({ filling: 'x'.repeat(2000) });
    let [sent, since] = [0, Date.now()];
    for (; sent < SENT && Date.now() - since < LONG; await turn()) {
      for (
        let request = grpcMessage(wholeAppend('unread', undefined, filling));
        Math.min(...windows) >= request.length;
        since = Date.now()
      ) {
        socket.write(frame(FRAME.data, 1, request));
        for (const index of [0, 1]) windows[index] = (windows[index] ?? 0) - request.length;
        sent += 1;
        request = grpcMessage(wholeAppend('unread', undefined, filling));
      }
    }
    await readAll();
    say(
      `appends whose answers are never read: ${sent} sent until nobody listened, ${(server.memory() - before).toFixed(0)} MiB`,
    );
    expect(sent).toBeLessThan(SENT);
    expect(server.memory() - before).toBeLessThan(100);
  });
});
