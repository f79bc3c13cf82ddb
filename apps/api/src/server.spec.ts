import { loadConfig } from '@annals/config';
import { route } from '@annals/contracts';
import { On, ProblemFilter } from '@annals/platform';
import { Controller, Module, Query } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { z } from 'zod';
import { adapter, censor, checkRequests, limitConnections } from './server';

const ofThings = { path: '/api/v1/things', access: 'public', sentence: 'Things.' } as const;
const Search = z.strictObject({ search: z.string().max(80).optional() });
const listThings = route({ ...ofThings, method: 'GET', query: Search, status: 200 });
const makeThing = route({ ...ofThings, method: 'POST', status: 201 });
const plainThings = route({ ...ofThings, method: 'GET', path: '/api/v1/things/plain', status: 200 });

/** What somebody may add tomorrow: a parameter with a schema that forgets the character, and one without any. */
@Controller()
class Things {
  @On(listThings)
  list(@Query() asked: z.output<typeof Search>) {
    return asked;
  }

  @On(makeThing)
  make() {
    return {};
  }

  @On(plainThings)
  plain(@Query('to') to?: string) {
    return { to };
  }
}

@Module({ controllers: [Things], providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
class ThingsModule {}

it.each([
  ['/mailbox/0123abcd/messages?to=a', '/mailbox/[Redacted]/messages?to'],
  ['/mailbox/0123abcd?x', '/mailbox/[Redacted]?x'],
  ['/api/v1/organizations/o/members?search=Karin&limit=5', '/api/v1/organizations/o/members?search&limit'],
  ['/api/v1/me?x=1', '/api/v1/me?x'],
])('B6: of %s is logged %s', (url, logged) => expect(censor(url, ['req', 'url'])).toBe(logged));
it('what people prove themselves with is not logged', () =>
  expect(censor('Bearer x', ['req', 'headers', 'authorization'])).toBe('[Redacted]'));
const config = loadConfig({
  env: {
    ANNALS_DATABASE_URL: 'postgres://localhost/x',
    ANNALS_EVENTSTORE_URL: 'esdb://localhost:1?tls=false',
    ANNALS_SECRETS_FILE: '/x',
    ANNALS_LOG_LEVEL: 'error',
  },
});

describe('the server around the routes', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ThingsModule, adapter(config), {
      logger: false,
      abortOnError: false,
      bodyParser: false,
    });
    checkRequests(app, config);
    await app.init();
  });
  afterAll(() => app.close());

  const get = async (url: string) => {
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url });
    return { status: statusCode, type: headers['content-type'], headers, body: JSON.parse(body) as unknown };
  };

  it.each([
    ['?search=%00', '/search'],
    ['?search=a%00b', '/search'],
    ['?search=a&search=%00', '/search'],
    ['/plain?to=%00', '/to'],
    ['/plain?other=%00', '/other'],
  ])('refuses U+0000 in any query: %s', async (asked, path) => {
    const { status, type, body } = await get(`/api/v1/things${asked}`);
    expect({ status, type }).toEqual({ status: 400, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({
      code: 'VALIDATION_FAILED',
      instance: asked.startsWith('?') ? '/api/v1/things' : '/api/v1/things/plain',
      violations: [{ path, message: 'has the character U+0000' }],
    });
  });

  it('takes every other character', async () => {
    expect(await get('/api/v1/things?search=%01%25%5C0%F0%9F%A6%8A')).toMatchObject({
      status: 200,
      body: { search: '\u0001%\\0🦊' },
    });
    expect(await get('/api/v1/things/plain')).toMatchObject({ status: 200, body: {} });
  });

  it.each(['/api/v1/things/%zz', `/api/v1/things/%ff`, '/api/%'])(
    'answers an address that cannot be read as it answers an unknown one: %s',
    async (url) => {
      const unknown = await get('/api/v1/nothing');
      const { status, type, headers, body } = await get(url);
      expect({ status, type, body }).toEqual({
        status: 404,
        type: unknown.type,
        body: { ...(unknown.body as object), instance: url },
      });
      expect(Object.keys(headers).sort()).toEqual(Object.keys(unknown.headers).sort());
    },
  );
});

describe('A7: what a sender may take', () => {
  let app: NestFastifyApplication;
  let port: number;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ThingsModule, adapter(config, { requestMs: 200 }), {
      logger: false,
      abortOnError: false,
      bodyParser: false,
    });
    checkRequests(app, config);
    limitConnections(app, 3);
    await app.listen(0, '127.0.0.1');
    port = (app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  /** Everything that the server says until it closes. */
  async function said(sent: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
    });
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => {
        resolve();
      });
    });
    socket.write(sent);
    await closed;
    return Buffer.concat(chunks).toString();
  }

  it.each([
    ['without a body', 'content-length: 10\r\n\r\n{'],
    ['without the end of its head', ''],
    ['of chunks without an end', 'transfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
  ])('a request %s is ended', async (_, rest) =>
    expect(await said(`POST /api/v1/things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${rest}`)).toMatch(
      /^HTTP\/1\.1 408/,
    ),
  );

  it('connections beyond the limit are not taken, and those that end make room', async () => {
    const held = [1, 2, 3].map(() => {
      const socket = connect(port, '127.0.0.1');
      const closed = new Promise<void>((resolve) => {
        socket.once('close', () => {
          resolve();
        });
      });
      socket.on('error', () => undefined).resume();
      socket.write('GET /api/v1/things HTTP/1.1\r\n');
      return { connected: once(socket, 'connect'), closed };
    });
    await Promise.all(held.map(({ connected }) => connected));
    expect(await said('GET /api/v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toBe('');
    await Promise.all(held.map(({ closed }) => closed));
    expect(await said('GET /api/v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200/,
    );
  });
});
