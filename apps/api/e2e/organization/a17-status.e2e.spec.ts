import { allRoutes, blockedBy, botKeyPermissions, nameOf, routes, stopOf, type Route } from '@annals/contracts';
import { scaled, startAnnals, type TestAnnals } from '@annals/testing';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import { bot, founder, member, secretFromMail, someAddress, type Founder } from '../support/people';
import { prepared, type Prepared } from '../support/prepared';
import { fill } from '../support/routes';
import { Client } from '../support/client';
import { things } from '../support/things';

jest.setTimeout(180_000);
const ofOrganizations = allRoutes.filter(
  ({ access, produces }) => access !== 'public' && access !== 'signed-in' && produces !== 'text/event-stream',
);

type OfOrganization = keyof typeof routes.organization;
const outsiders: readonly string[] = ['public', 'signed-in'];
/** What people outside do to an organization. */
const fromOutside = (Object.keys(routes.organization) as OfOrganization[]).filter((name) => {
  const { method, access }: Route = routes.organization[name];
  return method !== 'GET' && outsiders.includes(access) && name !== 'previewInvitation'; // which changes nothing
});
/** Where the status is no word for them: A14, and whom no domain lets in (join-by-domain.spec.ts has one that does). */
const hidden: Readonly<Partial<Record<OfOrganization, object>>> = {
  requestToJoin: { status: 404, body: { code: 'ORG_NOT_FOUND' } },
  joinOrganization: { status: 403, body: { code: 'INVITATION_REQUIRED' } },
};

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
      blocks: blockedBy('suspended'),
    });
    const again = await owner.client.post(`${owner.path}/suspend`);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'INVALID_STATUS_TRANSITION', from: 'suspended', to: 'suspended' },
    });
    expect((await owner.client.post(`${owner.path}/reactivate`)).status).toBe(200);
    expect(await statusOf(owner)).toMatchObject({ status: 'active', suspendedBy: null, reason: null, blocks: null });
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Moved' })).status).toBe(200);
  });

  it('a member who is no owner or admin may not pause it', async () => {
    const owner = await founder(annals, 'paul');
    const { client } = await member(annals, owner, ['member']);
    expect((await client.post(`${owner.path}/suspend`)).status).toBe(403);
  });

  describe('while it does not work', () => {
    let owner: Founder;
    let named: Record<string, string>;
    let robot: Client;
    const outside = new Map<string, Prepared>();
    beforeAll(async () => {
      owner = await founder(annals, 'susan');
      named = await things({ annals, owner });
      robot = (await bot(annals, owner)).client;
      for (const name of fromOutside) outside.set(name, (await prepared[name]?.({ annals, owner })) ?? {});
    });

    /** Of what only bots may, a bot is told. */
    const by = ({ access }: Route) => (botKeyPermissions.some((name) => name === access) ? robot : owner.client);
    const asked = async (act: string, body?: object) =>
      expect((await owner.client.post(`${owner.path}/${act}`, body)).status).toBe(200);
    const operated = async (act: string, status: string) => {
      expect(await operate(act, owner)).toMatchObject({ code: 0, err: '' });
      await isSeen(owner, status);
    };
    const statuses = [
      ['suspended', 'ORG_SUSPENDED', () => asked('suspend'), () => asked('reactivate')],
      ['frozen', 'ORG_FROZEN', () => operated('freeze', 'frozen'), () => operated('unfreeze', 'active')],
      ['pending_deletion', 'ORG_PENDING_DELETION', endIt, () => asked('deletion/cancel')],
    ] as const;
    async function endIt() {
      await asked('deletion', { name: (await owner.client.get<{ name: string }>(owner.path)).body.name });
    }

    describe.each(scaled(statuses.slice(0, 1), [...statuses]))('%s', (status, code, enter, leave) => {
      let stopped: object;
      beforeAll(async () => {
        await enter();
        const since: unknown = Reflect.get(Object(await statusOf(owner)), 'since');
        stopped = { status: 423, body: { code, organizationStatus: status, since } };
      });
      afterAll(() => leave());

      it.each(ofOrganizations.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
        const path = fill(route.path, named);
        if (route.method === 'GET') expect((await owner.client.get(path)).status).not.toBe(423);
        else if (stopOf(route, status) !== undefined)
          expect(await by(route).send(route.method, path, { body: {} })).toMatchObject(stopped);
      });

      it.each(fromOutside)('people outside: %s', async (name) => {
        const { organizationId } = owner;
        const { by: somebody = owner.client, said = { organizationId, alias: 'Susan' } } = outside.get(name) ?? {};
        const { method, path } = routes.organization[name];
        const answer = await somebody.send(method, path, { body: said });
        expect(answer).toMatchObject(hidden[name] ?? stopped);
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

  it('W22: whoever may stops all runs; they are refused with their run, wait, and start when it is lifted', async () => {
    const owner = await founder(annals, 'ida');
    const robot = await bot(annals, owner);
    const { client: other } = await member(annals, owner, ['member'], 'Otto');
    const [runs, stop] = [`${owner.path}/bots/${robot.botId}/runs`, `${owner.path}/emergency-stop`];
    const waiting = String((await owner.client.post(runs)).body['runId']);
    const reason = 'The supplier portal is being attacked';
    expect((await other.post(stop, { reason })).status).toBe(403);
    expect((await owner.client.post(stop, {})).status).toBe(400);
    expect((await owner.client.post(stop, { reason })).status).toBe(200);
    expect(await owner.client.post(stop, { reason })).toMatchObject({
      status: 409,
      body: { code: 'EMERGENCY_STOP_ACTIVE' },
    });
    const { status, body } = await owner.client.post(runs);
    expect([status, body['code']]).toEqual([423, 'EMERGENCY_STOPPED']);
    const recorded = await owner.client.get(`${owner.path}/runs/${String(body['runId'])}`);
    expect(recorded.body).toMatchObject({ status: 'refused', code: 'EMERGENCY_STOPPED' });
    expect((await robot.client.post(`${owner.path}/runs/${waiting}/start`)).body['code']).toBe('EMERGENCY_STOPPED');
    const stops = [{ scope: 'organization', targetId: owner.organizationId, reason, waiting: 1, refused: 1 }];
    expect((await owner.client.get(`${owner.path}/emergency-stops`)).body['items']).toMatchObject(stops);
    expect((await other.get(`${owner.path}/emergency-stops`)).body['items']).toMatchObject([{ reason, waiting: 0 }]);
    const claimed = robot.client.post(`${owner.path}/bots/${robot.botId}/claims?wait=30`);
    expect((await owner.client.post(`${stop}/lift`)).status).toBe(200);
    expect((await claimed).body['run']).toMatchObject({ runId: waiting });
    expect(await owner.client.post(`${stop}/lift`)).toMatchObject({
      status: 409,
      body: { code: 'EMERGENCY_STOP_NOT_ACTIVE' },
    });
  });
});
