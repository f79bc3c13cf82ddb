import { exampleOf } from './example';
import { refusalsOf } from './refusals-of';
import { callOf, namesIn, pathOf, route, statusOf, type Route } from './route';
import { allRoutes, nameOf, routes } from './routes';
import { page } from './words';
import { z } from 'zod';

const named = allRoutes.map((each) => [nameOf(each), each] as const);

describe('every route', () => {
  it('has a name and an address of its own', () => {
    const addresses = allRoutes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(addresses).size).toBe(allRoutes.length);
    expect(new Set(named.map(([name]) => name)).size).toBe(allRoutes.length);
  });

  it.each(named)('%s says of each name in its path what it is, and uses no name twice', (_, { path, ...takes }) => {
    const fields = [takes.params, takes.query, takes.body].map((each) => Object.keys(each?.shape ?? {}));
    expect(fields[0]).toEqual(namesIn(path));
    expect(new Set(fields.flat()).size).toBe(fields.flat().length);
  });

  it.each(named)('%s takes a query where it reads, a body where it changes, and names what it shows', (_, each) => {
    // How long somebody waits for the answer is no part of what they ask for.
    const asks = Object.keys(each.query?.shape ?? {}).filter((name) => name !== 'wait');
    expect(each.method === 'GET' ? each.body : asks[0]).toBeUndefined();
    for (const contract of [each.body, each.answer])
      expect(contract === undefined || each.tag === undefined || contract.meta()?.id !== undefined).toBe(true);
  });

  it.each(named)(
    'A4: %s names the organization in its path where it asks for a permission, and only there',
    (_, { path, access }) => {
      expect(access.includes(':')).toBe(path.includes('{organizationId}'));
    },
  );
});

/**
 * The fields of an answer that are rows of a list. Words (roles, permissions) and the pieces of a sentence are none, and
 * neither is what has a stated limit.
 */
function listsIn({ answer }: Route): string[] {
  if (!(answer instanceof z.ZodObject)) return [];
  return Object.entries(answer.shape)
    .filter(([, field]) => field instanceof z.ZodArray && isRow(field.element) && !isLimited(field))
    .map(([name]) => name);
}

const isRow = (element: unknown): boolean =>
  element instanceof z.ZodObject || element instanceof z.ZodDiscriminatedUnion;
const isLimited = (field: z.ZodArray): boolean =>
  z.toJSONSchema(field, { unrepresentable: 'any' }).maxItems !== undefined;

describe('every list', () => {
  it('is read page by page: a cursor and a limit are taken, the cursor of the next page is answered', () => {
    const lists = allRoutes.filter((each) => listsIn(each).length > 0);
    expect(lists.map(nameOf).sort()).toEqual(
      expect.arrayContaining([
        'listApiKeys',
        'listAudit',
        'listBotKeys',
        'listBots',
        'listMembers',
        'listOrganizations',
      ]),
    );
    const unpaged = lists.filter(
      (each) =>
        !(each.answer instanceof z.ZodObject && 'next' in each.answer.shape) ||
        each.query?.shape['cursor'] !== page.cursor ||
        each.query.shape['limit'] !== page.limit ||
        !each.refusals?.includes('CURSOR_INVALID') ||
        listsIn(each).length !== 1,
    );
    expect(unpaged.map(nameOf)).toEqual([]);
  });

  it('has 50 rows on a page, 200 where they are asked for', () => {
    expect(page.limit.parse(undefined)).toBe(50);
    expect([1, 200].map((limit) => page.limit.parse(limit))).toEqual([1, 200]);
    expect([0, 201].map((limit) => page.limit.safeParse(limit).success)).toEqual([false, false]);
  });

  it('that is answered whole has a limit: roles, needs, belongings, legal holds, who may approve, places, domains, destinations, holidays, invitations, notes, passages, bots that keep to a source and what is left out of bulk actions by their number, places and mended breaks too, times that a file was taken by how often it may be, days by the range or the newest ten years, types, policies and permissions by how many there are', () => {
    const whole = allRoutes.filter(
      ({ answer }) =>
        answer instanceof z.ZodObject &&
        Object.values(answer.shape).some((field) => field instanceof z.ZodArray && isLimited(field)),
    );
    expect(whole.map(nameOf).sort()).toEqual([
      'changeTriggers',
      'compareAccess',
      'explainAccess',
      'getAuditEntry',
      'getAuditExport',
      'getAuditFilters',
      'getBelongings',
      'getBulkAction',
      'getChecklist',
      'getErasure',
      'getErasureCertificate',
      'getFireFigures',
      'getHistory',
      'getIncident',
      'getMyBelongings',
      'getMyMembership',
      'getMyPermissions',
      'getOrganization',
      'getOverview',
      'getPolicies',
      'getProofs',
      'getRun',
      'getRunFigures',
      'getRunFilters',
      'getSource',
      'getTrigger',
      'listAudit',
      'listBotsByWorkspace',
      'listDestinations',
      'listDomains',
      'listHolidayCountries',
      'listHolidays',
      'listJoinable',
      'listMyJoinRequests',
      'listMyNeeds',
      'listNeedsByWorkspace',
      'listOrganizations',
      'listPhones',
      'listSources',
      'previewBulk',
      'previewBulkAction',
      'previewErasure',
      'previewSchedule',
      'searchKnowledge',
      'trySearch',
    ]);
  });
});

