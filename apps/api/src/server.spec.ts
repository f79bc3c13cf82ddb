import { loadConfig } from '@annals/config';
import { Public, ProblemFilter } from '@annals/platform';
import { Controller, Get, Module, Query } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { adapter, censor, checkRequests } from './server';

const Search = z.strictObject({ search: z.string().max(80).optional() });

/** What somebody may add tomorrow: a parameter with a schema that forgets the character, and one without any. */
@Controller('api/v1/things')
class Things {
  @Get()
  @Public()
  list(@Query({ schema: Search }) asked: z.output<typeof Search>) {
    return asked;
  }

  @Get('plain')
  @Public()
  plain(@Query('to') to?: string) {
    return { to };
  }
}

@Module({ controllers: [Things], providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
class ThingsModule {}

it.each([
  ['/mailbox/0123abcd/messages?to=a', '/mailbox/[Redacted]/messages?to=a'], ['/mailbox/0123abcd?x', '/mailbox/[Redacted]?x'], ['/api/v1/me?x=1', '/api/v1/me?x=1'],
])('B6: of %s is logged %s', (url, logged) => expect(censor(url, ['req', 'url'])).toBe(logged));
it('what people prove themselves with is not logged', () => expect(censor('Bearer x', ['req', 'headers', 'authorization'])).toBe('[Redacted]'));

describe('the server around the routes', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const config = loadConfig({ env: { ANNALS_DATABASE_URL: 'postgres://localhost/x', ANNALS_EVENTSTORE_URL: 'esdb://localhost:1?tls=false', ANNALS_SECRETS_FILE: '/x', ANNALS_LOG_LEVEL: 'error' } });
    app = await NestFactory.create<NestFastifyApplication>(ThingsModule, adapter(config), { logger: false, abortOnError: false, bodyParser: false });
    checkRequests(app, config);
    await app.init();
  });
  afterAll(() => app.close());

  const get = async (url: string) => {
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url });
    return { status: statusCode, type: headers['content-type'], headers, body: JSON.parse(body) as unknown };
  };

  it.each([['?search=%00', '/search'], ['?search=a%00b', '/search'], ['?search=a&search=%00', '/search'], ['/plain?to=%00', '/to'], ['/plain?other=%00', '/other']])('refuses U+0000 in any query: %s', async (asked, path) => {
    const { status, type, body } = await get(`/api/v1/things${asked}`);
    expect({ status, type }).toEqual({ status: 400, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', instance: asked.startsWith('?') ? '/api/v1/things' : '/api/v1/things/plain', violations: [{ path, message: 'has the character U+0000' }] });
  });

  it('takes every other character', async () => {
    expect(await get('/api/v1/things?search=%01%25%5C0%F0%9F%A6%8A')).toMatchObject({ status: 200, body: { search: '\u0001%\\0🦊' } });
    expect(await get('/api/v1/things/plain')).toMatchObject({ status: 200, body: {} });
  });

  it.each(['/api/v1/things/%zz', `/api/v1/things/%ff`, '/api/%'])('answers an address that cannot be read as it answers an unknown one: %s', async (url) => {
    const unknown = await get('/api/v1/nothing');
    const { status, type, headers, body } = await get(url);
    expect({ status, type, body }).toEqual({ status: 404, type: unknown.type, body: { ...unknown.body as object, instance: url } });
    expect(Object.keys(headers).sort()).toEqual(Object.keys(unknown.headers).sort());
  });
});
