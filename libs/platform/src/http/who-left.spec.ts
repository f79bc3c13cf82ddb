import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { Agent, request, type ClientRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { whoLeft } from './who-left';

describe('A8: who has left before the answer', () => {
  let app: FastifyInstance;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** What happens when a request has arrived and its body was read. */
  let arrived: (asked: FastifyRequest) => Promise<unknown>;
  beforeAll(async () => {
    app = fastify();
    app.post('/', (asked) => arrived(asked));
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    agent.destroy();
    await app.close();
  });

  function ask(): ClientRequest {
    const { port } = app.server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json' };
    const asking = request({ host: '127.0.0.1', port, method: 'POST', agent, headers });
    asking.on('error', () => undefined);
    asking.end('{"a":1}');
    return asking;
  }

  /** Asks, and leaves when the request has arrived. @returns what `look` saw of it */
  function leave<T>(look: (asked: FastifyRequest, left: () => void) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      arrived = async (asked) => {
        await look(asked, () => asking.destroy()).then(resolve, reject);
        return {};
      };
      const asking = ask();
    });
  }

  it('is known, though the body was read long ago', async () => {
    const left = await leave(async (asked, leaves) => {
      const signal = whoLeft(asked);
      const before = signal.aborted;
      const closed = once(asked.socket, 'close');
      leaves();
      await closed;
      return [before, signal.aborted];
    });
    expect(left).toEqual([false, true]);
  });

  it('is known to who asks only afterwards', async () => {
    const left = await leave(async (asked, leaves) => {
      const closed = once(asked.socket, 'close');
      leaves();
      await closed;
      return whoLeft(asked).aborted;
    });
    expect(left).toBe(true);
  });

  it('is nobody where the answer goes out; a connection that stays is listened to once', async () => {
    const seen: { signal: AbortSignal; socket: Socket; listeners: number }[] = [];
    arrived = (asked) => {
      const { socket } = asked;
      seen.push({ signal: whoLeft(asked), socket, listeners: socket.listenerCount('close') });
      return Promise.resolve({});
    };
    for (let n = 0; n < 20; n += 1) {
      const [answer] = (await once(ask(), 'response')) as [NodeJS.ReadableStream];
      answer.resume();
      await once(answer, 'end');
    }
    expect(seen.map(({ signal }) => signal.aborted)).toEqual(Array<boolean>(20).fill(false));
    expect(new Set(seen.map(({ socket }) => socket)).size).toBe(1);
    expect(new Set(seen.map(({ listeners }) => listeners)).size).toBe(1);
  });
});
