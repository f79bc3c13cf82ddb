import { randomUUID } from 'node:crypto';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { OfflineBots } from './commands/mark-bot-offline/offline-bots.job';
import { SignsOfLife } from './fleet/signs-of-life.service';
import { RequestRunController } from './commands/request-run/request-run.controller';
import { FleetDirectory } from './fleet/fleet-directory.service';
import { contextOf, Neighbours, startWorld, type World } from './testing/a-world.setup';
import { workspaceId } from './testing/examples';
import { botsAtWork, seesAll } from './testing/bots-at-work.setup';

jest.setTimeout(120_000);

describe('bots and runs on a real event store, vault and views', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('automation', { sharedDatabase, startEventStore });
  });
  afterEach(() => {
    world.shiftPresence(0);
    world.get(Neighbours).reset();
  });
  afterAll(() => world.stop());
  const { register, toggle, beat, request, start, succeed, fail, progress, run, bot, types, refusal } = botsAtWork(
    () => world,
  );

  it('a bot is registered once per command, and exists in its own organization only', async () => {
    const [organizationId, context] = [randomUUID(), contextOf()];
    const first = await register(organizationId, 'invoice-reader', context);
    expect(await register(organizationId, 'invoice-reader', context)).toEqual(first);
    expect(await world.get(FleetDirectory).exists(organizationId, first.botId)).toBe(true);
    expect(await world.get(FleetDirectory).exists(randomUUID(), first.botId)).toBe(false);
    expect((await refusal(toggle('disable', randomUUID(), first.botId))).code).toBe('BOT_NOT_FOUND');
    expect(await bot(organizationId, first.botId, first.position)).toMatchObject({
      name: 'invoice-reader',
      kind: 'rpa',
      status: 'offline',
      enabled: true,
      lastSeenAt: null,
      runs: 0,
      failed: 0,
    });
  });

  it('B9 its status is what it says, merged when somebody asks; going on- and offline are events, heartbeats are none', async () => {
    const organizationId = randomUUID();
    const { botId, position } = await register(organizationId);
    for (const status of ['idle', 'idle', 'error'] as const) await beat(organizationId, botId, status);
    expect(await bot(organizationId, botId, position)).toMatchObject({ status: 'error', version: '2.8.0', host: null });
    expect(await types(`presence-${organizationId}.${botId}`)).toEqual(['BotWentOnline']);
    expect(await types(`fleet-${organizationId}`)).toEqual(['BotRegistered']);
    const sweep = () => world.get(OfflineBots).sweep(new Date(Date.now() + 61_000).toISOString());
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await types(`presence-${organizationId}.${botId}`)).toEqual(['BotWentOnline', 'BotWentOffline']);
    await beat(organizationId, botId);
    expect(await types(`presence-${organizationId}.${botId}`)).toEqual([
      'BotWentOnline',
      'BotWentOffline',
      'BotWentOnline',
    ]);
  });

  it('B9 silent for a minute it is offline, whatever the views know; a beat of an unknown bot does not stop the sweep', async () => {
    const organizationId = randomUUID();
    const { botId, position } = await register(organizationId);
    world.shiftPresence(-61);
    await world.vault.presence.beat({ organizationId, botId: randomUUID(), status: 'idle' });
    await beat(organizationId, botId);
    expect((await bot(organizationId, botId, position)).status).toBe('offline');
    expect(await world.get(OfflineBots).sweep(new Date().toISOString())).toBe(2);
    expect(await world.get(OfflineBots).sweep(new Date().toISOString())).toBe(0);
    expect((await types(`presence-${organizationId}.${botId}`)).at(-1)).toBe('BotWentOffline');
  });

  it('only a bot’s own key speaks for it and its runs; to others they do not exist', async () => {
    const organizationId = randomUUID();
    const [mine, other] = [await register(organizationId), await register(organizationId, 'stranger')];
    expect((await refusal(beat(organizationId, mine.botId, 'idle', other.botId))).code).toBe('BOT_NOT_FOUND');
    const { runId } = await request(organizationId, mine.botId);
    for (const asked of [
      () => start(organizationId, runId, other.botId),
      () => succeed(organizationId, runId, other.botId),
      () => fail(organizationId, runId, other.botId, 'x'),
      () => progress(organizationId, runId, other.botId),
    ]) {
      expect((await refusal(asked())).code).toBe('RUN_NOT_FOUND');
    }
    expect((await refusal(start(randomUUID(), runId, mine.botId))).code).toBe('BOT_NOT_FOUND');
    expect(await types(`run-${organizationId}.${runId}`)).toEqual(['RunRequested']);
  });

  it('D4 a run goes from request to one end; progress is no event', async () => {
    const organizationId = randomUUID();
    const { botId } = await register(organizationId);
    const context = contextOf();
    const { runId } = await request(organizationId, botId, context);
    expect((await request(organizationId, botId, context)).runId).toBe(runId);
    expect((await refusal(progress(organizationId, runId, botId))).code).toBe('INVALID_RUN_TRANSITION');
    const began = await start(organizationId, runId, botId);
    await progress(organizationId, runId, botId);
    expect(await run(organizationId, runId, began.position)).toMatchObject({
      status: 'running',
      progress: { percent: 40, message: 'page 4' },
      botName: 'invoice-reader',
    });
    expect(await bot(organizationId, botId)).toMatchObject({ currentRunId: runId, runs: 1 });
    const ends = await Promise.allSettled([
      succeed(organizationId, runId, botId),
      fail(organizationId, runId, botId, 'No'),
      succeed(organizationId, runId, botId),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await types(`run-${organizationId}.${runId}`)).toHaveLength(3);
  });

  it('B11 a disabled bot’s run is refused and recorded when it is asked for, and again when it would begin; a repeated command gets the same answer', async () => {
    const organizationId = randomUUID();
    const { botId } = await register(organizationId);
    const waiting = await request(organizationId, botId);
    await toggle('disable', organizationId, botId);
    const [asking, beginning] = [contextOf(), contextOf(`key:${botId}`)];
    const refused = await refusal(request(organizationId, botId, asking));
    expect(refused).toMatchObject({
      code: 'BOT_DISABLED',
      details: { runId: expect.any(String) as string, position: expect.any(String) as string },
    });
    expect(await refusal(start(organizationId, waiting.runId, botId, beginning))).toMatchObject({
      code: 'BOT_DISABLED',
      details: { runId: waiting.runId },
    });
    const { position } = await toggle('enable', organizationId, botId);
    expect(await refusal(request(organizationId, botId, asking))).toMatchObject({
      code: 'BOT_DISABLED',
      details: refused.details,
    });
    expect(await refusal(start(organizationId, waiting.runId, botId, beginning))).toMatchObject({
      code: 'BOT_DISABLED',
    });
    expect((await refusal(start(organizationId, waiting.runId, botId))).code).toBe('INVALID_RUN_TRANSITION');
    for (const runId of [String(refused.details['runId']), waiting.runId])
      expect(await run(organizationId, runId, position)).toMatchObject({ status: 'refused', code: 'BOT_DISABLED' });
    expect(await types(`run-${organizationId}.${waiting.runId}`)).toEqual(['RunRequested', 'RunRefused']);
  });

  it('B11 W4: the first of what stops a run, in order, is what it came to, when it is asked for and when it would begin', async () => {
    const organizationId = randomUUID();
    const { botId } = await register(organizationId);
    const neighbours = world.get(Neighbours);
    const [personId, membership] = [randomUUID(), 1];
    const asks = { ...seesAll, member: { personId, membership, roles: [] } };
    const starts = { granted: new Map(), workspaces: new Map([[workspaceId, 'operator']]) };
    const asked = () =>
      world.get(RequestRunController).serve({ asked: { organizationId, botId }, caller: asks, context: contextOf() });
    const everythingElse = () => {
      neighbours.status = 'frozen';
      neighbours.archived = true;
      neighbours.stops = 'FORBIDDEN';
      neighbours.members.delete(personId);
      return toggle('disable', organizationId, botId);
    };
    const mended: readonly [string, () => unknown][] = [
      ['ORG_FROZEN', () => (neighbours.status = 'active')],
      ['BOT_DISABLED', () => toggle('enable', organizationId, botId)],
      ['FORBIDDEN', () => neighbours.members.set(personId, { ...starts, workspaces: new Map() })],
      ['FORBIDDEN', () => neighbours.members.set(personId, starts)],
      ['WORKSPACE_ARCHIVED', () => (neighbours.archived = false)],
      ['FORBIDDEN', () => (neighbours.stops = undefined)],
    ];
    neighbours.members.set(personId, starts);
    const waiting: string[] = [];
    for (const _ of mended) waiting.push((await asked()).runId);
    await everythingElse();
    for (const [index, [code, mend]] of mended.entries()) {
      const waits = waiting[index] ?? '';
      const begun = await refusal(start(organizationId, waits, botId));
      const { details } = await refusal(asked());
      await mend();
      expect(begun.code).toBe(code);
      expect(await run(organizationId, String(details['runId']), String(details['position']))).toMatchObject({
        status: 'refused',
        code,
      });
      // An organization that stands still goes on later: what waits, waits on.
      expect(await run(organizationId, waits)).toMatchObject(
        code === 'ORG_FROZEN' ? { status: 'requested', code: null } : { status: 'refused', code },
      );
    }
    await start(organizationId, waiting[0] ?? '', botId);
  });

  it('D1: whatever a bot does is a sign of life: it comes online by it, and keeps what it said of itself', async () => {
    const organizationId = randomUUID();
    const { botId, position } = await register(organizationId);
    const act = () =>
      // of what it acts on, not of its fleet
      world.get(SignsOfLife).seen({ organizationId, botId }, { ...contextOf(`key:${botId}`), expectedRevision: 999 });
    await act();
    expect(await bot(organizationId, botId, position)).toMatchObject({
      status: 'idle',
      lastSeenAt: expect.any(String) as string,
    });
    expect(await types(`presence-${organizationId}.${botId}`)).toEqual(['BotWentOnline']);
    await beat(organizationId, botId, 'error');
    await act();
    expect(await bot(organizationId, botId)).toMatchObject({ status: 'error', version: '2.8.0' });
  });

  it('a bot or run that is not there is refused by its name', async () => {
    const organizationId = randomUUID();
    expect((await refusal(bot(organizationId, randomUUID()))).code).toBe('BOT_NOT_FOUND');
    expect((await refusal(run(organizationId, randomUUID()))).code).toBe('RUN_NOT_FOUND');
    expect((await refusal(request(organizationId, randomUUID()))).code).toBe('BOT_NOT_FOUND');
  });
});
