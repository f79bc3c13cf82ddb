import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { routes } from '@annals/contracts';
import { plus, Refused } from '@annals/kernel';
import type { RequestFacts, Tools } from '@annals/platform';
import { Died, dyingAt, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ClaimRunController } from '../commands/claim-run/claim-run.controller';
import { RenewLeaseController } from '../commands/renew-lease/renew-lease.controller';
import { endBot } from '../reactions/end-bot-when-it-is-retired/end-bot-when-it-is-retired.job';
import { keepQueue } from '../reactions/keep-queue-when-run-changes/keep-queue-when-run-changes.job';
import { stopRunsOfBot } from '../reactions/stop-runs-when-bot-is-disabled/stop-runs-when-bot-is-disabled.job';
import { callerOf, contextOf, startWorld, type World } from '../testing/a-world.setup';
import { askedSettings } from '../testing/examples';
import { FleetDirectory } from './fleet-directory.service';
import { SignOfLife } from './sign-of-life.service';
import { SignsOfLife } from './signs-of-life.service';

jest.setTimeout(120_000);

const { automation } = routes;
const sees: RequestFacts = {
  permissions: new Set(['bots:read', 'runs:read', 'triggers:read']),
  workspaces: new Map(),
  context: contextOf(),
};
const START = ['RunRequested', 'RunStarted'];

