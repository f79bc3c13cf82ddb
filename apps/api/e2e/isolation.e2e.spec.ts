import { type TestAnnals, startAnnals } from '@annals/testing';
import { pathAt, peopleOnlyPermissions, personKeyPermissions } from '@annals/contracts';
import { Client } from './support/client';
import { bot, founder, type Founder } from './support/people';
import { bodyFor, fill, routes, type WalkedRoute } from './support/routes';
import { things } from './support/things';

jest.setTimeout(180_000);

/** D7, A5, S1: every route of the OpenAPI document, with the ids of another organization. */
describe('A5, D7 isolation: an id of another organization answers 404 on every route', () => {
  let annals: TestAnnals;
  let ours: Founder;
  let theirs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    annals = await startAnnals();
    ours = await founder(annals, 'ours');
    theirs = { ...(await things({ annals, owner: await founder(annals, 'theirs') })), sequence: '999999999' };
  });
  afterAll(() => annals.stop());

  const ofOrganizations = () => routes.filter(({ parameters }) => parameters.includes('organizationId'));
  const call = (route: WalkedRoute, values: Readonly<Record<string, string>>, client = ours.client) =>
    client.send(route.method, fill(route.path, values), bodyFor(route));

  /** A service of our organization, with a key that may do all that a key can. */
  async function serviceOfOurs(): Promise<Client> {
    const issued = await ours.client.post<{ secret: string }>(`${ours.path}/api-keys`, {
      name: 'service',
      expiresInDays: 1,
      permissions: personKeyPermissions,
    });
    if (issued.status !== 201) throw new Error(`Issuing answered ${issued.status}: ${issued.text}`);
    return new Client(annals.url, issued.body.secret);
  }

  it('walks a document that has routes', () => expect(ofOrganizations().length).toBeGreaterThan(20));

  it('of another organization: 404, with nothing of it in the answer', async () => {
    const leaks: string[] = [];
    for (const route of ofOrganizations()) {
      const answer = await call(route, theirs);
      if (answer.status !== 404 || answer.body.code !== 'ORG_NOT_FOUND')
        leaks.push(`${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      const then =
        route.method === 'GET' && !route.streams ? await ours.client.get(pathAt(fill(route.path, theirs), 1)) : answer;
      if (then.status !== 404 || then.body.code !== 'ORG_NOT_FOUND')
        leaks.push(`${route.path} of the past: ${then.status} ${then.text.slice(0, 200)}`);
    }
    expect(leaks).toEqual([]);
  });

  it('A3: a thing of another organization is none inside one’s own: 404', async () => {
    const leaks: string[] = [];
    for (const route of ofOrganizations().filter(({ parameters }) => parameters.length > 1)) {
      const answer = await call(route, { ...theirs, organizationId: ours.organizationId });
      // people may never report for bots, theirs or ours
      const botReports = answer.status === 403 && answer.body.requiredPermission !== undefined;
      if (answer.status !== 404 && !botReports)
        leaks.push(`${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    expect(leaks).toEqual([]);
  });

  it('with an API key of another organization that may do all that a key can: 404; what only people may do: 403', async () => {
    const service = await serviceOfOurs();
    expect((await service.get(`${ours.path}/bots`)).status).toBe(200);
    const { client: robot } = await bot(annals, ours, 'spy');
    const leaks: string[] = [];
    for (const key of [service, robot]) {
      for (const route of routes.filter(
        ({ parameters, path }) =>
          (parameters.length > 0 || path.startsWith('/api/v1/me')) && !parameters.includes('token'), // secret, and public
      )) {
        const answer = await call(route, theirs, key);
        const refusal = route.parameters.includes('organizationId') ? [404, 'ORG_NOT_FOUND'] : [403, 'FORBIDDEN'];
        if (answer.status !== refusal[0] || answer.body.code !== refusal[1])
          leaks.push(`${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  it('with a key, of a thing of another organization inside the key’s own: 404, or 403 for people’s routes', async () => {
    const service = await serviceOfOurs();
    const leaks: string[] = [];
    for (const route of ofOrganizations().filter(({ parameters }) => parameters.length > 1)) {
      const answer = await call(route, { ...theirs, organizationId: ours.organizationId }, service);
      const isPeoples = route.method !== 'GET' || peopleOnlyPermissions.some((name) => name === route.permission);
      if (answer.status !== 404 && !(answer.status === 403 && isPeoples))
        leaks.push(`${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    expect(leaks).toEqual([]);
  });

  it('without a session: 401 on every route that is not public', async () => {
    const open: string[] = [];
    for (const route of ofOrganizations()) {
      const response = await fetch(`${annals.url}${fill(route.path, theirs)}`, {
        method: route.method,
        ...(route.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' }),
      });
      if (response.status !== 401) open.push(`${route.method} ${route.path}: ${response.status}`);
    }
    expect(open).toEqual([]);
  });
});
