import { allRoutes, AS_OF, callOf, looksBack, nameOf, namesIn, pathAt, type Route } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { bot, founder, type Founder, member } from './support/people';
import { thing } from './support/things';

jest.setTimeout(180_000);

const ofOrganizations = allRoutes.filter(
  ({ method, path, produces }) =>
    method === 'GET' && path.startsWith('/api/v1/organizations/{organizationId}') && produces !== 'text/event-stream',
);

/** E1: every route that reads views of an organization answers as of a moment, by the same contract. */
describe('E1: an organization as it was', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let named: Readonly<Record<string, string>>;

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'traveller');
    await member(annals, owner, ['admin'], 'admin');
    const { botId } = await bot(annals, owner, 'reader');
    await owner.client.post(`${owner.path}/bots/${botId}/runs`);
    const names = [...new Set(ofOrganizations.filter(looksBack).flatMap(({ path }) => namesIn(path)))];
    const made: Record<string, string> = {};
    for (const name of names) made[name] = await thing(name, { annals, owner });
    named = made;
  });
  afterAll(() => annals.stop());

  const head = async () => {
    const { body } = await owner.client.get<{ total: number }>(`${owner.path}/audit?limit=1`);
    return body.total;
  };
  const call = (route: Route) =>
    callOf(route, Object.fromEntries(namesIn(route.path).map((name) => [name, named[name] ?? '1']))).path;

  it.each(ofOrganizations.filter(looksBack).map((route) => [nameOf(route), route] as const))(
    '%s answers at the head what it answers now',
    async (_, route) => {
      const now = await owner.client.get(call(route));
      const then = await owner.client.get(pathAt(call(route), await head()));
      expect([then.status, now.status, then.body]).toEqual([now.status, now.status, then.body]);
      expect(then.headers.get(AS_OF)).toBe(String(await head()));
      expect(route.answer?.safeParse(then.body).error?.issues ?? []).toEqual([]);
      // What the vault knows beside history is not known of the past: heartbeats, when a key was last used.
      expect(steady(then.body)).toEqual(steady(now.body));
    },
  );

  it.each(ofOrganizations.filter((route) => !looksBack(route)).map((route) => [nameOf(route), route] as const))(
    '%s says that it is known only as it is now',
    async (_, route) => {
      const { status, body } = await owner.client.get(pathAt(call(route), 3));
      expect([status, body['code']]).toEqual([400, 'KNOWN_ONLY_NOW']);
    },
  );
});

/** Without what only the vault knows, and what depends on the moment in which somebody asks. */
function steady(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (MOMENTARY.has(name) ? [] : [[name, steady(each)]])),
  );
}
const MOMENTARY = new Set(['lastUsedAt', 'lastSeenAt', 'version', 'host', 'ahead', 'progress']);
