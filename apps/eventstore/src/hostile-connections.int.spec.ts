import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { say, scaled } from '@annals/testing';
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
  idleConnection,
  rawSocket,
} from './testing/http2-wire';
import { STREAMS, SUBSCRIBE_ALL } from './testing/raw-client';
import { eventually, watchedServer, type WatchedServer } from './testing/watched-server';

const IDLE = scaled(500, 10_000);
const WAVES = 3;
/**
 * What an idle connection may cost, in KiB, all waves together: memory that is given back is used again, though not by
 * the system at once.
 */
const EACH = 60;
/** What a flood may cost, in MiB. */
const FLOOD = 40;
const END_STREAM = 1;
const CANCEL = Buffer.from([0, 0, 0, 8]);
const OPENED = Buffer.concat([PREFACE, frame(FRAME.settings, 0)]);
jest.setTimeout(scaled(60_000, 300_000));

describe('hostile connections', () => {
  let server: WatchedServer;
  let before: number;
  beforeAll(async () => {
    server = await watchedServer('connections');
    await server.client.appendToStream(unique('warm'), event());
  });
  beforeEach(() => {
    before = server.memory();
  });
  afterEach(async () => {
    // whatever was tried: others are served
    await bystander();
  });
  afterAll(() => server.stop());

  async function bystander(): Promise<void> {
    expect((await server.client.appendToStream(unique('bystander'), event())).success).toBe(true);
  }
  async function open(count: number): Promise<Socket[]> {
    const sockets: Socket[] = [];
    while (sockets.length < count)
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(200, count - sockets.length) }, () => idleConnection(server.port)),
        )),
      );
    return sockets;
  }

  it(`${IDLE} of them idle, ${WAVES} times: others are served, memory does not grow with every one that ever came`, async () => {
    const memory: number[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) {
      const sockets = await open(IDLE);
      expect(server.connections()).toBeGreaterThan(IDLE);
      await bystander();
      memory.push(server.memory());
      for (const socket of sockets) socket.destroy();
      await server.downTo(1, 20_000);
    }
    const each = memory.map((found) => Math.round(((found - before) * 1024) / IDLE));
    say(`idle connections: ${IDLE} at once, KiB each in wave 1, 2, 3: ${each.join(', ')}`);
    expect(Math.max(...memory) - before).toBeLessThan(20 + (EACH * IDLE) / 1024);
  });

  it(`with more than ${MOST_CALLS} calls: the further ones are refused, the others live`, async () => {
    const socket = await rawSocket(server.port);
    let [refused, confirmed] = [0, 0];
    answerPings(socket, (type) => {
      if (type === FRAME.reset) refused += 1;
      if (type === FRAME.headers) confirmed += 1;
    });
    const subscription = (n: number): Buffer =>
      Buffer.concat([
        frame(FRAME.headers, 2 * n + 1, callHeaders(`${STREAMS}/Read`), END_HEADERS),
        frame(FRAME.data, 2 * n + 1, grpcMessage(SUBSCRIBE_ALL), END_STREAM),
      ]);
    socket.write(Buffer.concat([OPENED, ...Array.from({ length: 1000 }, (_, n) => subscription(n))]));
    await eventually(
      'all calls are answered',
      () => (refused >= 1000 - MOST_CALLS && confirmed >= MOST_CALLS) || socket.destroyed,
      10_000,
    );
    expect(socket.destroyed ? 'ended' : { refused, confirmed }).toEqual({
      refused: 1000 - MOST_CALLS,
      confirmed: MOST_CALLS,
    });
    expect(server.memory() - before).toBeLessThan(FLOOD);
    socket.destroy();
  });

  /** Sends the same again and again until the server ends it. */
  async function flood(socket: Socket, next: () => Buffer): Promise<number> {
    let rounds = 0;
    for (; !socket.destroyed && rounds < 5000; rounds += 1) {
      if (!socket.write(next()))
        await new Promise<void>((resolve) => {
          socket.once('drain', resolve).once('close', resolve);
        });
      await turn();
    }
    expect(socket.destroyed).toBe(true);
    expect(server.memory() - before).toBeLessThan(FLOOD);
    return rounds;
  }

  it('that open and reset calls without end ("rapid reset") are ended', async () => {
    const socket = await rawSocket(server.port);
    socket.resume();
    socket.write(OPENED);
    const headers = callHeaders(`${STREAMS}/Read`);
    let n = 0;
    await flood(socket, () =>
      Buffer.concat(
        Array.from({ length: 100 }, () => {
          const id = 2 * n++ + 1;
          return [frame(FRAME.headers, id, headers, END_HEADERS), frame(FRAME.reset, id, CANCEL)];
        }).flat(),
      ),
    );
  });

  it.each<[string, Buffer]>([
    ['PING', frame(FRAME.ping, 0, Buffer.alloc(8))],
    ['SETTINGS', frame(FRAME.settings, 0)],
  ])('that flood it with %s and read nothing are ended', async (_name, one) => {
    const socket = await rawSocket(server.port);
    socket.pause();
    socket.write(OPENED);
    const many = Buffer.concat(Array.from({ length: 1000 }, () => one));
    await flood(socket, () => many);
  });

  it('that send headers without end (CONTINUATION) are ended', async () => {
    const socket = await rawSocket(server.port);
    socket.resume();
    socket.write(Buffer.concat([OPENED, frame(FRAME.headers, 1, callHeaders(`${STREAMS}/Read`))]));
    const more = frame(FRAME.continuation, 1, callHeaders(`${STREAMS}/Read`));
    await flood(socket, () => Buffer.concat(Array.from({ length: 100 }, () => more)));
  });
});
