import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { routes } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import type { RequestFacts } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ClaimRunController } from '../commands/claim-run/claim-run.controller';
import { loseRuns } from '../commands/lose-run/lost-runs.job';
import { OfflineBots } from '../commands/mark-bot-offline/offline-bots.job';
import { SignsOfLife } from '../fleet/signs-of-life.service';
import { callerOf, contextOf, startWorld, type World } from '../testing/a-world.setup';

jest.setTimeout(120_000);

const { automation } = routes;
const sees: RequestFacts = { permissions: new Set(['bots:read']), workspaces: new Map(), context: contextOf() };

describe('B9: our own downtime writes nothing about bots and their runs', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('downtime', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  it('whoever was silent only while nobody was there to hear them is neither offline nor lost; later they are', async () => {
    const organizationId = randomUUID();
    const commanded = () => ({ caller: sees, context: contextOf() });
    const asked = { organizationId, name: 'invoice-reader', kind: 'rpa' } as const;
    const { botId } = await world.of(automation.registerBot).serve({ asked, ...commanded() });
    const own = () => ({ caller: callerOf(botId, organizationId), context: contextOf(`key:${botId}`) });
    const { runId } = await world.of(automation.requestRun).serve({ asked: { organizationId, botId }, ...commanded() });
    await world.get(SignsOfLife).seen({ organizationId, botId }, contextOf(`key:${botId}`));
    await world
      .get(ClaimRunController)
      .claim({ asked: { organizationId, botId, wait: 0 }, ...own() }, { socket: new Socket() });
    const types = async (stream: string) => {
      const found: string[] = [];
      for await (const { type } of world.store.read(stream)) found.push(type);
      return found;
    };
    const told = async () => [
      await types(`presence-${organizationId}.${botId}`),
      await types(`run-${organizationId}.${runId}`),
    ];
    const look = async (now: Instant) => {
      await world.get(OfflineBots).sweep(now);
      await loseRuns.does(world.tools)(now);
    };
    const there = [['BotWentOnline'], ['RunRequested', 'RunStarted']];
    // The worker alone goes on while the api is down, then all is there again.
    const back = plus(new Date().toISOString(), { minutes: 20 });
    await look(back);
    await world.hears(back, 0);
    await look(back);
    await world.hears(back, 50);
    await look(plus(back, { seconds: 50 }));
    expect(await told()).toEqual(there);
    await world.hears(plus(back, { seconds: 50 }), 10);
    await look(plus(back, { seconds: 60 }));
    expect(await told()).toEqual([
      ['BotWentOnline', 'BotWentOffline'],
      ['RunRequested', 'RunStarted', 'RunLost'],
    ]);
  });
});
