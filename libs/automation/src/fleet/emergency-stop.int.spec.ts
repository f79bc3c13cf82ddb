import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { routes, triggerCreated, triggerDisabled } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { RequestFacts, Tools } from '@annals/platform';
import { Died, dyingAt, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ClaimRunController } from '../commands/claim-run/claim-run.controller';
import { RegisterBotController } from '../commands/register-bot/register-bot.controller';
import { RequestRunController } from '../commands/request-run/request-run.controller';
import { StartRunController } from '../commands/start-run/start-run.controller';
import { keepQueue } from '../reactions/keep-queue-when-run-changes/keep-queue-when-run-changes.job';
import { stopRuns } from '../reactions/stop-runs-in-an-emergency/stop-runs-in-an-emergency.job';
import { wakeWorkers } from '../reactions/wake-workers-when-stop-is-lifted/wake-workers-when-stop-is-lifted.job';
import { tellOfStoppedRuns } from '../reactions/tell-owners-when-runs-are-stopped/tell-owners-when-runs-are-stopped.job';
import { callerOf, contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { askedSettings, workspaceId } from '../testing/examples';
import { fleet } from './fleet';
import { ListEmergencyStopsController } from '../views/runs/stops.query';

jest.setTimeout(120_000);

const owner: RequestFacts = {
  permissions: new Set(['org:read', 'bots:read', 'runs:read', 'triggers:read', 'workspaces:list_all']),
  workspaces: new Map(),
  context: contextOf(),
};
const reason = 'The supplier portal is being attacked';

describe('W22: an emergency stop on a real event store, vault and views', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('emergency', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  /** An organization with a bot that has a worker. */
  async function fleetOf(organizationId: string = randomUUID()) {
    const { botId } = await world
      .get(RegisterBotController)
      .serve({ asked: { organizationId, name: 'invoice-reader', kind: 'rpa' }, caller: owner, context: contextOf() });
    const own = () => ({ caller: callerOf(botId, organizationId), context: contextOf(`key:${botId}`) });
    return {
      organizationId,
      botId,
      ask: async () => {
        const asked = { asked: { organizationId, botId }, caller: owner, context: contextOf() };
        const { runId, position } = await world.get(RequestRunController).serve(asked);
        await keepQueue.handler(world.tools)({ organizationId, botId, runId, position }, 1);
        return runId;
      },
      start: (runId: string) => world.get(StartRunController).serve({ asked: { organizationId, runId }, ...own() }),
      claim: (wait = 0) =>
        world
          .get(ClaimRunController)
          .claim({ asked: { organizationId, botId, wait }, ...own() }, { socket: new Socket() }),
      typesOf: async (runId: string) => {
        const found: string[] = [];
        for await (const event of world.store.read(`run-${organizationId}.${runId}`)) found.push(event.type);
        return found;
      },
    };
  }
  type FleetHere = Awaited<ReturnType<typeof fleetOf>>;
  const { automation } = routes;
  const stopAll = ({ organizationId }: FleetHere, running: 'finish' | 'stop' = 'stop') =>
    world
      .of(automation.stopOrganizationRuns)
      .serve({ asked: { organizationId, running }, caller: owner, context: { ...contextOf(), reason } });
  const liftAll = ({ organizationId }: FleetHere) =>
    world.of(automation.liftOrganizationStop).serve({ asked: { organizationId }, caller: owner, context: contextOf() });
  const stopBot = ({ organizationId, botId }: FleetHere) =>
    world
      .of(automation.stopBotRuns)
      .serve({ asked: { organizationId, botId, running: 'stop' }, caller: owner, context: contextOf() });
  const stopThere = ({ organizationId }: FleetHere, there: string) =>
    world
      .of(automation.stopWorkspaceRuns)
      .serve({ asked: { organizationId, workspaceId: there, running: 'stop' }, caller: owner, context: contextOf() });
  const refusal = async (asked: Promise<unknown>): Promise<Refused> => {
    const error = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof Refused) return error;
    throw new Error('No refusal', { cause: error });
  };
  const payload = ({ organizationId }: FleetHere, causedBy: string = randomUUID()) => ({
    organizationId,
    targetId: organizationId,
    causedBy,
    correlation: 'a-request',
  });
  const listed = async ({ organizationId }: FleetHere, minPosition: string, caller = owner) =>
    world
      .get(ListEmergencyStopsController)
      .serve({ asked: { organizationId, limit: 50 }, caller, context: caller.context, minPosition });

  it('what is asked for is refused and recorded, what waits waits on, and starts as soon as it is lifted', async () => {
    const here = await fleetOf();
    const waiting = await here.ask();
    await stopAll(here);
    const { code, details } = await refusal(here.ask());
    expect(code).toBe('EMERGENCY_STOPPED');
    expect(await here.typesOf(String(details['runId']))).toEqual(['RunRefused']);
    expect((await refusal(here.start(waiting))).code).toBe('EMERGENCY_STOPPED');
    expect(await here.claim()).toEqual({ run: null });
    const worker = here.claim(30);
    await liftAll(here);
    await wakeWorkers.handler(world.tools)({ organizationId: here.organizationId }, 1);
    expect((await worker).run?.runId).toBe(waiting);
    expect(await here.typesOf(waiting)).toEqual(['RunRequested', 'RunStarted']);
  });

  it('one that begins in the moment in which everything is stopped is asked to stop, whoever looked before it began', async () => {
    const neighbours = world.get(Neighbours);
    for (const running of ['stop', 'finish'] as const) {
      const here = await fleetOf();
      const waiting = await here.ask();
      neighbours.meanwhile = async () => {
        neighbours.meanwhile = undefined;
        await stopAll(here, running);
        await stopRuns.handler(world.tools)(payload(here), 1);
      };
      await here.start(waiting);
      expect(await here.typesOf(waiting)).toEqual([
        'RunRequested',
        'RunStarted',
        ...(running === 'stop' ? ['RunStopRequested'] : []),
      ]);
    }
  });

  it('stops a bot, or a workspace that there is, and leaves others alone', async () => {
    const [here, other] = await Promise.all([fleetOf(), fleetOf()]);
    const beside = await fleetOf(here.organizationId);
    await stopBot(here);
    expect((await refusal(here.ask())).code).toBe('EMERGENCY_STOPPED');
    await Promise.all([beside.ask(), other.ask()]);
    await stopThere(here, workspaceId);
    expect((await refusal(beside.ask())).code).toBe('EMERGENCY_STOPPED');
    expect((await refusal(stopThere(here, randomUUID()))).code).toBe('WORKSPACE_NOT_FOUND');
    await other.ask();
    const lift = (workspaceId: string) =>
      world
        .of(automation.liftWorkspaceStop)
        .serve({ asked: { organizationId: here.organizationId, workspaceId }, caller: owner, context: contextOf() });
    expect((await refusal(lift(randomUUID()))).code).toBe('WORKSPACE_NOT_FOUND');
    world.get(Neighbours).archived = true;
    await lift(workspaceId);
    expect((await refusal(lift(workspaceId))).code).toBe('WORKSPACE_ARCHIVED');
    world.get(Neighbours).reset();
    await beside.ask();
  });

  it.each(['before', 'after'] as const)(
    'runs at work are asked to stop once each, wherever the worker is killed (%s a call)',
    async (when) => {
      for (let nth = 1; ; nth += 1) {
        const here = await fleetOf();
        const beside = await fleetOf(here.organizationId);
        const runs: string[] = [];
        for (const each of [here, beside]) {
          runs.push(await each.ask());
          await each.claim();
        }
        const waits = await here.ask();
        await stopAll(here);
        const job = payload(here);
        const dying = dyingAt(nth, when);
        const tools = { ...world.tools, eventStore: dying(world.store), commands: dying(world.tools.commands) };
        const died = await stopRuns
          .handler(tools as Tools)(job, 1)
          .then(
            () => false,
            (error: unknown) => error instanceof Died,
          );
        await stopRuns.handler(world.tools)(job, 1);
        for (const runId of runs)
          expect(await here.typesOf(runId)).toEqual(['RunRequested', 'RunStarted', 'RunStopRequested']);
        expect(await here.typesOf(waits)).toEqual(['RunRequested']);
        if (died) continue;
        expect(nth).toBeGreaterThan(4);
        break;
      }
    },
  );

  it('a job that comes after it was lifted, or where they may finish, stops nothing', async () => {
    const here = await fleetOf();
    const runId = await here.ask();
    await here.claim();
    await stopAll(here);
    await liftAll(here);
    await stopRuns.handler(world.tools)(payload(here), 1);
    await stopAll(here, 'finish');
    await stopRuns.handler(world.tools)(payload(here), 1);
    expect(await here.typesOf(runId)).toEqual(['RunRequested', 'RunStarted']);
  });

  it('is listed with who, when, why and what it does, as far as the reader sees runs', async () => {
    const here = await fleetOf();
    await here.ask();
    await here.claim();
    await here.ask();
    const hooks = [randomUUID(), randomUUID()].map((triggerId) => {
      const { name, cron: _, zone: __, ...policies } = askedSettings;
      const from = '2026-06-03T09:00:00.000Z';
      return triggerCreated({ triggerId, botId: here.botId, kind: 'webhook', from, ...policies }, { name });
    });
    const [off] = hooks.map(({ data: { triggerId } }) => triggerDisabled({ triggerId }));
    await world.store.decide({ stream: fleet, id: [here.organizationId] }, contextOf(), () =>
      [...hooks, off].flatMap((each) => each ?? []),
    );
    const { position } = await stopAll(here);
    for (let nth = 0; nth < 3; nth += 1) await refusal(here.ask());
    const refusedAt = String((await refusal(here.ask())).details['position']);
    const { items } = await listed(here, refusedAt);
    expect(items).toMatchObject([
      { scope: 'organization', reason, inProgress: 1, waiting: 1, refused: 4, heldTriggers: 1 },
    ]);
    expect(items[0]?.by).toMatchObject({ kind: 'user', id: null });
    const member = { ...owner, permissions: new Set(['org:read'] as const) };
    await stopBot(here);
    expect((await listed(here, position, member)).items).toMatchObject([
      { scope: 'organization', inProgress: 0, waiting: 0, refused: 0, heldTriggers: 0 },
    ]);
    const lifted = await liftAll(here);
    expect((await listed(here, String(lifted.position))).items).toMatchObject([{ scope: 'bot', targetId: here.botId }]);
  });

  it.each(['before', 'after'] as const)(
    'owners and admins hear of it and of its end, each once, wherever the worker is killed (%s a mail)',
    async (when) => {
      const here = await fleetOf();
      await stopAll(here);
      await liftAll(here);
      const told = await toldOf(here);
      for (const nth of [1, 2, 3, 4, 5]) {
        const sent = new Map<string, Mail>();
        const mail = { send: (each: Mail) => Promise.resolve(void sent.set(each.id, each)) };
        const dying = dyingAt(nth, when);
        for (const job of told) {
          await tellOfStoppedRuns
            .handler(telling(dying(mail)))(job, 1)
            .catch((error: unknown) => {
              if (!(error instanceof Died)) throw error;
            });
          await tellOfStoppedRuns.handler(telling(mail))(job, 1);
        }
        expect([...sent.values()].map(({ to, subject }) => `${to} ${String(subject)}`)).toEqual([
          'olga@acme.example All runs of Acme are stopped',
          'adam@acme.example All runs of Acme are stopped',
          'olga@acme.example Runs of Acme start again',
          'adam@acme.example Runs of Acme start again',
        ]);
        const [stopped] = [...sent.values()].map(({ text }) => String(text));
        expect(stopped).toContain(`Olga stopped all runs of Acme at`);
        expect(stopped).toContain(`“${reason}”`);
      }
    },
  );

  type Mail = Parameters<Tools['mail']['send']>[0];
  /** What the jobs act with, where neighbours say who is told. */
  const telling = (mail: object) => {
    const of = () =>
      Promise.resolve({
        organization: 'Acme',
        workspaces: new Map(),
        by: 'Olga',
        contacts: new Map([
          ['olga', 'olga@acme.example'],
          ['adam', 'adam@acme.example'],
        ]),
      });
    return {
      ...world.tools,
      mail,
      config: { publicUrl: 'https://annals.example' },
      ask: () => ({ of }),
    } as unknown as Tools;
  };
  /** The jobs that the reaction gives out. */
  const toldOf = async ({ organizationId }: FleetHere) => {
    const jobs: Record<string, unknown>[] = [];
    for await (const { id, revision, type } of world.store.read(`fleet-${organizationId}`))
      if (type.startsWith('EmergencyStop')) jobs.push({ organizationId, revision, told: id });
    return jobs;
  };
});
