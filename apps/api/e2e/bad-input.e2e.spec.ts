import { allRoutes } from '@annals/contracts';
import { scaled, type TestAnnals, startAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Client as Database } from 'pg';
import { eventually } from '../../cli/src/testing/run-annals';
import { Client } from './support/client';
import type { Entries } from './support/entries';
import { bot, founder, PASSWORD, someAddress, type Founder } from './support/people';
import { everyParameter, bodyFor, fill, routes, type WalkedRoute } from './support/routes';

jest.setTimeout(180_000);

const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;

/** Bodies that nobody should send, made from a right one; text goes out as it is. */
function hostile(right: Record<string, unknown>): readonly (readonly [name: string, body: unknown])[] {
  const each = (change: (value: unknown) => unknown) =>
    Object.fromEntries(Object.entries(right).map(([name, value]) => [name, change(value)]));
  const field = Object.keys(right)[0] ?? 'reason';
  return [
    ['a list', []],
    ['null', 'null'],
    ['not JSON', '{'],
    ['a number', '1'],
    ['a text', '"x"'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    ['an unknown field', { ...right, unheardOf: 1 }],
    [
      'many unknown fields',
      Object.fromEntries(Array.from({ length: scaled(2_000, 70_000) }, (_, index) => [`k${index}`, 1])),
    ],
    ['depth', deep],
    ['a deep field', `{"${field}":${deep}}`],
    ['1 MB of spaces', { ...right, reason: ' '.repeat(700_000), [field]: ' '.repeat(200_000) }],
    ['NUL and a lone surrogate', { ...right, [field]: [], reason: 'a\u0000\ud800' }],
    ...(Object.keys(right).length === 0
      ? []
      : ([
          ['nothing', {}],
          ['all null', each(() => null)],
          ['all numbers', each(() => 1e308)],
          ['all objects', each(() => ({ $gt: '' }))],
          ['arrays of arrays', each(() => [[[]]])],
          ['lone surrogates and NUL', each((value) => (typeof value === 'string' ? '\ud800\u0000' : [value]))],
        ] as const)),
  ];
}

/** Values that no parameter of a path, a query or a header should have, as they stand in an address. */
const hostileValues = [
  '%00',
  '%ED%A0%80',
  '%F0%9F%A6%8A',
  '-1',
  '0',
  '99999999999999999999',
  '1e308',
  'NaN',
  '__proto__',
  '%27%3B--',
  '%25',
  'x'.repeat(150),
  'x'.repeat(5_000),
  '0000-01-01T00:00:00.000Z',
  cursor('0000-01-01T00:00:00.000Z'),
  cursor('9999-12-31T23:59:59.999Z'),
  cursor('2026-02-30T00:00:00.000Z'),
  Buffer.from('[[[[').toString('base64url'),
  Buffer.from('null').toString('base64url'),
];

const headers = [
  'idempotency-key',
  'if-match',
  'min-position',
  'x-correlation-id',
  'x-request-id',
  'user-agent',
  'authorization',
  'content-type',
  'accept',
  'origin',
  'x-forwarded-for',
];

function cursor(at: string): string {
  return Buffer.from(JSON.stringify([at, '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b'])).toString('base64url');
}

/** The cookie of a session of its own. */
async function cookieOf({ email }: Founder, url: string): Promise<string> {
  const { headers } = await new Client(url).post('/api/v1/session', { email, password: PASSWORD });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** What `fetch` does not send. */
function getWithBody(url: string, cookie: string): Promise<{ status: number; code: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { headers: { cookie, 'content-type': 'application/json', 'content-length': '7' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
        });
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            code: (JSON.parse(Buffer.concat(chunks).toString()) as { code?: unknown }).code,
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end('{"a":1}');
  });
}