describe('disable with a choice, and retire, on a real event store, vault and views', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('retire', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  const commanded = () => ({ caller: sees, context: contextOf() });

  /** A bot at two runs, with one that waits. */
  async function busyBot(organizationId: string = randomUUID()) {
    const asked = { organizationId, name: 'invoice-reader', kind: 'rpa' } as const;
    const { botId } = await world.of(automation.registerBot).serve({ asked, ...commanded() });
    const its = { organizationId, botId };
    await world.of(automation.setConcurrency).serve({ asked: { ...its, atOnce: 2 }, ...commanded() });
    const own = () => ({ caller: callerOf(botId, organizationId), context: contextOf(`key:${botId}`) });
    const ask = async () => (await world.of(automation.requestRun).serve({ asked: its, ...commanded() })).runId;
    const claim = () =>
      world.get(ClaimRunController).claim({ asked: { ...its, wait: 0 }, ...own() }, { socket: new Socket() });
    const runs = [await ask(), await ask(), await ask()] as const;
    for (let n = 0; n < 2; n += 1) await claim();
    return { its, own, ask, claim, runs };
  }
  type Busy = Awaited<ReturnType<typeof busyBot>>;
  const typesOf = async ({ its: { organizationId } }: Busy, runId: string) => {
    const found: string[] = [];
    for await (const event of world.store.read(`run-${organizationId}.${runId}`)) found.push(event.type);
    return found;
  };
  const refusal = async (asked: Promise<unknown>): Promise<string> => {
    const answer = await asked.catch((error: unknown) => error);
    if (answer instanceof Refused) return String(answer.code);
    throw new Error('No refusal', { cause: answer });
  };
  const disable = ({ its }: Busy, inFlight: 'finish' | 'stop') =>
    world.of(automation.disableBot).serve({ asked: { ...its, inFlight }, ...commanded() });
  const enable = ({ its }: Busy) => world.of(automation.enableBot).serve({ asked: its, ...commanded() });
  const retire = ({ its }: Busy, inFlight: 'stop' | 'kill' = 'stop') =>
    world.of(automation.retireBot).serve({ asked: { ...its, inFlight }, ...commanded() });
  const cause = () => ({ causedBy: randomUUID(), correlation: 'a-request' });
  const now = () => new Date().toISOString();

  /** Does the job in a process that is killed, and then in another one. @returns whether it was killed */
  async function killedAt(nth: number, when: 'before' | 'after', job: (tools: Tools) => Promise<unknown>) {
    const dying = dyingAt(nth, when);
    const tools = { ...world.tools, eventStore: dying(world.store), commands: dying(world.tools.commands) };
    const died = await job(tools as Tools).then(
      () => false,
      (error: unknown) => error instanceof Died,
    );
    await job(world.tools).catch(() => undefined); // workers have not stopped yet
    return died;
  }

  it.each(['before', 'after'] as const)(
    'B10: who disables it may ask runs at work to stop: once each, wherever the worker is killed (%s a call)',
    async (when) => {
      for (let nth = 1, died = true; died; nth += 1) {
        const bot = await busyBot();
        const beside = await busyBot(bot.its.organizationId);
        await disable(bot, 'stop');
        const payload = { ...bot.its, ...cause() };
        died = await killedAt(nth, when, (tools) => stopRunsOfBot.handler(tools)(payload, 1));
        for (const runId of bot.runs.slice(0, 2))
          expect(await typesOf(bot, runId)).toEqual([...START, 'RunStopRequested']);
        expect(await typesOf(bot, bot.runs[2])).toEqual(['RunRequested']);
        for (const runId of beside.runs.slice(0, 2)) expect(await typesOf(beside, runId)).toEqual(START);
        if (!died) expect(nth).toBeGreaterThan(4);
      }
    },
  );

  it('B10: they go on where they may finish, and where it was enabled before the job came', async () => {
    const bot = await busyBot();
    await disable(bot, 'finish');
    await stopRunsOfBot.handler(world.tools)({ ...bot.its, ...cause() }, 1);
    await enable(bot);
    await disable(bot, 'stop');
    await enable(bot);
    await stopRunsOfBot.handler(world.tools)({ ...bot.its, ...cause() }, 1);
    expect(await typesOf(bot, bot.runs[0])).toEqual(START);
  });

  it.each(['before', 'after'] as const)(
    'what belongs to a retired bot ends with it, once each, wherever the worker is killed (%s a call)',
    async (when) => {
      for (let nth = 1, died = true; died; nth += 1) {
        const bot = await busyBot();
        const trigger = { ...askedSettings, cron: undefined, everyMinutes: 60, kind: 'schedule' } as const;
        const { triggerId } = await world
          .of(automation.createTrigger)
          .serve({ asked: { ...bot.its, ...trigger }, ...commanded() });
        expect(await refusal(retire(bot))).toBe('BOT_HAS_TRIGGERS');
        const { organizationId } = bot.its;
        await world.of(automation.disableTrigger).serve({ asked: { organizationId, triggerId }, ...commanded() });
        await retire(bot);
        const payload = { ...bot.its, inFlight: 'stop', retiredAt: now(), ...cause() };
        died = await killedAt(nth, when, (tools) => endBot.handler(tools)(payload, 1));
        for (const runId of bot.runs.slice(0, 2))
          expect(await typesOf(bot, runId)).toEqual([...START, 'RunStopRequested']);
        expect(await typesOf(bot, bot.runs[2])).toEqual(['RunRequested', 'RunStopped']);
        expect(await refusal(world.get(FleetDirectory).triggerNow(organizationId, triggerId))).toBe(
          'TRIGGER_NOT_FOUND',
        );
        const types: string[] = [];
        for await (const { type } of world.store.read(`fleet-${organizationId}`)) types.push(type);
        expect(types.filter((type) => type === 'TriggerDeleted')).toHaveLength(1);
        if (!died) expect(nth).toBeGreaterThan(6);
      }
    },
  );

  it('workers of a retired bot hear that they shall stop, and say that they did; nothing else is there for them', async () => {
    const bot = await busyBot();
    const { organizationId, botId } = bot.its;
    const { position } = await retire(bot);
    const payload = { ...bot.its, inFlight: 'stop', retiredAt: now(), ...cause() };
    await expect(endBot.handler(world.tools)(payload, 1)).rejects.toThrow('2 runs of a retired bot');
    const directory = world.get(FleetDirectory);
    expect(await directory.isAtWork(organizationId, botId)).toBe(true);
    for (const runId of bot.runs.slice(0, 2)) {
      const asked = { asked: { organizationId, runId }, ...bot.own() };
      await new SignOfLife(world.get(SignsOfLife)).notice(asked.caller, automation.renewLease);
      expect(await world.get(RenewLeaseController).renew(asked)).toEqual({ control: 'stop' });
      await world.of(automation.reportStopped).serve(asked);
    }
    await endBot.handler(world.tools)(payload, 2);
    expect(await directory.isAtWork(organizationId, botId)).toBe(false);
    expect(await refusal(bot.claim())).toBe('BOT_NOT_FOUND');
    expect(await refusal(bot.ask())).toBe('BOT_NOT_FOUND');
    expect(await refusal(retire(bot))).toBe('BOT_NOT_FOUND');
    const read = { caller: sees, context: sees.context, minPosition: position };
    expect(await refusal(world.of(automation.getBot).serve({ asked: bot.its, ...read }))).toBe('BOT_NOT_FOUND');
    const timeline = await world.of(automation.readTimeline).serve({ asked: { ...bot.its, limit: 50 }, ...read });
    expect(timeline.items[0]?.sentence[1]).toEqual({ kind: 'bot', id: botId, label: 'invoice-reader' });
  });

  it('those that do not stop are ended after ten minutes, or at once where that was chosen', async () => {
    const [slow, killed] = [await busyBot(), await busyBot()];
    await retire(slow);
    await retire(killed, 'kill');
    const longAgo = plus(now(), { minutes: -11 });
    const because = cause();
    const stop = { ...slow.its, inFlight: 'stop', ...because };
    await expect(endBot.handler(world.tools)({ ...stop, retiredAt: now() }, 1)).rejects.toThrow('have not stopped');
    await endBot.handler(world.tools)({ ...stop, retiredAt: longAgo }, 2);
    await endBot.handler(world.tools)({ ...killed.its, inFlight: 'kill', retiredAt: now(), ...cause() }, 1);
    expect(await typesOf(slow, slow.runs[0])).toEqual([...START, 'RunStopRequested', 'RunKilled']);
    expect(await typesOf(killed, killed.runs[0])).toEqual([...START, 'RunKilled']);
    expect(await typesOf(killed, killed.runs[2])).toEqual(['RunRequested', 'RunStopped']);
  });

  it('a run that is asked for in the moment in which its bot is retired is stopped by whoever keeps the queue', async () => {
    const bot = await busyBot();
    const [, , waits] = bot.runs;
    await retire(bot);
    await keepQueue.handler(world.tools)({ ...bot.its, runId: waits, position: '1' }, 1);
    expect(await typesOf(bot, waits)).toEqual(['RunRequested', 'RunStopped']);
  });
});