it.each(named)('an example of what %s takes is right', (_, { params, query, body }) => {
  for (const contract of [params, query, body])
    expect(contract?.safeParse(exampleOf(contract)).error?.issues ?? []).toEqual([]);
});

describe('calling a route', () => {
  const things = route({
    method: 'GET',
    path: '/things/{thingId}/parts',
    params: z.object({ thingId: z.string() }),
    query: z.object({ search: z.string().optional(), limit: z.number().optional() }),
    access: 'public',
    sentence: 'Parts.',
  });

  it('puts what is said into its places', () => {
    expect(callOf(routes.automation.disableBot, { organizationId: 'o', botId: 'b', reason: 'Broken.' })).toEqual({
      method: 'POST',
      path: '/api/v1/organizations/o/bots/b/disable',
      body: { reason: 'Broken.' },
    });
    expect(callOf(routes.automation.claimRun, { organizationId: 'o', botId: 'b', wait: 30 })).toEqual({
      method: 'POST',
      path: '/api/v1/organizations/o/bots/b/claims?wait=30',
      body: {},
    });
    expect(callOf(routes.identity.signOut, {})).toEqual({ method: 'DELETE', path: '/api/v1/session' });
  });

  it.each([
    [{}, ''],
    [{ search: undefined }, ''],
    [{ search: '' }, ''],
    [{ search: 'x y', limit: 50 }, '?search=x+y&limit=50'],
    [{ search: 'a&b=c' }, '?search=a%26b%3Dc'],
  ])('%j is asked as "%s"', (query, text) =>
    expect(callOf(things, { thingId: 'a/b', ...query }).path).toBe(`/things/a%2Fb/parts${text}`),
  );

  it('refuses a path without a value for each of its names', () => {
    expect(() => pathOf(things, {})).toThrow('/things/{thingId}/parts needs a value for {thingId}');
  });
});

it('a route may refuse in its own ways and in those of its kind', () => {
  const { disableBot, listBots } = routes.automation;
  expect(refusalsOf(disableBot)).toEqual(
    expect.arrayContaining([
      'BOT_ALREADY_DISABLED',
      'FORBIDDEN',
      'ORG_NOT_FOUND',
      'IDEMPOTENCY_KEY_REUSED',
      'CONFLICT',
    ]),
  );
  expect(refusalsOf(listBots)).toContain('READ_MODEL_BEHIND');
  expect(refusalsOf(listBots)).not.toContain('CONFLICT');
  expect(refusalsOf(routes.identity.signIn)).not.toContain('FORBIDDEN');
});

it('what answers nothing answers 204, what makes something says so', () => {
  const { automation, installation } = routes;
  expect([automation.beat, automation.registerBot, automation.getBot, installation.listenToMe].map(statusOf)).toEqual([
    204, 201, 200, 200,
  ]);
});
