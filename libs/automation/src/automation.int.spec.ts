import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { botRegistered, memberLeft, memberRemoved, memberSuspended, routes } from '@annals/contracts';
import { fromMilliseconds, Refused, remembersNothing, type Stream } from '@annals/kernel';
import { Memberships, type RequestFacts, type Tools } from '@annals/platform';
import { Died, dyingAt, scaled, sharedDatabase } from '@annals/testing';
import { CommandBus } from '@nestjs/cqrs';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { carryOutBulkActions } from './commands/complete-bulk-action/bulk-actions.job';
import { ClaimRunController } from './commands/claim-run/claim-run.controller';
import { FailRunController } from './commands/fail-run/fail-run.controller';
import { loseRuns } from './commands/lose-run/lost-runs.job';
import { OfflineBots } from './commands/mark-bot-offline/offline-bots.job';
import { HeartbeatController } from './commands/mark-bot-online/heartbeat.controller';
import { SignsOfLife } from './fleet/signs-of-life.service';
import { RenewLeaseController } from './commands/renew-lease/renew-lease.controller';
import { RegisterBotController } from './commands/register-bot/register-bot.controller';
import { ReportProgressController } from './commands/report-progress/report-progress.controller';
import { RequestRunController } from './commands/request-run/request-run.controller';
import { WriteLogController } from './commands/write-log/write-log.controller';
import { StartRunController } from './commands/start-run/start-run.controller';
import { SucceedRunController } from './commands/succeed-run/succeed-run.controller';
import { fleet } from './fleet/fleet';
import { settleBots } from './reactions/settle-bots-when-membership-ends/settle-bots-when-membership-ends.job';
import { FleetDirectory } from './fleet/fleet-directory.service';
import { keepQueue } from './reactions/keep-queue-when-run-changes/keep-queue-when-run-changes.job';
import { callerOf, contextOf, Neighbours, startWorld, type World } from './testing/a-world.setup';
import { workspaceId } from './testing/examples';
import { GetBotController, ListBotsController } from './views/bots/bots.query';
import { GetOverviewController } from './views/overview/overview.query';
import { GetRunFiltersController } from './views/runs/filters.query';
import { ListNeedsController } from './views/needs/needs.query';
import { GetRunController, ListRunsController } from './views/runs/runs.query';

jest.setTimeout(120_000);

