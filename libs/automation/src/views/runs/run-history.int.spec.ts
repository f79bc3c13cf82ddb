import { randomUUID } from 'node:crypto';
import { type RequestFacts } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { contextOf, startWorld, type World } from '../../testing/a-world.setup';
import { workspaceId } from '../../testing/examples';
import { ListBotsController } from '../../views/bots/bots.query';
import { GetOverviewController } from '../../views/overview/overview.query';
import { GetRunFiltersController } from '../../views/runs/filters.query';
import { ListNeedsController } from '../../views/needs/needs.query';
import { ListRunsController } from '../../views/runs/runs.query';
import { botsAtWork, seesAll } from '../../testing/bots-at-work.setup';

jest.setTimeout(120_000);

describe('the run history, as people read it', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('runhistory', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());
  const { reads, at, register, toggle, request, start, succeed, fail, refusal } = botsAtWork(() => world);

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
});
