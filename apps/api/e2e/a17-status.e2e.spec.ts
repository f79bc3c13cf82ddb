import { allRoutes, botKeyPermissions, nameOf, stopOf, type Route } from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { eventually, runAnnals } from '../../cli/src/testing/run-annals';
import { bot, founder, member, secretFromMail, someAddress, type Founder } from './support/people';
import { fill } from './support/routes';
import { Client } from './support/client';
import { things } from './support/things';

jest.setTimeout(180_000);
const ofOrganizations = allRoutes.filter(
  ({ access, produces }) => access !== 'public' && access !== 'signed-in' && produces !== 'text/event-stream',
);

describe('A17: the status of an organization, over HTTP', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  const operate = (act: string, { organizationId }: Founder) =>
    runAnnals(['organizations', act, organizationId, '--reason', 'We look at it', '--by', 'pat'], {
      ANNALS_DATA: annals.dataFolder,
    });
  const statusOf = async ({ client, path }: Founder) => (await client.get(path)).body['status'];

  /** Another process did it: the api gets to know of it a moment later. */
  const isSeen = (owner: Founder, status: string) =>
    eventually(
      `the organization is ${status}`,
      async () => Reflect.get(Object(await statusOf(owner)), 'status') === status,
    );

  it('an owner pauses and lets go on; asked again, the answer says where it stands', async () => {
    const owner = await founder(annals, 'pia');
    const paused = await owner.client.post(`${owner.path}/suspend`, { reason: 'We move the warehouse' });
    expect(paused.status).toBe(200);
    expect(await statusOf(owner)).toMatchObject({
      status: 'suspended',
      suspendedBy: 'owner',
      by: { kind: 'user', id: owner.userId },
      reason: 'We move the warehouse',
    });
    const again = await owner.client.post(`${owner.path}/suspend`);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'INVALID_STATUS_TRANSITION', from: 'suspended', to: 'suspended' },
    });
    expect((await owner.client.post(`${owner.path}/reactivate`)).status).toBe(200);
    expect(await statusOf(owner)).toMatchObject({ status: 'active', suspendedBy: null, reason: null });
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Moved' })).status).toBe(200);
  });

  it('a member who is no owner or admin may not pause it', async () => {
    const owner = await founder(annals, 'paul');
    const { client } = await member(annals, owner, ['member']);
    expect((await client.post(`${owner.path}/suspend`)).status).toBe(403);
  });

  describe('while it is suspended', () => {
    let owner: Founder;
    let named: Record<string, string>;
    let robot: Client;
    let since: unknown;
    beforeAll(async () => {
      owner = await founder(annals, 'susan');
      named = await things({ annals, owner });
      robot = (await bot(annals, owner)).client;
      await owner.client.post(`${owner.path}/suspend`, { reason: 'Closed for a while' });
      since = Reflect.get(Object(await statusOf(owner)), 'since');
    });

    /** Of what only bots may, a bot is told. */
    const by = ({ access }: Route) => (botKeyPermissions.some((name) => name === access) ? robot : owner.client);

    it.each(ofOrganizations.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
      const path = fill(route.path, named);
      const stop = stopOf(route, 'suspended');
      if (route.method === 'GET') expect((await owner.client.get(path)).status).not.toBe(423);
      else if (stop !== undefined)
        expect(await by(route).send(route.method, path, { body: {} })).toMatchObject({
          status: 423,
          body: { code: 'ORG_SUSPENDED', organizationStatus: 'suspended', since },
        });
    });
  });

  it("stops a bot's own key, and whoever comes by an invitation", async () => {
    const owner = await founder(annals, 'bea');
    const robot = await bot(annals, owner);
    const email = someAddress('late');
    await owner.client.post(`${owner.path}/invitations`, { email, roles: ['member'] });
    const token = await secretFromMail(annals, email);
    await owner.client.post(`${owner.path}/suspend`);
    const beat = await robot.client.post(`${owner.path}/bots/${robot.botId}/heartbeat`);
    expect(beat).toMatchObject({ status: 423, body: { code: 'ORG_SUSPENDED' } });
    const accepted = await new Client(annals.url).post('/api/v1/invitations/accept', {
      token,
      password: 'correct horse battery',
      alias: 'Late',
    });
    expect(accepted).toMatchObject({ status: 423, body: { code: 'ORG_SUSPENDED' } });
    await owner.client.post(`${owner.path}/reactivate`);
    expect((await robot.client.post(`${owner.path}/bots/${robot.botId}/heartbeat`, { status: 'idle' })).status).toBe(
      204,
    );
  });

  it('what an operator stopped or froze, no owner starts again', async () => {
    const owner = await founder(annals, 'olaf');
    expect(await operate('suspend', owner)).toMatchObject({ code: 0, err: '' });
    await isSeen(owner, 'suspended');
    expect(await statusOf(owner)).toMatchObject({
      status: 'suspended',
      suspendedBy: 'operator',
      by: { kind: 'operator', id: 'pat' },
      reason: 'We look at it',
    });
    const mine = await owner.client.post(`${owner.path}/reactivate`);
    expect(mine).toMatchObject({ status: 409, body: { code: 'INVALID_STATUS_TRANSITION', by: 'operator' } });
    expect(await operate('reactivate', owner)).toMatchObject({ code: 0, err: '' });
    expect(await operate('freeze', owner)).toMatchObject({ code: 0, err: '' });
    await isSeen(owner, 'frozen');
    const renamed = await owner.client.post(`${owner.path}/rename`, { name: 'Not now' });
    expect(renamed).toMatchObject({ status: 423, body: { code: 'ORG_FROZEN', organizationStatus: 'frozen' } });
    expect(await operate('unfreeze', owner)).toMatchObject({ code: 0, err: '' });
    await isSeen(owner, 'active');
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Now' })).status).toBe(200);
  });
});