/** Who may see everybody's name. */
const seesAll: RequestFacts = {
  permissions: new Set(['bots:read', 'runs:read', 'members:read', 'api_keys:read']),
  workspaces: new Map(),
  context: contextOf(),
};

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

  const reads = { caller: seesAll, context: seesAll.context };
  const at = (minPosition?: string) => ({ ...reads, minPosition });
  const byBot = (botId: string, organizationId: string, context = contextOf(`key:${botId}`)) => ({
    caller: callerOf(botId, organizationId),
    context,
  });
  const register = (organizationId: string, name = 'invoice-reader', context = contextOf()) =>
    world.get(RegisterBotController).serve({ asked: { organizationId, name, kind: 'rpa' }, caller: seesAll, context });
  const toggle = (what: 'disable' | 'enable', organizationId: string, botId: string) =>
    world
      .of(what === 'disable' ? routes.automation.disableBot : routes.automation.enableBot)
      .serve({ asked: { organizationId, botId }, caller: seesAll, context: contextOf() });
  const beat = (organizationId: string, botId: string, status: 'idle' | 'busy' | 'error' = 'idle', as = botId) =>
    world
      .get(HeartbeatController)
      .beat({ asked: { organizationId, botId, status, version: '2.8.0' }, ...byBot(as, organizationId) });
  const request = (organizationId: string, botId: string, context = contextOf()) =>
    world.get(RequestRunController).serve({ asked: { organizationId, botId }, caller: seesAll, context });
  const start = (organizationId: string, runId: string, botId: string, context = contextOf(`key:${botId}`)) =>
    world.get(StartRunController).serve({ asked: { organizationId, runId }, ...byBot(botId, organizationId, context) });
  const succeed = (organizationId: string, runId: string, botId: string) =>
    world
      .get(SucceedRunController)
      .serve({ asked: { organizationId, runId }, ...byBot(botId, organizationId, contextOf()) });
  const fail = (organizationId: string, runId: string, botId: string, error: string) =>
    world
      .get(FailRunController)
      .serve({ asked: { organizationId, runId, error }, ...byBot(botId, organizationId, contextOf()) });
  const progress = (organizationId: string, runId: string, botId: string) =>
    world
      .get(ReportProgressController)
      .report({ asked: { organizationId, runId, percent: 40, message: 'page 4' }, ...byBot(botId, organizationId) });
  const run = (organizationId: string, runId: string, position?: string) =>
    world.get(GetRunController).serve({ asked: { organizationId, runId }, ...at(position) });
  const bot = (organizationId: string, botId: string, position?: string) =>
    world.get(GetBotController).serve({ asked: { organizationId, botId }, ...at(position) });

  const types = async (stream: string) => {
    const found: string[] = [];
    for await (const event of world.store.read(stream)) found.push(event.type);
    return found;
  };
  const refusal = async (asked: Promise<unknown>): Promise<Refused> => {
    const answer = await asked.then(
      () => 'nothing was refused',
      (error: unknown) => error,
    );
    if (answer instanceof Refused) return answer as Refused;
    throw new Error('No refusal', { cause: answer });
  };

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

  it('B11 W15 offers what the history can be filtered by: what occurs in it, and nobody whom the reader may not see', async () => {
    const organizationId = randomUUID();
    const { botId } = await register(organizationId);
    const [key, me] = [`key:${randomUUID()}` as const, contextOf().actor];
    await request(organizationId, botId, contextOf(key));
    const { position } = await request(organizationId, botId);
    const filters = (caller: RequestFacts, asked: object = {}) =>
      world
        .get(GetRunFiltersController)
        .serve({
          asked: { organizationId, limit: 50, ...asked },
          caller,
          context: seesAll.context,
          minPosition: position,
        });
    const list = (caller: RequestFacts, actor: string) =>
      world
        .get(ListRunsController)
        .serve({
          asked: { organizationId, limit: 50, actor },
          caller,
          context: seesAll.context,
          minPosition: position,
        });
    const values = async (caller: RequestFacts) => (await filters(caller)).actors.map(({ value }) => value);
    expect(await values(seesAll)).toEqual([key, me]);
    const [first, all] = [await filters(seesAll, { limit: 1 }), await filters(seesAll)];
    const second = await filters(seesAll, { limit: 1, cursor: first.next ?? '' });
    expect([...first.actors, ...second.actors]).toEqual(all.actors);
    expect([all.sources.length, second.next]).toEqual([2, null]);
    const seesNobody = { ...seesAll, permissions: new Set(['runs:read'] as const) };
    expect(await values(seesNobody)).toEqual([key]);
    expect([(await list(seesNobody, me)).items.length, (await list(seesAll, me)).items.length]).toEqual([0, 1]);
    const elsewhere = { ...seesAll, permissions: new Set<never>(), workspaces: new Map() };
    expect(await values(elsewhere)).toEqual([]);
  });

  it('B11 D5 lists runs by filter and page, newest first, and sums them up', async () => {
    const organizationId = randomUUID();
    const [reader, mailer] = [
      await register(organizationId, 'invoice-reader'),
      await register(organizationId, 'dunning-mailer'),
    ];
    let last = '0';
    for (const end of ['ok', 'Portal answered 401', 'ok', '100% of_it broke'] as const) {
      const { runId } = await request(organizationId, reader.botId);
      await start(organizationId, runId, reader.botId);
      last = (
        await (end === 'ok'
          ? succeed(organizationId, runId, reader.botId)
          : fail(organizationId, runId, reader.botId, end))
      ).position;
    }
    await toggle('disable', organizationId, mailer.botId);
    last = String((await refusal(request(organizationId, mailer.botId))).details['position']);
    const list = (asked: object) =>
      world.get(ListRunsController).serve({ asked: { organizationId, limit: 50, ...asked }, ...at(last) });
    expect((await list({})).items.map(({ status }) => status)).toEqual([
      'refused',
      'failed',
      'succeeded',
      'failed',
      'succeeded',
    ]);
    const found = async (asked: object) => (await list(asked)).items.length;
    expect([
      await found({ status: 'failed' }),
      await found({ botId: mailer.botId }),
      await found({ source: 'api' }),
      await found({ source: 'manual' }),
    ]).toEqual([2, 1, 0, 5]);
    expect([
      await found({ search: 'portal' }),
      await found({ search: '0% of_' }),
      await found({ search: '%' }),
      await found({ search: 'DUNNING' }),
    ]).toEqual([1, 1, 1, 1]);
    expect([
      await found({ to: '2020-01-01T00:00:00.000Z' }),
      await found({ from: '2020-01-01T00:00:00.000Z' }),
    ]).toEqual([0, 5]);
    const [me, stranger] = [contextOf().actor, `key:${randomUUID()}`];
    expect([
      await found({ actor: me }),
      await found({ actor: stranger }),
      await found({ workspaceId }),
      await found({ workspaceId: randomUUID() }),
      await found({ actor: me, workspaceId, status: 'failed', from: '2020-01-01T00:00:00.000Z' }),
    ]).toEqual([5, 0, 5, 0, 2]);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.next ?? '' });
    const third = await list({ limit: 2, cursor: second.next ?? '' });
    expect([...first.items, ...second.items, ...third.items].map(({ runId }) => runId)).toEqual(
      (await list({})).items.map(({ runId }) => runId),
    );
    expect([second.items.length, third.items.length, third.next]).toEqual([2, 1, null]);
    const [here, later] = [
      await list({ limit: 2, workspaceId }),
      await list({ limit: 3, workspaceId, cursor: first.next ?? '' }),
    ];
    expect([here, later]).toEqual([first, { items: [...second.items, ...third.items], next: null }]);
    expect((await refusal(list({ cursor: '0' }))).code).toBe('CURSOR_INVALID');
    expect(
      (await world.get(ListRunsController).serve({ asked: { organizationId: randomUUID(), limit: 50 }, ...at(last) }))
        .items,
    ).toEqual([]);
    const overview = await world.get(GetOverviewController).serve({ asked: { organizationId, days: 14 }, ...at(last) });
    expect(overview).toMatchObject({
      members: 0,
      invited: 0,
      bots: { offline: 1, idle: 0, busy: 0, error: 0, disabled: 1 },
    });
    expect([overview.runsByDay.length, overview.runsByDay.at(-1)]).toEqual([
      14,
      { day: new Date().toISOString().slice(0, 10), succeeded: 2, failed: 2, refused: 1 },
    ]);
    const listed = async (asked: object) =>
      world
        .get(ListBotsController)
        .serve({ asked: { organizationId, limit: 50, sort: 'name', ...asked }, ...at(last) });
    expect((await listed({})).items.map(({ name, status, runs, failed }) => [name, status, runs, failed])).toEqual([
      ['dunning-mailer', 'disabled', 0, 0],
      ['invoice-reader', 'offline', 4, 2],
    ]);
    const named = async (asked: object) => (await listed(asked)).items.map(({ name }) => name);
    expect([
      await named({ sort: 'need' }),
      await named({ status: 'disabled' }),
      await named({ search: ' INVOICE' }),
      await named({ kind: 'chat_agent' }),
    ]).toEqual([['invoice-reader', 'dunning-mailer'], ['dunning-mailer'], ['invoice-reader'], []]);
    const top = await listed({ sort: 'need', limit: 1 });
    const below = await listed({ sort: 'need', limit: 1, cursor: top.next ?? '' });
    expect([top.items[0]?.name, below.items.map(({ name }) => name), below.next]).toEqual([
      'invoice-reader',
      ['dunning-mailer'],
      null,
    ]);
    expect((await refusal(listed({ cursor: top.next ?? '' }))).code).toBe('CURSOR_INVALID');
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

  it('D1: what needs somebody is judged on all runs, however many others came since', async () => {
    const organizationId = randomUUID();
    const [broken, busy] = [await register(organizationId, 'broken'), await register(organizationId, 'busy')];
    const needs = (position: string) =>
      world.get(ListNeedsController).serve({ asked: { organizationId, limit: 50 }, ...at(position) });
    const once = async (botId: string, error?: string) => {
      const { runId } = await request(organizationId, botId);
      await start(organizationId, runId, botId);
      return (
        await (error === undefined ? succeed(organizationId, runId, botId) : fail(organizationId, runId, botId, error))
      ).position;
    };
    for (let n = 1; n <= 16; n += 1) await once(broken.botId, `fault ${n}`);
    const since = (
      await world.get(ListRunsController).serve({ asked: { organizationId, limit: 50, botId: broken.botId }, ...reads })
    ).items.at(-1)?.endedAt;
    let last = '0';
    for (let n = 1; n <= 30; n += 1) last = await once(busy.botId);
    expect(await needs(last)).toEqual({
      total: 1,
      next: null,
      items: [
        { kind: 'failing', botId: broken.botId, botName: 'broken', failed: 15, of: 15, since, error: 'fault 16' },
      ],
    });
    for (let n = 1; n <= 8; n += 1) last = await once(broken.botId);
    expect(await needs(last)).toEqual({ total: 0, items: [], next: null });
    await toggle('disable', organizationId, broken.botId);
    last = String((await refusal(request(organizationId, broken.botId))).details['position']);
    expect((await needs(last)).items).toEqual([
      { kind: 'refusing', botId: broken.botId, botName: 'broken', refused: 1 },
    ]);
    const elsewhere = { organizationId: randomUUID(), limit: 50 };
    expect(await world.get(ListNeedsController).serve({ asked: elsewhere, ...at(last) })).toEqual({
      total: 0,
      items: [],
      next: null,
    });
  });

  describe('the work loop', () => {
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
          if (turns % 5 === 0)
            await world.vault.runQueue.take({ organizationId, botId }, { slots: atOnce, until: gone });
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
        world
          .get(WriteLogController)
          .write({ asked: { organizationId, runId, lines }, ...byBot(botId, organizationId) });
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
      const claimed = each.claim(30);
      neighbours.status = 'suspended';
      await each.keep(waits);
      expect((await refusal(claimed)).code).toBe('ORG_SUSPENDED');
      neighbours.status = 'active';
      expect((await each.claim()).run?.runId).toBe(waits);
    });

    it('is for the bot itself only', async () => {
      const each = await loop();
      expect((await refusal(each.claim(0, new Socket(), randomUUID()))).code).toBe('BOT_NOT_FOUND');
    });
  });

  describe('W21: many runs at once', () => {
    const many: RequestFacts = { ...seesAll, permissions: new Set(['runs:bulk']) };
    const failedRuns = async (count: number) => {
      const organizationId = randomUUID();
      const { botId } = await register(organizationId);
      const runIds: string[] = [];
      let last = '0';
      for (let n = 0; n < count; n += 1) {
        const { runId } = await request(organizationId, botId);
        await start(organizationId, runId, botId);
        last = (await fail(organizationId, runId, botId, 'the portal is down')).position;
        runIds.push(runId);
      }
      await run(organizationId, runIds[0] ?? '', last);
      return { organizationId, botId, runIds };
    };
    const retries = { act: 'retry', filter: { status: 'failed' } } as const;
    const preview = (organizationId: string, caller = many) =>
      world
        .of(routes.automation.previewBulkAction)
        .serve({ asked: { organizationId, ...retries }, caller, context: contextOf() });
    const begin = (organizationId: string, token: string, { context = contextOf(), caller = many } = {}) =>
      world
        .of(routes.automation.startBulkAction)
        .serve({ asked: { organizationId, ...retries, token }, caller, context });
    const carryOut = (tools: Tools = world.tools, seconds = 0) =>
      carryOutBulkActions.does(tools)(fromMilliseconds(Date.now() + seconds * 1000));
    const retriedOf = async (organizationId: string, position: string) =>
      (
        await world
          .get(ListRunsController)
          .serve({ asked: { organizationId, source: 'retry', limit: 200 }, ...at(position) })
      ).items.map(({ retryOf }) => retryOf);
    const one = (organizationId: string, bulkId: string, minPosition: string) =>
      world
        .of(routes.automation.getBulkAction)
        .serve({ asked: { organizationId, bulkId }, caller: many, context: many.context, minPosition });

    it('retries all that the preview stands for, and says how far it is; nothing where they changed since', async () => {
      const { organizationId, botId, runIds } = await failedRuns(5);
      const seen = await preview(organizationId);
      expect(seen).toMatchObject({ matching: 5, runs: 5, leftOut: [] });
      const context = contextOf();
      const begun = await begin(organizationId, seen.token, { context });
      expect(await begin(organizationId, seen.token, { context })).toEqual(begun);
      expect(await one(organizationId, begun.bulkId, begun.position)).toMatchObject({
        runs: 5,
        done: 0,
        endedAt: null,
      });
      await carryOut();
      const { position } = await request(organizationId, botId);
      expect((await retriedOf(organizationId, position)).sort()).toEqual([...runIds].sort());
      expect(await one(organizationId, begun.bulkId, position)).toMatchObject({
        done: 5,
        refused: 0,
        left: 0,
        endedAt: expect.any(String) as string,
        refusals: [],
      });
      expect(await preview(organizationId)).toMatchObject({ runs: 0, leftOut: [{ why: 'retried', runs: 5 }] });
      for (const token of [seen.token, 'forged'])
        expect((await refusal(begin(organizationId, token))).code).toBe('PREVIEW_STALE');
    });

    it('each is checked as if it were new, and who may no more does nothing; the rest is left where it is stopped', async () => {
      const { organizationId, botId } = await failedRuns(3);
      await toggle('disable', organizationId, botId);
      const first = await begin(organizationId, (await preview(organizationId)).token);
      await carryOut();
      const refused = { done: 0, refused: 3, left: 0 };
      const codes = (code: string) => Array.from({ length: 3 }, () => expect.objectContaining({ code }) as object);
      const { position } = await toggle('enable', organizationId, botId);
      expect(await one(organizationId, first.bulkId, position)).toMatchObject({
        ...refused,
        refusals: codes('BOT_DISABLED'),
      });
      const gone = { ...many, member: { personId: randomUUID(), membership: 1, roles: [] } };
      const second = await begin(organizationId, (await preview(organizationId)).token, { caller: gone });
      await carryOut();
      const neighbours = world.get(Neighbours);
      neighbours.status = 'suspended';
      const third = await begin(organizationId, (await preview(organizationId)).token);
      await carryOut();
      expect((await world.vault.bulkActions.counts(organizationId, [third.bulkId])).get(third.bulkId)?.waiting).toBe(3);
      neighbours.status = 'active';
      const { token } = await preview(organizationId);
      const begins = [1, 2, 3, 4].map(() => begin(organizationId, token));
      await Promise.all(begins);
      const tooMany = await refusal(begin(organizationId, token));
      expect([tooMany.code, tooMany.details['limit']]).toEqual(['BULK_ACTIONS_OPEN', 5]);
      await world
        .of(routes.automation.stopBulkAction)
        .serve({ asked: { organizationId, bulkId: third.bulkId }, caller: many, context: contextOf() });
      await carryOut(world.tools, 31);
      const last = (await register(organizationId, 'another')).position;
      expect(await one(organizationId, second.bulkId, last)).toMatchObject({
        ...refused,
        refusals: codes('FORBIDDEN'),
      });
      expect(await one(organizationId, third.bulkId, last)).toMatchObject({ stopped: true, done: 0, left: 3 });
    });

    it.each(['before', 'after'] as const)(
      'goes on wherever the worker is killed (%s a call), and nothing happens twice',
      async (when) => {
        for (let nth = 1; ; nth += scaled(3, 1)) {
          const { organizationId, botId, runIds } = await failedRuns(3);
          await begin(organizationId, (await preview(organizationId)).token);
          const passing = dyingAt(nth, when);
          const died = await carryOut({
            ...world.tools,
            eventStore: passing(world.store),
            commands: passing(world.get(CommandBus)),
            vault: { bulkActions: passing(world.vault.bulkActions) },
          } as unknown as Tools).then(
            () => false,
            (error: unknown) => error instanceof Died,
          );
          await carryOut(world.tools, 31);
          const { position } = await request(organizationId, botId);
          expect((await retriedOf(organizationId, position)).sort()).toEqual([...runIds].sort());
          if (!died) {
            expect(nth).toBeGreaterThan(12);
            break;
          }
        }
      },
    );
  });

  it('a bot or run that is not there is refused by its name', async () => {
    const organizationId = randomUUID();
    expect((await refusal(bot(organizationId, randomUUID()))).code).toBe('BOT_NOT_FOUND');
    expect((await refusal(run(organizationId, randomUUID()))).code).toBe('RUN_NOT_FOUND');
    expect((await refusal(request(organizationId, randomUUID()))).code).toBe('BOT_NOT_FOUND');
  });

  describe('W4: what somebody leaves behind', () => {
    const [goes, heir, other] = [randomUUID(), randomUUID(), randomUUID()];
    const bots = { given: randomUUID(), held: randomUUID(), rest: randomUUID(), others: randomUUID() };
    const places = [{ botId: bots.given, to: heir }, { botId: bots.held }];
    const plan = { bots: places, others: other };
    /** Of the stream of the neighbour only the plan is read. */
    type Ends = ReturnType<typeof memberRemoved | typeof memberLeft | typeof memberSuspended>;
    const neighbour: Stream<null, Ends> = {
      category: 'organization',
      initial: () => null,
      evolve: { MemberRemoved: remembersNothing, MemberLeft: remembersNothing, MemberSuspended: remembersNothing },
    };

    async function leavesBehind(ends: Ends) {
      const organizationId = randomUUID();
      const owned = (botId: string, personId: string) =>
        botRegistered({ botId, kind: 'rpa', workspaceId, ownedBy: { personId, membership: 1 } }, { name: botId });
      await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () =>
        Object.values(bots).map((botId) => owned(botId, botId === bots.others ? other : goes)),
      );
      await world.store.decide({ stream: neighbour, id: [organizationId] }, contextOf(), () => [ends]);
      return { organizationId, personId: goes, revision: 0, causedBy: randomUUID(), correlation: 'a-request' };
    }
    const standing = { roles: [], granted: new Map(), workspaces: new Map(), membership: 1, revision: 0 };
    class Staying extends Memberships {
      standing = async () => ({ status: 'active' });
      of = async () => undefined;
      ofPerson = async (_organizationId: string, personId: string) =>
        personId === goes ? undefined : { ...standing, personId };
    }
    /** Carries it out as a worker does; everything that it does goes through `passing`. */
    const settle = (payload: object, passing: <T extends object>(tool: T) => T = (tool) => tool) =>
      settleBots.handler({
        eventStore: passing(world.store),
        commands: passing(world.get(CommandBus)),
        ask: () => passing(new Staying()),
      } as unknown as Tools)({ ...payload }, 1);

    it.each(['before', 'after'] as const)(
      'goes where the plan says, once, wherever the worker is killed (%s a call)',
      async (when) => {
        for (const ends of scaled([memberRemoved], [memberRemoved, memberLeft, memberSuspended]))
          for (let nth = 1; ; nth += 1) {
            const payload = await leavesBehind(ends({ personId: goes, plan }));
            const died = await settle(payload, dyingAt(nth, when)).then(
              () => false,
              (error: unknown) => error instanceof Died,
            );
            await settle(payload);
            await settle(payload); // and once more, as a queue may
            const { state } = await world.store.state({ stream: fleet, id: [payload.organizationId] }, 0);
            const found = Object.values(bots).map((botId) => state.bots.get(botId));
            expect(found.map((bot) => [bot?.owner?.personId, bot?.enabled])).toEqual([
              [heir, true],
              [undefined, false],
              [other, true],
              [other, true],
            ]);
            const told = (await types(`fleet-${payload.organizationId}`)).slice(Object.keys(bots).length);
            expect(told.sort()).toEqual(['BotDisabled', 'BotReassigned', 'BotReassigned', 'BotReassigned']);
            if (!died) {
              expect(nth).toBeGreaterThan(7);
              break;
            }
          }
      },
    );
  });
});
