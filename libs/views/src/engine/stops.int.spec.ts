import { randomUUID } from 'node:crypto';
import { botDisabled, botEnabled } from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, listStops, log, releaseView, rows, view, ViewReader } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { someActivity } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

let broken = true;
const poisonous = randomUUID();

/** Its handler cannot take one bot, until somebody mends it. */
const fragile = view({
  name: 'fragile', version: 1, sequence: true,
  tables: { bots: rows({ key: ['organization_id', 'bot_id'], columns: { organization_id: 'uuid', bot_id: 'uuid', sequence: 'int8' } }) },
  on: { BotEnabled: (t, e) => {
    if (broken && e.data.botId === poisonous) throw new Error('This bot cannot be');
    t.bots.put({ organization_id: e.organization, bot_id: e.data.botId, sequence: e.sequence });
  } },
});

/** Its handler is content, but Postgres is not: a log takes each key once. */
const twice = view({
  name: 'twice', version: 1,
  tables: { bots: log({ key: ['organization_id', 'bot_id'], columns: { organization_id: 'uuid', bot_id: 'uuid' } }) },
  on: { BotDisabled: (t, e) => t.bots.put({ organization_id: e.organization, bot_id: e.data.botId }) },
});

describe('R14: a poison event', () => {
  const views = [history, fragile, twice, someActivity];
  const organization = randomUUID();
  let world: World;
  let reader: ViewReader;
  let projector: ReturnType<typeof startProjector>;
  let last = '0';
  const enable = async (...bots: readonly string[]) => { ({ position: last } = await append(world.store, organization, bots.map((botId) => botEnabled({ botId })))); };
  const bots = (of: typeof fragile, patience?: number) => reader.read(of, { organization }, (db) => db.selectFrom('bots').select(['bot_id', 'sequence']).orderBy('sequence').execute(),
    patience === undefined ? {} : { minPosition: last, timeoutMs: patience });
  const options = () => ({ databaseUrl: world.databaseUrl });
  /** Settles when this many stops are recorded. */
  const stopped = async (count: number) => { while ((await listStops(options())).length < count) await new Promise((resolve) => { setImmediate(resolve); }); };

  beforeAll(async () => {
    world = await startWorld('stops', { sharedDatabase, startEventStore, startVault });
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    projector = startProjector(world, { views });
    await projector.live;
  }, 30_000);
  afterAll(async () => {
    await reader.close();
    await projector.stop();
    await world.stop();
  });

  it('stops the view that fails on it, after 5 tries, at that event; others go on', async () => {
    const before = randomUUID();
    await enable(before, randomUUID(), poisonous, randomUUID());
    await stopped(1);
    expect(await bots(fragile)).toHaveLength(2);
    expect(await reader.read(someActivity, { organization }, (db) => db.selectFrom('entries').select('sequence').execute(), { minPosition: last })).toHaveLength(4);
    const [stop] = await listStops(options());
    expect(stop).toMatchObject({ name: 'fragile', version: 1, eventType: 'BotEnabled', stream: `fleet-${organization}`, tries: 5, released: null });
    expect(stop?.reason).toContain('This bot cannot be');
    expect(projector.log.alarms).toEqual(['stopped']);
  }, 30_000);

  it('stays stopped, whatever comes and whoever restarts', async () => {
    await enable(randomUUID());
    await projector.stop();
    projector = startProjector(world, { views });
    await projector.live;
    expect(projector.log.alarms).toEqual(['stopped']);
    await expect(bots(fragile, 200)).rejects.toMatchObject({ code: 'READ_MODEL_BEHIND' });
    expect(await bots(fragile)).toHaveLength(2);
  }, 30_000);

  it('is tried again when an operator releases it, and the release is recorded', async () => {
    broken = false;
    expect(() => releaseView('fragile', { by: ' ', reason: 'x' }, options())).toThrow('who');
    expect(await releaseView('fragile', { by: 'operator:olga', reason: 'handler mended' }, options())).toBe(true);
    expect((await bots(fragile, 10_000)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect((await listStops(options()))[0]?.released).toMatchObject({ by: 'operator:olga', reason: 'handler mended', skipped: false });
    expect(await releaseView('fragile', { by: 'operator:olga', reason: 'again' }, options())).toBe(false);
  }, 30_000);

  it('is passed over when the operator says so, and numbers stay right', async () => {
    broken = true;
    await enable(randomUUID(), poisonous, randomUUID());
    await stopped(2);
    await releaseView('fragile', { by: 'operator:olga', reason: 'of no use', skip: true }, options());
    expect((await bots(fragile, 10_000)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 8]);
  }, 30_000);

  it('is found among many events of one transaction when only Postgres refuses it', async () => {
    const botId = randomUUID();
    const { position } = await append(world.store, organization, [...Array.from({ length: 5 }, () => botDisabled({ botId: randomUUID() })), botDisabled({ botId }), botEnabled({ botId }), botDisabled({ botId })]);
    await stopped(3);
    expect((await listStops(options()))[0]).toMatchObject({ name: 'twice', position, tries: 5 });
    expect(await reader.read(twice, { organization }, (db) => db.selectFrom('bots').select('bot_id').execute())).toHaveLength(6);
  }, 30_000);
});
