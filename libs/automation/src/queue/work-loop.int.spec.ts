import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { routes } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { type RequestFacts } from '@annals/platform';
import { scaled, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ClaimRunController } from '../commands/claim-run/claim-run.controller';
import { loseRuns } from '../commands/lose-run/lost-runs.job';
import { RenewLeaseController } from '../commands/renew-lease/renew-lease.controller';
import { RequestRunController } from '../commands/request-run/request-run.controller';
import { WriteLogController } from '../commands/write-log/write-log.controller';
import { SucceedRunController } from '../commands/succeed-run/succeed-run.controller';
import { FleetDirectory } from '../fleet/fleet-directory.service';
import { keepQueue } from '../reactions/keep-queue-when-run-changes/keep-queue-when-run-changes.job';
import { contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { workspaceId } from '../testing/examples';
import { botsAtWork, seesAll } from '../testing/bots-at-work.setup';

jest.setTimeout(120_000);

describe('the work loop', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('workloop', { sharedDatabase, startEventStore });
  });
  afterEach(() => {
    world.get(Neighbours).reset();
  });
  afterAll(() => world.stop());
  const { byBot, register, toggle, request, succeed, run, types, refusal } = botsAtWork(() => world);

  const loop = async (organizationId = randomUUID()) => {
    const { botId } = await register(organizationId);
    const queued = keepQueue.handler(world.tools);
    return {
      organizationId,
      botId,
      /** What the worker process does about a run that changed. */
      keep: (runId: string, position = '1') => queued({ organizationId, botId, runId, position }, 1),
      claim: (wait = 0, socket = new Socket(), as = botId, worker?: string) =>
        world
          .get(ClaimRunController)
          .claim(
            { asked: { organizationId, botId, wait, worker }, ...byBot(as, organizationId, contextOf()) },
            { socket },
          ),
      /** Looks for silent workers, as at so many seconds from now. */
      lose: (seconds: number) => loseRuns.does(world.tools)(fromMilliseconds(Date.now() + seconds * 1000)),
    };
  };
  const asked = async ({ organizationId, botId, keep }: Awaited<ReturnType<typeof loop>>) => {
    const { runId, position } = await request(organizationId, botId);
    await keep(runId, position);
    return runId;
  };

  it('B11: a worker gets the run that waits longest, started; another one nothing until that has ended', async () => {
    const each = await loop();
    const [first, second] = [await asked(each), await asked(each)];
    expect((await each.claim()).run).toMatchObject({ runId: first, botId: each.botId, leaseSeconds: 60 });
    expect(await types(`run-${each.organizationId}.${first}`)).toEqual(['RunRequested', 'RunStarted']);
    expect(await each.claim()).toEqual({ run: null });
    await succeed(each.organizationId, first, each.botId);
    await each.keep(first);
    expect((await each.claim()).run?.runId).toBe(second);
  });

  it('waits for what is asked for meanwhile, and ends with whoever waits', async () => {
    const each = await loop();
    const claimed = each.claim(30);
    const runId = await asked(each);
    expect((await claimed).run?.runId).toBe(runId);
    const socket = new Socket();
    const left = each.claim(30, socket);
    socket.destroy();
    expect(await left).toEqual({ run: null });
  });

  it('starts each run once, however many workers ask at the same time and die before they start it or while they are at it', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const atOnce = 8;
    await world
      .of(routes.automation.setConcurrency)
      .serve({ asked: { organizationId, botId, atOnce }, caller: seesAll, context: contextOf() });
    const runIds: string[] = [];
    while (runIds.length < scaled(20, 1000)) runIds.push(await asked(each));
    const started: string[] = [];
    const gone = fromMilliseconds(Date.now() - 1);
    let turns = 0;
    const worker = async (): Promise<void> => {
      while (started.length < runIds.length) {
        turns += 1;
        // It takes one and is killed before it starts it: that one waits again.
        if (turns % 5 === 0) await world.vault.runQueue.take({ organizationId, botId }, { slots: atOnce, until: gone });
        await each.lose(0);
        const { run: got } = await each.claim(1);
        if (got === null) continue;
        started.push(got.runId);
        // It is killed while it is at it: that one is lost.
        if (started.length % 7 === 0)
          await world.vault.runQueue.renew({ organizationId, botId, runId: got.runId }, gone);
        else await succeed(organizationId, got.runId, botId);
        await each.keep(got.runId);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    await each.lose(0);
    expect([...started].sort()).toEqual([...runIds].sort());
    for (const [index, runId] of started.entries())
      expect(await types(`run-${organizationId}.${runId}`)).toEqual([
        'RunRequested',
        'RunStarted',
        (index + 1) % 7 === 0 ? 'RunLost' : 'RunSucceeded',
      ]);
  });

  it('a run that the queue has forgotten to be taken is left to the worker that is at it, and is lost where that is silent', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const runs = [await asked(each), await asked(each)];
    await each.claim();
    // As a crash of the database leaves it: it was taken, and waits again.
    await world.vault.runQueue.giveBack({ organizationId, botId, runId: runs[0] ?? '' });
    expect(await each.claim()).toEqual({ run: null });
    expect(await world.vault.runQueue.held(organizationId)).toMatchObject([{ runId: runs[0] }]);
    await each.lose(61);
    expect((await each.claim()).run?.runId).toBe(runs[1]);
  });

  it('a run whose worker falls silent is lost, after a minute; one that says that it is at it is not', async () => {
    const each = await loop();
    const runId = await asked(each);
    await each.claim();
    await each.lose(59);
    expect(await types(`run-${each.organizationId}.${runId}`)).toEqual(['RunRequested', 'RunStarted']);
    await world
      .get(RenewLeaseController)
      .renew({ asked: { organizationId: each.organizationId, runId }, ...byBot(each.botId, each.organizationId) });
    await each.lose(61);
    await each.lose(61);
    expect(await types(`run-${each.organizationId}.${runId}`)).toEqual(['RunRequested', 'RunStarted', 'RunLost']);
    expect((await refusal(succeed(each.organizationId, runId, each.botId))).details).toMatchObject({ state: 'lost' });
  });

  const given = (each: Awaited<ReturnType<typeof loop>>, body: object) =>
    world
      .get(RequestRunController)
      .serve({
        asked: { organizationId: each.organizationId, botId: each.botId, ...body },
        caller: seesAll,
        context: contextOf(),
      });
  const lease = ({ organizationId, botId }: { organizationId: string; botId: string }, runId: string) =>
    world.get(RenewLeaseController).renew({ asked: { organizationId, runId }, ...byBot(botId, organizationId) });
  const end = (does: 'stop' | 'kill', { organizationId }: { organizationId: string }, runId: string) => {
    const arrived = { asked: { organizationId, runId }, caller: seesAll, context: contextOf() };
    return does === 'stop'
      ? world.of(routes.automation.stopRun).serve(arrived)
      : world.of(routes.automation.killRun).serve(arrived);
  };
  const reader: RequestFacts = { ...seesAll, permissions: new Set(['runs.payload:read']) };

  it('B11: hands on the input and keeps the output, both sealed, in events by digest; retried it is given the same', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const input = { invoices: ['secret-1', 'secret-2'] };
    const { runId, position } = await given(each, { input, timeLimit: 90 });
    await each.keep(runId, position);
    expect((await each.claim()).run).toMatchObject({ runId, input, timeLimit: 90 });
    const done = await world
      .get(SucceedRunController)
      .serve({ asked: { organizationId, runId, output: { paid: 2 } }, ...byBot(botId, organizationId, contextOf()) });
    const payload = (of: string, minPosition: string) =>
      world
        .of(routes.automation.getRunPayload)
        .serve({ asked: { organizationId, runId: of }, caller: reader, context: reader.context, minPosition });
    expect(await payload(runId, done.position)).toEqual({
      input: { kept: true, value: input },
      output: { kept: true, value: { paid: 2 } },
    });
    const again = await world
      .of(routes.automation.retryRun)
      .serve({ asked: { organizationId, runId }, caller: seesAll, context: contextOf() });
    expect(await payload(again.runId, again.position)).toEqual({ input: { kept: true, value: input }, output: null });
    expect(await run(organizationId, again.runId)).toMatchObject({ source: 'retry', retryOf: runId, timeLimit: 90 });
    const stored: unknown[] = [];
    for await (const event of world.store.read(`run-${organizationId}.${runId}`)) stored.push(event);
    const text = JSON.stringify(stored, (_, value: unknown) => (typeof value === 'bigint' ? '' : value));
    expect(text).not.toContain('secret-1');
  });

  it('B11: a stop reaches the worker by its next call, a kill ends it at once, and the time limit whoever is at it', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const runs = [await asked(each), await asked(each), await asked(each)] as const;
    await end('stop', each, runs[2]);
    expect(await types(`run-${organizationId}.${runs[2]}`)).toEqual(['RunRequested', 'RunStopped']);
    await each.keep(runs[2]);
    await each.claim();
    expect(await lease(each, runs[0])).toEqual({ control: 'go_on' });
    expect(await world.get(FleetDirectory).runsIn(organizationId, workspaceId)).toBe(1);
    await end('stop', each, runs[0]);
    expect(await lease(each, runs[0])).toEqual({ control: 'stop' });
    await world
      .of(routes.automation.reportStopped)
      .serve({ asked: { organizationId, runId: runs[0] }, ...byBot(botId, organizationId, contextOf()) });
    await each.keep(runs[0]);
    expect((await each.claim()).run?.runId).toBe(runs[1]);
    await end('kill', each, runs[1]);
    expect(await lease(each, runs[1])).toEqual({ control: 'kill' });
    expect((await refusal(succeed(organizationId, runs[1], botId))).details).toMatchObject({ state: 'killed' });
    expect(await world.get(FleetDirectory).runsIn(organizationId, workspaceId)).toBe(0);
    await each.keep(runs[1]);
    const { runId, position } = await given(each, { timeLimit: 30 });
    await each.keep(runId, position);
    await each.claim();
    await each.lose(31);
    expect(await types(`run-${organizationId}.${runId}`)).toEqual(['RunRequested', 'RunStarted', 'RunTimedOut']);
    expect(await lease(each, runId)).toEqual({ control: 'kill' });
  });

  it('P13: one that is suspended rests with its worker, and goes on; it can be stopped as it rests', async () => {
    const each = await loop();
    const { organizationId } = each;
    const runId = await asked(each);
    await each.claim(0, new Socket(), each.botId, 'host-4');
    const control = (route: 'suspendRun' | 'resumeRun') =>
      world
        .of(routes.automation[route])
        .serve({ asked: { organizationId, runId }, caller: seesAll, context: contextOf() });
    const { position } = await control('suspendRun');
    expect(await run(organizationId, runId, position)).toMatchObject({ status: 'suspended', worker: 'host-4' });
    expect(await lease(each, runId)).toEqual({ control: 'suspend' });
    expect(await each.claim()).toEqual({ run: null });
    await control('resumeRun');
    expect(await lease(each, runId)).toEqual({ control: 'go_on' });
    await control('suspendRun');
    await end('stop', each, runId);
    expect(await lease(each, runId)).toEqual({ control: 'stop' });
  });

  it('what people note about a run stays with it, with who did', async () => {
    const each = await loop();
    const { organizationId } = each;
    const runId = await asked(each);
    const note = (words: string) =>
      world
        .of(routes.automation.annotateRun)
        .serve({ asked: { organizationId, runId, note: words }, caller: seesAll, context: contextOf() });
    await note('The portal was down.');
    const { position } = await note('It is up again.');
    const by = expect.objectContaining({ kind: 'user' }) as object;
    expect((await run(organizationId, runId, position)).notes).toMatchObject([
      { note: 'The portal was down.', by },
      { note: 'It is up again.', by },
    ]);
  });

  it('B11: is at as many runs at the same time as it may be, in order; workers that wait hear when that changes', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const runs = [await asked(each), await asked(each), await asked(each), await asked(each)];
    const set = (atOnce: number) =>
      world
        .of(routes.automation.setConcurrency)
        .serve({ asked: { organizationId, botId, atOnce }, caller: seesAll, context: contextOf() });
    const claimed = async (wait?: number) => (await each.claim(wait)).run?.runId;
    expect([await claimed(), await claimed()]).toEqual([runs[0], undefined]);
    const waits = claimed(30);
    await set(3);
    expect([await waits, await claimed(), await claimed()]).toEqual([runs[1], runs[2], undefined]);
    await set(2);
    const done = async (runId = '') => {
      await succeed(organizationId, runId, botId);
      await each.keep(runId);
      return claimed();
    };
    expect([await done(runs[0]), await done(runs[1])]).toEqual([undefined, runs[3]]);
  });

  it('keeps the tail of what a run says, for who may read it', async () => {
    const each = await loop();
    const { organizationId, botId } = each;
    const runId = await asked(each);
    const claimed = (await each.claim()).run;
    const say = (lines: string[]) =>
      world.get(WriteLogController).write({ asked: { organizationId, runId, lines }, ...byBot(botId, organizationId) });
    const log = (after: number) =>
      world
        .of(routes.automation.readLog)
        .serve({
          asked: { organizationId, runId, after },
          caller: reader,
          context: reader.context,
          minPosition: claimed?.position,
        });
    expect(await say(['page 1', 'page 2'])).toEqual({ control: 'go_on' });
    await say(['page 3']);
    expect(await log(0)).toEqual({ text: 'page 1\npage 2\npage 3\n', after: 2, cut: false });
    expect(await log(1)).toEqual({ text: 'page 3\n', after: 2, cut: false });
    for (let n = 0; n < 3; n += 1) await say(Array.from({ length: 120 }, () => 'x'.repeat(4_000)));
    const tail = await log(0);
    expect([tail.cut, tail.after, tail.text.length]).toEqual([true, 5, 2 * 120 * 4_001]);
  });

  it('B11: leaves out what a bot that was disabled meanwhile cannot start', async () => {
    const each = await loop();
    const runId = await asked(each);
    await toggle('disable', each.organizationId, each.botId);
    expect(await each.claim()).toEqual({ run: null });
    expect(await types(`run-${each.organizationId}.${runId}`)).toEqual(['RunRequested', 'RunRefused']);
  });

  it('A17: a worker that waits while its organization is paused starts nothing, and the run waits on', async () => {
    const each = await loop();
    const neighbours = world.get(Neighbours);
    const waits = await asked({ ...each, keep: async () => undefined });
    const claimed = each.claim(2);
    neighbours.status = 'suspended';
    await each.keep(waits);
    expect(await claimed).toEqual({ run: null });
    neighbours.status = 'active';
    expect((await each.claim()).run?.runId).toBe(waits);
  });

  it('A17: what a worker is at goes on to its end while its organization is paused', async () => {
    const each = await loop();
    const runId = await asked(each);
    await each.claim();
    world.get(Neighbours).status = 'suspended';
    await succeed(each.organizationId, runId, each.botId);
    expect(await types(`run-${each.organizationId}.${runId}`)).toEqual(['RunRequested', 'RunStarted', 'RunSucceeded']);
  });

  it('W22: a worker that takes a run in the moment in which all are stopped waits on, and gets it when that is lifted', async () => {
    const each = await loop();
    const { organizationId } = each;
    const runId = await asked(each);
    const { stopOrganizationRuns, liftOrganizationStop } = routes.automation;
    const { runQueue } = world.vault;
    const take = runQueue.take.bind(runQueue);
    jest.spyOn(runQueue, 'take').mockImplementationOnce(async (...which) => {
      const taken = await take(...which);
      await world
        .of(stopOrganizationRuns)
        .serve({
          asked: { organizationId, running: 'stop' },
          caller: seesAll,
          context: { ...contextOf(), reason: 'The portal is under attack' },
        });
      return taken;
    });
    expect(await each.claim(1)).toEqual({ run: null });
    await world.of(liftOrganizationStop).serve({ asked: { organizationId }, caller: seesAll, context: contextOf() });
    expect((await each.claim()).run?.runId).toBe(runId);
  });

  it('B11: refuses what is asked for where as many of its bot wait as may, and takes more once there is room', async () => {
    const each = await loop();
    const { runQueue } = world.vault;
    const isFull = runQueue.isFull.bind(runQueue);
    const limited = jest.spyOn(runQueue, 'isFull').mockImplementation((which) => isFull(which, 2));
    await asked(each);
    await asked(each);
    const full = await refusal(request(each.organizationId, each.botId));
    expect(full.code).toBe('QUEUE_FULL');
    expect(await types(`run-${each.organizationId}.${String(full.details['runId'])}`)).toEqual(['RunRefused']);
    await request(each.organizationId, (await register(each.organizationId, 'another')).botId);
    await each.claim();
    await asked(each);
    expect(limited.mock.lastCall?.[1]).toBe(10_000);
    limited.mockRestore();
  });

  it('is for the bot itself only', async () => {
    const each = await loop();
    expect((await refusal(each.claim(0, new Socket(), randomUUID()))).code).toBe('BOT_NOT_FOUND');
  });
});
