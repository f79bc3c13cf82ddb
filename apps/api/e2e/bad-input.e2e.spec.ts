import { type TestAnnals, startAnnals } from '@annals/testing';
import { bot, founder, type Founder } from './support/people';
import { fill, type Route, routesOf, type Schema, valueFor } from './support/routes';

jest.setTimeout(180_000);

const megabyte = 'x'.repeat((1 << 20) - 200);

/** Bodies that nobody should send, made from a right one. */
function hostile(right: Record<string, unknown>): readonly (readonly [name: string, body: unknown])[] {
  const each = (change: (value: unknown) => unknown) => Object.fromEntries(Object.entries(right).map(([name, value]) => [name, change(value)]));
  return [
    ['no object', []], ['null', 'null'], ['not JSON', '{'], ['a number', '1'], ['__proto__', '{"__proto__":{"admin":true}}'],
    ['an unknown field', { ...right, unheardOf: 1 }],
    ...(Object.keys(right).length === 0 ? [] : [
      ['nothing', {}], ['all null', each(() => null)], ['all numbers', each(() => 1e308)], ['all objects', each(() => ({ $gt: '' }))], ['arrays of arrays', each(() => [[[]]])],
      ['1 MB strings', { ...each((value) => value), [Object.keys(right)[0] ?? 'x']: megabyte }],
      ['lone surrogates and NUL', each((value) => (typeof value === 'string' ? '\ud800\u0000' : [value]))],
    ] as const),
  ];
}

/** F, S3, S4: every POST of the OpenAPI document. */
describe('bad input is refused with a code, and nothing is written', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let values: Readonly<Record<string, string>>;
  let routes: readonly Route[];
  let schemas: Readonly<Record<string, Schema>>;

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals);
    const { botId, keyId } = await bot(annals, owner);
    const me = await owner.client.get<{ personId: string }>(`${owner.path}/me`);
    const nobody = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
    values = { organizationId: owner.organizationId, botId, keyId, personId: me.body.personId, invitationId: nobody, runId: nobody, sequence: '1' };
    ({ routes, schemas } = await routesOf(annals.url));
  });
  afterAll(() => annals.stop());

  const events = async () => (await owner.client.get<{ total: number }>(`${owner.path}/audit?limit=1`)).body.total;

  it('F every route, every hostile body', async () => {
    const before = await events();
    const wrong: string[] = [];
    const posts = routes.filter(({ method, body }) => method !== 'GET' && body !== undefined);
    for (const route of posts) {
      const right = valueFor(route.body ?? {}, schemas) as Record<string, unknown>;
      for (const [name, body] of hostile(right)) {
        const answer = await owner.client.send<{ code?: string }>(route.method, fill(route.path, values), { body });
        if (answer.status < 400 || answer.status >= 500 || typeof answer.body.code !== 'string') wrong.push(`${route.method} ${route.path} with ${name}: ${answer.status} ${answer.text.slice(0, 160)}`);
      }
    }
    expect(posts.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
    expect(await events()).toBe(before);
  });

  it.each([
    ['/runs?limit=0'], ['/runs?limit=abc'], ['/runs?cursor=%01'], ['/members?search=%00'], ['/runs?status=unheard'], ['/runs?from=yesterday'], ['/audit?cursor=zzzz'], ['/members?role=king'], ['/overview?days=1000'],
    ['/runs?statuss=failed'], ['/audit?actr=user:1'], ['/members?roles=owner'], ['/invitations?open=true'], ['/overview?day=7'],
  ])('F a wrong query is 400: %s', async (query) => {
    const { status, body } = await owner.client.get(`${owner.path}${query}`);
    expect([status, body.code]).toEqual([400, query.includes('cursor') ? 'CURSOR_INVALID' : 'VALIDATION_FAILED']);
  });

  it('F a wrong Min-Position, If-Match or Idempotency-Key is 400', async () => {
    expect((await owner.client.get(`${owner.path}`, { headers: { 'min-position': 'soon' } })).status).toBe(400);
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Other' }, { 'if-match': 'W/"x"' })).status).toBe(400);
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Other' }, { 'idempotency-key': 'a b' })).status).toBe(400);
  });

  it('F a body larger than 1 MB is 413, another media type 415', async () => {
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'x'.repeat(1 << 21) })).status).toBe(413);
    expect((await owner.client.send('POST', `${owner.path}/rename`, { body: 'name=x', headers: { 'content-type': 'text/xml' } })).status).toBe(415);
    expect((await owner.client.send('POST', `${owner.path}/rename`, { body: { name: 'x' }, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
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
    const answer = await owner.client.post(`${owner.path}/rename`, { name: 'Theirs' }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.body.code]).toEqual([403, 'CROSS_SITE_REQUEST']);
  });
});
