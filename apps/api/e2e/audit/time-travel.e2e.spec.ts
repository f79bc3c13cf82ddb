import { AS_OF, pathAt } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { bot, founder, type Founder, member } from '../support/people';

jest.setTimeout(180_000);

interface Extent {
  readonly first: { readonly at: string };
  readonly last: { readonly sequence: number; readonly at: string };
  readonly days: readonly { readonly events: number }[];
}

/** E1. That every route looks back is asked of each in every-route. */
describe('E1: an organization as it was', () => {
  let annals: TestAnnals;
  let owner: Founder;
  /** The last event before something was done to the organization. */
  const before: Record<string, number> = {};

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'traveller');
    before['renamed'] = await head();
    await owner.client.post(`${owner.path}/rename`, { name: 'Halden Freight' });
    before['bot'] = await head();
    await bot(annals, owner, 'reader');
  });
  afterAll(() => annals.stop());

  const extent = async () => (await owner.client.get<Extent>(`${owner.path}/history`)).body;
  const head = async () => (await extent()).last.sequence;
  const at = (moment: string | number, path = '', client = owner.client) =>
    client.get(pathAt(owner.path + path, moment));

  it('has the names, the things and the figures of then, by a number or by an instant', async () => {
    expect((await at(before['renamed'] ?? 0)).body['name']).not.toBe('Halden Freight');
    expect((await at(before['bot'] ?? 0)).body['name']).toBe('Halden Freight');
    expect((await at(before['bot'] ?? 0, '/bots')).body['items']).toEqual([]);
    expect((await at(await head(), '/bots')).body['items']).toMatchObject([{ name: 'reader' }]);
    const { body } = await owner.client.get<{ event: { at: string } }>(
      `${owner.path}/history/moment?at=${before['bot']}`,
    );
    const then = await at(body.event.at, '/overview');
    expect(Number(then.headers.get(AS_OF))).toBeGreaterThanOrEqual(before['bot'] ?? 0);
    expect(then.body['members']).toBe(1);
  });

  it('tells how far history goes, and what came before and after an event', async () => {
    const { first, last, days } = await extent();
    expect(days.reduce((sum, { events }) => sum + events, 0)).toBe(last.sequence);
    expect((await owner.client.get(`${owner.path}/history/moment?at=1`)).body).toMatchObject({
      at: first.at,
      event: { sequence: 1 },
      before: null,
      after: { sequence: 2 },
    });
    expect((await owner.client.get(`${owner.path}/history/moment?at=${last.sequence}`)).body).toMatchObject({
      event: last,
      before: { sequence: last.sequence - 1 },
      after: null,
    });
  });

  it.each([
    ['before the first event', () => '0', 'INSTANT_BEFORE_CREATION'],
    ['before it was created', () => '2020-01-01T00:00:00Z', 'INSTANT_BEFORE_CREATION'],
    ['beyond the last event', () => '999999999', 'INSTANT_IN_FUTURE'],
    ['in the future', () => '9999-12-31T23:59:59Z', 'INSTANT_IN_FUTURE'],
    ['in no number', () => '-1', 'VALIDATION_FAILED'],
    ['in no instant', () => '2026-02-30T00:00:00Z', 'VALIDATION_FAILED'],
    ['in no text', () => '\u0000', 'VALIDATION_FAILED'],
    ['in a long text', () => '1'.repeat(5_000), 'VALIDATION_FAILED'],
  ])('is refused %s', async (_, moment, code) => {
    for (const path of ['', '/bots'])
      expect([await at(moment(), path)]).toMatchObject([{ status: 400, body: { code } }]);
    const bad = await owner.client.get(`${owner.path}/history/moment?at=${encodeURIComponent(moment())}`);
    expect([bad.status, bad.body['code']]).toEqual([400, code]);
  });

  it('says when it was created', async () => {
    expect((await at('2020-01-01T00:00:00Z')).body['createdAt']).toBe((await extent()).first.at);
  });

  it('is seen by whoever may see it now, whatever they were then', async () => {
    const late = await member(annals, owner, ['admin'], 'late');
    expect((await at(before['bot'] ?? 0, '/bots', late.client)).status).toBe(200);
    const viewer = await member(annals, owner, ['member'], 'viewer');
    expect((await at(before['bot'] ?? 0, '/audit', viewer.client)).body['code']).toBe('FORBIDDEN');
    await owner.client.post(`${owner.path}/members/${late.personId}/remove`);
    expect((await at(before['bot'] ?? 0, '/bots', late.client)).status).toBe(404);
  });

  it('takes no commands', async () => {
    const answer = await owner.client.post(pathAt(`${owner.path}/rename`, 3), { name: 'Then' });
    expect([404, 405]).toContain(answer.status);
    expect((await owner.client.get(owner.path)).body['name']).toBe('Halden Freight');
  });

  it('says no of what is no part of history', async () => {
    expect((await at(2, '/needs?limit=x')).body['code']).toBe('KNOWN_ONLY_NOW');
  });

  it('is walked page by page, as now', async () => {
    const { items, next } = (await at(await head(), '/audit?limit=2')).body as { items: unknown[]; next: string };
    const second = (await at(await head(), `/audit?limit=2&cursor=${next}`)).body as { items: unknown[] };
    expect([items.length, second.items.length]).toEqual([2, 2]);
    expect(second.items).not.toEqual(items);
  });
});
