import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { routes } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { RequestFacts } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ClaimRunController } from '../commands/claim-run/claim-run.controller';
import { FailRunController } from '../commands/fail-run/fail-run.controller';
import { SucceedRunController } from '../commands/succeed-run/succeed-run.controller';
import { callerOf, contextOf, startWorld, type World } from '../testing/a-world.setup';

jest.setTimeout(120_000);

const { automation } = routes;
const sees = (...permissions: readonly string[]): RequestFacts => ({
  permissions: new Set(permissions) as RequestFacts['permissions'],
  workspaces: new Map(),
  context: contextOf(),
});
const seesAll = sees('bots:read', 'bots:create', 'runs:read', 'members:read', 'api_keys:read');

describe('B27: versions of a bot’s configuration, and its timeline, on a real event store, vault and views', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('versions', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  const by = (caller: RequestFacts, minPosition?: string) => ({ caller, context: caller.context, minPosition });
  const commanded = () => ({ caller: seesAll, context: contextOf() });
  const bot = async () => {
    const organizationId = randomUUID();
    const asked = { organizationId, name: 'invoice-reader', kind: 'rpa' } as const;
    const { botId } = await world.of(automation.registerBot).serve({ asked, ...commanded() });
    const slots = { organizationId, botId, atOnce: 10 }; // nobody gives a slot back here
    await world.of(automation.setConcurrency).serve({ asked: slots, ...commanded() });
    return { organizationId, botId };
  };
  type Bot = Awaited<ReturnType<typeof bot>>;
  const publish = (its: Bot, basedOn: number, configuration: object, note?: string) =>
    world
      .of(automation.publishVersion)
      .serve({ asked: { ...its, basedOn, configuration: { ...configuration }, note }, ...commanded() });
  const rollBack = (its: Bot, to: number, basedOn: number) =>
    world.of(automation.rollBackVersion).serve({ asked: { ...its, to, basedOn }, ...commanded() });
  const itself = (its: Bot) => ({
    caller: callerOf(its.botId, its.organizationId),
    context: contextOf(`key:${its.botId}`),
  });
  const claim = async (its: Bot) => {
    await world.of(automation.requestRun).serve({ asked: its, ...commanded() });
    const asked = { ...its, wait: 0 };
    const { run } = await world.get(ClaimRunController).claim({ asked, ...itself(its) }, { socket: new Socket() });
    if (!run) throw new Error('No run');
    return run;
  };
  const refusal = async (asked: Promise<unknown>): Promise<Refused> => {
    const answer = await asked.catch((error: unknown) => error);
    if (answer instanceof Refused) return answer as Refused;
    throw new Error('No refusal', { cause: answer });
  };

  it('a run gets the version that is in use when it begins, and keeps it', async () => {
    const its = await bot();
    expect((await claim(its)).configuration).toBeNull();
    expect(await publish(its, 0, { retries: 1 })).toMatchObject({ version: 1 });
    expect((await claim(its)).configuration).toEqual({ version: 1, value: { retries: 1 } });
    expect(await publish(its, 1, { retries: 2, nested: { a: [1, null] } })).toMatchObject({ version: 2 });
    expect((await claim(its)).configuration).toEqual({ version: 2, value: { retries: 2, nested: { a: [1, null] } } });
    expect(await rollBack(its, 1, 2)).toMatchObject({ version: 1 });
    const { runId, configuration, position } = await claim(its);
    expect(configuration).toEqual({ version: 1, value: { retries: 1 } });
    const run = await world
      .of(automation.getRun)
      .serve({ asked: { organizationId: its.organizationId, runId }, ...by(seesAll, position) });
    expect(run.configuration).toBe(1);
  });

  it('one version of two that people publish at the same time is refused; a secret is never written down', async () => {
    const its = await bot();
    const both = await Promise.allSettled([publish(its, 0, { retries: 1 }), publish(its, 0, { retries: 2 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'BOT_VERSION_CHANGED' } });
    const secret = await refusal(publish(its, 1, { portal: { password: 'hunter2' } }));
    expect([secret.code, secret.details]).toEqual(['SECRET_IN_PAYLOAD', { at: 'configuration.portal.password' }]);
    expect((await refusal(publish(its, 1, {}, `ghp_${'x'.repeat(36)}`))).code).toBe('SECRET_IN_PAYLOAD');
    const types: string[] = [];
    for await (const { type } of world.store.read(`fleet-${its.organizationId}`)) types.push(type);
    expect(types).toEqual(['BotRegistered', 'BotConcurrencySet', 'BotVersionPublished']);
  });

  it('are listed with how runs of each went, and what is in one is read by who may publish one', async () => {
    const its = await bot();
    await publish(its, 0, { retries: 1 }, 'The first');
    const first = await claim(its);
    const { organizationId } = its;
    await world
      .get(FailRunController)
      .serve({ asked: { organizationId, runId: first.runId, error: 'No' }, ...itself(its) });
    await publish(its, 1, { retries: 2 });
    for (let n = 0; n < 2; n += 1) {
      const { runId } = await claim(its);
      await world.get(SucceedRunController).serve({ asked: { organizationId, runId }, ...itself(its) });
    }
    const { position } = await rollBack(its, 1, 2);
    const list = (paging: object) =>
      world.of(automation.listVersions).serve({ asked: { ...its, limit: 50, ...paging }, ...by(seesAll, position) });
    const { items } = await list({});
    expect(items).toMatchObject([
      { version: 2, inUse: false, runs: 2, ended: 2, succeeded: 2, note: null },
      { version: 1, inUse: true, runs: 1, ended: 1, succeeded: 0, note: 'The first' },
    ]);
    const page = await list({ limit: 1 });
    expect((await list({ limit: 1, cursor: page.next })).items).toEqual(items.slice(1));
    const one = (version: number, caller = seesAll) =>
      world.of(automation.getVersion).serve({ asked: { ...its, version }, ...by(caller, position) });
    expect(await one(2)).toEqual({ version: 2, inUse: false, configuration: { retries: 2 } });
    expect((await refusal(one(3))).code).toBe('BOT_VERSION_NOT_FOUND');
  });

  it('the timeline merges runs, changes and versions, by kind and page; to who may not see the bot there is none', async () => {
    const its = await bot();
    await publish(its, 0, { retries: 1 });
    const { runId } = await claim(its);
    await world
      .get(FailRunController)
      .serve({ asked: { organizationId: its.organizationId, runId, error: 'Portal answered 401' }, ...itself(its) });
    const { position } = await world
      .of(automation.disableBot)
      .serve({
        asked: { ...its, inFlight: 'finish' },
        caller: seesAll,
        context: { ...contextOf(), reason: 'Portal is down' },
      });
    const read = (asked: object, caller = seesAll) =>
      world.of(automation.readTimeline).serve({ asked: { ...its, limit: 50, ...asked }, ...by(caller, position) });
    const { items, kinds } = await read({});
    expect(kinds).toEqual(['run', 'state', 'change', 'version']);
    expect(items.map(({ kind, reason, run }) => [kind, reason, run?.status, run?.error])).toEqual([
      ['state', 'Portal is down', undefined, undefined],
      ['run', null, 'failed', 'Portal answered 401'],
      ['version', null, undefined, undefined],
      ['change', null, undefined, undefined],
      ['change', null, undefined, undefined],
    ]);
    expect(items[0]?.sentence).toEqual([
      { text: 'disabled ' },
      { kind: 'bot', id: its.botId, label: 'invoice-reader' },
      { text: '; it starts no runs' },
    ]);
    expect((await read({ kind: 'version' })).items).toEqual([items[2]]);
    const first = await read({ limit: 3 });
    expect([...first.items, ...(await read({ limit: 3, cursor: first.next })).items]).toEqual(items);
    expect((await refusal(read({}, { ...seesAll, permissions: new Set() }))).code).toBe('BOT_NOT_FOUND');
    const hidden = await read({}, sees('bots:read'));
    expect(hidden.items[0]?.actor).toEqual({ kind: 'user', id: null });
    expect(hidden.kinds).toEqual(['state', 'change', 'version']); // runs are for who sees runs
    expect(hidden.items.map(({ kind }) => kind)).not.toContain('run');
    expect((await read({ kind: 'run' }, sees('bots:read'))).items).toEqual([]);
  });
});
