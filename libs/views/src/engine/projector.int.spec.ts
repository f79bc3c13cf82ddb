import { randomUUID } from 'node:crypto';
import { Refused } from '@annals/kernel';
import { lampDoused, lampHung, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, ViewReader, type Moved } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { someActivity, someLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('the projector', () => {
  const views = [history, someLamps, someActivity];
  const organization = randomUUID();
  const lampId = randomUUID();
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

  const hang = (lamp = lampId, name = 'Robby') => lampHung({ lampId: lamp, roomId: randomUUID() }, { name });
  const lampsOf = (owner: string, minPosition?: string) =>
    reader.read(
      someLamps,
      { organization: owner },
      (db) => db.selectFrom('lamps').selectAll().execute(),
      minPosition === undefined ? {} : { minPosition },
    );

  it('says READ_MODEL_BEHIND before anybody has built the view', async () => {
    await expect(lampsOf(organization)).rejects.toMatchObject({
      code: 'READ_MODEL_BEHIND',
      details: { view: 'some_lamps', progress: null },
    });
  });

  it('serves on an empty log', async () => {
    projector = startProjector(world, { views });
    await projector.live;
    expect(await lampsOf(organization)).toEqual([]);
  });

  it('lets you read what you wrote, by its position', async () => {
    await append(world.store, organization, [hang()]);
    const { position } = await append(world.store, organization, [lampDoused({ lampId })]);
    expect(await lampsOf(organization, position)).toEqual([
      { organization_id: organization, lamp_id: lampId, status: 'doused', name: 'Robby', seen_at: null },
    ]);
  });

  it('says READ_MODEL_BEHIND with both positions when the view does not get there', async () => {
    const want = '9007199254740991';
    const error: unknown = await reader
      .read(someLamps, { organization }, (db) => db.selectFrom('lamps').selectAll().execute(), {
        minPosition: want,
        timeoutMs: 50,
      })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'READ_MODEL_BEHIND', details: { view: 'some_lamps', want } });
  });

  it('shows one organization nothing of another, and nobody anything without one', async () => {
    const other = randomUUID();
    const { position } = await append(world.store, other, [hang(randomUUID(), 'Elsewhere')]);
    expect((await lampsOf(other, position)).map(({ name }) => name)).toEqual(['Elsewhere']);
    expect((await lampsOf(organization, position)).map(({ name }) => name)).toEqual(['Robby']);
    expect(
      await reader.read(someLamps, { account: organization }, (db) => db.selectFrom('lamps').selectAll().execute()),
    ).toEqual([]);
  });

  it('cannot write by the reader', async () => {
    await expect(reader.read(someLamps, { organization }, (db) => db.deleteFrom('lamps').execute())).rejects.toThrow(
      /permission denied|read-only/,
    );
  });

  it('numbers the events of each organization from 1, with their bytes', async () => {
    const { position } = await append(world.store, organization, [lampDoused({ lampId })]);
    const entries = await reader.read(
      history,
      { organization },
      (db) => db.selectFrom('history').selectAll().orderBy('sequence').execute(),
      { minPosition: position },
    );
    expect(entries.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'LampHung'],
      [2, 'LampDoused'],
      [3, 'LampDoused'],
    ]);
    expect(JSON.parse(Buffer.from(entries[0]?.data ?? []).toString('utf8'))).toMatchObject({ data: { lampId } });
    expect(entries[2]?.leaf).toHaveLength(32);
    expect(entries[2]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('says what moved, for whom', async () => {
    const heard: Moved[] = [];
    const { position } = await append(world.store, organization, [hang(randomUUID())]);
    const moved = reader.moved()[Symbol.asyncIterator]();
    const first = moved.next();
    await lampsOf(organization, position);
    const last = await append(world.store, organization, [hang(randomUUID())]);
    for (
      let next = await first;
      heard.length < views.length && next.done !== true;
      next = heard.length < views.length ? await moved.next() : next
    ) {
      if (next.value.position === last.position) heard.push(next.value);
    }
    expect(heard.map(({ view, organizations }) => [view, organizations])).toEqual(
      expect.arrayContaining([
        ['some_lamps', [organization]],
        ['history', [organization]],
      ]),
    );
  });
});
