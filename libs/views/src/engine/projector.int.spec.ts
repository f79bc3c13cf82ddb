import { randomUUID } from 'node:crypto';
import { botDisabled, botRegistered } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, ViewReader, type Moved } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { someActivity, someBots } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('the projector', () => {
  const views = [history, someBots, someActivity];
  const organization = randomUUID();
  const botId = randomUUID();
  let world: World;
  let reader: ViewReader;
  let projector: ReturnType<typeof startProjector>;
  beforeAll(async () => {
    world = await startWorld('projector', { sharedDatabase, startEventStore, startVault });
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
  });
  afterAll(async () => {
    await reader.close();
    await projector.stop();
    await world.stop();
  });

  const register = (bot = botId, name = 'Robby') =>
    botRegistered({ botId: bot, workspaceId: randomUUID(), kind: 'rpa' }, { name });
  const botsOf = (owner: string, minPosition?: string) =>
    reader.read(
      someBots,
      { organization: owner },
      (db) => db.selectFrom('bots').selectAll().execute(),
      minPosition === undefined ? {} : { minPosition },
    );

  it('says READ_MODEL_BEHIND before anybody has built the view', async () => {
    await expect(botsOf(organization)).rejects.toMatchObject({
      code: 'READ_MODEL_BEHIND',
      details: { view: 'some_bots', progress: null },
    });
  });

  it('serves on an empty log', async () => {
    projector = startProjector(world, { views });
    await projector.live;
    expect(await botsOf(organization)).toEqual([]);
  });

  it('lets you read what you wrote, by its position', async () => {
    await append(world.store, organization, [register()]);
    const { position } = await append(world.store, organization, [botDisabled({ botId })]);
    expect(await botsOf(organization, position)).toEqual([
      { organization_id: organization, bot_id: botId, status: 'disabled', name: 'Robby', seen_at: null },
    ]);
  });

  it('says READ_MODEL_BEHIND with both positions when the view does not get there', async () => {
    const want = '9007199254740991';
    const error: unknown = await reader
      .read(someBots, { organization }, (db) => db.selectFrom('bots').selectAll().execute(), {
        minPosition: want,
        timeoutMs: 50,
      })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'READ_MODEL_BEHIND', details: { view: 'some_bots', want } });
  });

  it('shows one organization nothing of another, and nobody anything without one', async () => {
    const other = randomUUID();
    const { position } = await append(world.store, other, [register(randomUUID(), 'Elsewhere')]);
    expect((await botsOf(other, position)).map(({ name }) => name)).toEqual(['Elsewhere']);
    expect((await botsOf(organization, position)).map(({ name }) => name)).toEqual(['Robby']);
    expect(
      await reader.read(someBots, { account: organization }, (db) => db.selectFrom('bots').selectAll().execute()),
    ).toEqual([]);
  });

  it('cannot write by the reader', async () => {
    await expect(reader.read(someBots, { organization }, (db) => db.deleteFrom('bots').execute())).rejects.toThrow(
      /permission denied|read-only/,
    );
  });

  it('numbers the events of each organization from 1, with their bytes', async () => {
    const { position } = await append(world.store, organization, [botDisabled({ botId })]);
    const entries = await reader.read(
      history,
      { organization },
      (db) => db.selectFrom('history').selectAll().orderBy('sequence').execute(),
      { minPosition: position },
    );
    expect(entries.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'BotRegistered'],
      [2, 'BotDisabled'],
      [3, 'BotDisabled'],
    ]);
    expect(JSON.parse(Buffer.from(entries[0]?.data ?? []).toString('utf8'))).toMatchObject({
      data: { botId, kind: 'rpa' },
    });
    expect(entries[2]?.leaf).toHaveLength(32);
    expect(entries[2]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('says what moved, for whom', async () => {
    const heard: Moved[] = [];
    const { position } = await append(world.store, organization, [register(randomUUID())]);
    const moved = reader.moved()[Symbol.asyncIterator]();
    const first = moved.next();
    await botsOf(organization, position);
    const last = await append(world.store, organization, [register(randomUUID())]);
    for (
      let next = await first;
      heard.length < views.length && next.done !== true;
      next = heard.length < views.length ? await moved.next() : next
    ) {
      if (next.value.position === last.position) heard.push(next.value);
    }
    expect(heard.map(({ view, organizations }) => [view, organizations])).toEqual(
      expect.arrayContaining([
        ['some_bots', [organization]],
        ['history', [organization]],
      ]),
    );
  });
});