/** F, S3, S4: every route of the OpenAPI document. */
describe('bad input is refused with a code, and nothing is written', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let values: Readonly<Record<string, string>>;

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals);
    const { botId, keyId } = await bot(annals, owner);
    const me = await owner.client.get<{ personId: string }>(`${owner.path}/me`);
    // Who signed in is written down, and that somebody looks at the log: from then on nothing is but what is asked for.
    const told = async (type: string) =>
      (await owner.client.get<Entries>(`${owner.path}/audit?limit=1&type=${type}`)).body.items.length > 0;
    await eventually('the sign-in is told', () => told('MemberSignedIn'));
    await eventually('a look at the log is told', () => told('AuditViewed'));
    const nobody = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
    values = {
      ...everyParameter(nobody),
      organizationId: owner.organizationId,
      botId,
      keyId,
      personId: me.body.personId,
      sequence: '1',
    };
  });
  afterAll(() => annals.stop());

  /** What was carried out; that something was denied is written down when its minute is over. */
  const events = async () => {
    const { body } = await owner.client.get<Entries>(`${owner.path}/audit?limit=200&outcome=allowed`);
    expect(body.next).toBeNull();
    return body.items.length;
  };

  /** An answer that says no, by a code; a fault of ours, or a yes, is named. */
  const isNo = (status: number, code: unknown) => status >= 400 && status < 500 && typeof code === 'string';
  /** Nothing is wrong with it there: a run-as of null is a bot that runs as itself. */
  const takes = ({ method, path }: WalkedRoute, body: unknown) =>
    allRoutes.find((each) => each.method === method && each.path === path)?.body?.safeParse(body).success === true;
  const right = (route: WalkedRoute) => (bodyFor(route).body ?? {}) as Record<string, unknown>;

  it('A1: every route that may change something declares what its body holds, or takes none', () => {
    const silent = routes
      .filter(({ method, body, anyBody }) => method === 'POST' && body === undefined && anyBody === undefined)
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('F A1 A9: every route, hostile bodies of every kind, with a key', async () => {
    const before = await events();
    const wrong: string[] = [];
    const commands = routes.filter(({ method }) => method !== 'GET');
    for (const [nth, route] of commands.entries()) {
      for (const [name, body] of hostile(right(route)).filter((_, index) => (index + nth) % scaled(3, 1) === 0)) {
        if (takes(route, body)) continue;
        const answer = await owner.client.send<{ code?: string }>(route.method, fill(route.path, values), {
          body,
          headers: { 'idempotency-key': randomUUID() },
        });
        if (!isNo(answer.status, answer.body.code) || answer.text.length > 8_000)
          wrong.push(`${route.method} ${route.path} with ${name}: ${answer.status} ${answer.text.slice(0, 160)}`);
      }
    }
    expect(commands.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
    expect(await events()).toBe(before);
    expect((await owner.client.get('/api/v1/me')).status).toBe(200); // the wrong sign-outs signed nobody out
  });

  it('A1: no read takes a body', async () => {
    const wrong: string[] = [];
    const cookie = await cookieOf(owner, annals.url);
    for (const route of routes.filter(({ method, streams }) => method === 'GET' && !streams)) {
      const { status, code } = await getWithBody(annals.url + fill(route.path, values), cookie);
      if (!isNo(status, code)) wrong.push(`${route.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('A9: every parameter of every path and query, and every header that we read, is never a fault of ours', async () => {
    const wrong: string[] = [];
    const ask = async (method: string, path: string, sent: Readonly<Record<string, string>> = {}) => {
      const answer = await owner.client.send<{ code?: string }>(method, path, {
        headers: sent,
        ...(method === 'GET' ? {} : { body: { unheardOf: 1 } }),
      });
      if (answer.status >= 500 && answer.body.code !== 'READ_MODEL_BEHIND')
        wrong.push(`${method} ${path.slice(0, 200)} ${JSON.stringify(sent).slice(0, 100)}: ${answer.status}`);
    };
    const whole = routes.filter(({ streams }) => !streams);
    for (const [nth, route] of whole.entries()) {
      for (const value of hostileValues.filter((_, index) => (index + nth) % scaled(8, 1) === 0)) {
        for (const name of route.parameters) await ask(route.method, fill(route.path, { ...values, [name]: value }));
        for (const name of [...route.query, 'unheardOf'])
          await ask(route.method, `${fill(route.path, values)}?${name}=${value}`);
      }
      for (const name of route.query) await ask(route.method, `${fill(route.path, values)}?${name}=1&${name}=2`);
    }
    for (const route of whole.filter((_, index) => index % scaled(8, 1) === 0)) {
      for (const name of headers)
        for (const value of ['-1', '99999999999999999999', 'é', 'x'.repeat(5_000)])
          await ask(route.method, fill(route.path, values), { [name]: value });
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    '/api/docs/assets/',
    '/api/docs/assets',
    '/api/docs/assets/..%2fpackage.json',
    '/assets/',
    '/api/',
    '/api',
    '/mailbox/messages?to=a&to=b',
    '/mailbox?to=%00',
    '/%00',
    '/.%00',
    '//',
    '/api/v1/',
    '/api/openapi.json/',
  ])('A9: the address %s is no fault of ours', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect({ method, status: (await fetch(annals.url + path, { method })).status < 500 }).toEqual({
        method,
        status: true,
      });
  });

  it('A1: a reason is kept as its contract has it, on keys too', async () => {
    const { keyId, botId } = await bot(annals, owner);
    const revoked = await owner.client.post(`${owner.path}/bots/${botId}/api-keys/${keyId}/revoke`, {
      reason: '  lost it\t',
    });
    expect(revoked.status).toBe(200);
    const { body } = await owner.client.get<{ items: { sequence: number; type: string }[] }>(
      `${owner.path}/audit?type=ApiKeyRevoked`,
    );
    expect((await owner.client.get(`${owner.path}/audit/${body.items[0]?.sequence ?? 0}`)).body).toMatchObject({
      type: 'ApiKeyRevoked',
      reason: 'lost it',
    });
  });

  it('A6: what never reached a command is not kept, and strangers send 16 KiB at most', async () => {
    const db = new Database({ connectionString: annals.databaseUrl });
    await db.connect();
    const size = async () =>
      Number(
        (await db.query<{ size: string }>("SELECT pg_total_relation_size('vault.idempotency') AS size")).rows[0]?.size,
      );
    const send = (fields: number) =>
      new Client(annals.url).post('/api/v1/users', {
        email: someAddress(),
        ...Object.fromEntries(Array.from({ length: fields }, (_, index) => [`k${index}`, 1])),
      });
    const before = await size();
    for (const fields of Array.from({ length: scaled(3, 100) }).flatMap(() => [1_000, 70_000])) {
      const { status, body, text } = await send(fields);
      expect({ status, code: body['code'] }).toEqual(
        fields > 1_000 ? { status: 413, code: 'BODY_TOO_LARGE' } : { status: 400, code: 'VALIDATION_FAILED' },
      );
      expect(text.length).toBeLessThan(4_000);
    }
    expect((await size()) - before).toBeLessThan(1 << 16);
    await db.end();
  });

  it.each([
    ['/runs?limit=0'],
    ['/runs?limit=abc'],
    ['/runs?cursor=%01'],
    ['/members?search=%00'],
    ['/runs?status=unheard'],
    ['/runs?from=yesterday'],
    ['/audit?cursor=zzzz'],
    ['/members?role=king'],
    ['/overview?days=1000'],
    ['/runs?statuss=failed'],
    ['/audit?actr=user:1'],
    ['/members?roles=owner'],
    ['/invitations?open=true'],
    ['/overview?day=7'],
  ])('F a wrong query is 400: %s', async (query) => {
    const { status, body } = await owner.client.get(`${owner.path}${query}`);
    expect([status, body.code]).toEqual([400, query.includes('cursor') ? 'CURSOR_INVALID' : 'VALIDATION_FAILED']);
  });

  it('F a wrong Min-Position, If-Match or Idempotency-Key is 400', async () => {
    expect((await owner.client.get(`${owner.path}`, { headers: { 'min-position': 'soon' } })).status).toBe(400);
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Other' }, { 'if-match': 'W/"x"' })).status).toBe(
      400,
    );
    expect(
      (await owner.client.post(`${owner.path}/rename`, { name: 'Other' }, { 'idempotency-key': 'a b' })).status,
    ).toBe(400);
  });

  it('F a body larger than 1 MB is 413, another media type 415', async () => {
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'x'.repeat(1 << 21) })).status).toBe(413);
    expect(
      (
        await owner.client.send('POST', `${owner.path}/rename`, {
          body: 'name=x',
          headers: { 'content-type': 'text/xml' },
        })
      ).status,
    ).toBe(415);
    expect(
      (
        await owner.client.send('POST', `${owner.path}/rename`, {
          body: { name: 'x' },
          headers: { 'content-type': 'text/plain' },
        })
      ).status,
    ).toBe(415);
  });

  it('F the same Idempotency-Key with another body is 422, with the same body the same answer', async () => {
    const key = { 'idempotency-key': 'rename-1' };
    const first = await owner.client.post(`${owner.path}/rename`, { name: 'First name' }, key);
    expect(first.status).toBe(200);
    const again = await owner.client.post(`${owner.path}/rename`, { name: 'First name' }, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await owner.client.post(`${owner.path}/rename`, { name: 'Second name' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('F a request from another site does not carry out a command', async () => {
    const answer = await owner.client.post(
      `${owner.path}/rename`,
      { name: 'Theirs' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    expect([answer.status, answer.body.code]).toEqual([403, 'CROSS_SITE_REQUEST']);
  });
});
