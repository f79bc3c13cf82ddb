import { randomUUID } from 'node:crypto';
import { peoplesPermissions, routes } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { type RequestFacts, type Tools } from '@annals/platform';
import { Died, dyingAt, scaled, sharedDatabase } from '@annals/testing';
import { CommandBus } from '@nestjs/cqrs';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { carryOutBulkActions } from '../commands/complete-bulk-action/bulk-actions.job';
import { contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { ListRunsController } from '../views/runs/runs.query';
import { botsAtWork, seesAll } from '../testing/bots-at-work.setup';

jest.setTimeout(120_000);

describe('W21: many runs at once', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('bulkactions', { sharedDatabase, startEventStore });
  });
  afterEach(() => {
    world.get(Neighbours).reset();
  });
  afterAll(() => world.stop());
  const { at, register, toggle, request, start, fail, run, refusal } = botsAtWork(() => world);

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
    expect(await one(organizationId, begun.bulkId, begun.position)).toMatchObject({ runs: 5, done: 0, endedAt: null });
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
    expect(await one(organizationId, second.bulkId, last)).toMatchObject({ ...refused, refusals: codes('FORBIDDEN') });
    expect(await one(organizationId, third.bulkId, last)).toMatchObject({ stopped: true, done: 0, left: 3 });
  });

  it('judges each run as it would be alone: a grant of its bot to manage it counts, and one to run it does not', async () => {
    const neighbours = world.get(Neighbours);
    for (const [level, outcome] of [
      ['manage', { done: 2, refused: 0 }],
      ['run', { done: 0, refused: 2 }],
    ] as const) {
      const { organizationId, botId } = await failedRuns(2);
      const mia = { personId: randomUUID(), membership: 1, roles: [] };
      neighbours.members.set(mia.personId, { granted: new Map(), workspaces: new Map() });
      await world
        .of(routes.automation.shareApp)
        .serve({
          asked: { organizationId, botId, personId: mia.personId, level },
          caller: { ...many, permissions: new Set(peoplesPermissions) },
          context: contextOf(),
        });
      // When she began she might do so by a role, which she has lost since.
      const { bulkId } = await begin(organizationId, (await preview(organizationId)).token, {
        caller: { ...many, member: mia },
      });
      await carryOut(world.tools, 62);
      const { position } = await register(organizationId, 'another');
      expect(await one(organizationId, bulkId, position)).toMatchObject(outcome);
    }
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
