import { plus, type Instant } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { type DenialCount, migrateVault, Vault } from './index';

const minute = '2026-06-03T09:15:00.000Z';
const during = plus(minute, { seconds: 20 });
const over = plus(minute, { minutes: 1, seconds: 10 });
const LEASE = { minutes: 1 };

describe('denied commands, counted by two processes', () => {
  let database: TestDatabase;
  let now: Instant = during;
  let [one, other]: Vault[] = [];
  beforeAll(async () => {
    database = await sharedDatabase('denial_counts');
    await migrateVault(database.url, 'annals_api');
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    const open = () => new Vault({ databaseUrl: database.url, secrets, role: 'annals_api', clock: () => now });
    [one, other] = [open(), open()];
  });
  beforeEach(() => {
    now = during;
  });
  afterAll(async () => {
    await Promise.all([one?.close(), other?.close()]);
    await database.drop();
  });

  /** Adds one to what is counted under an id. */
  async function count(vault: Vault | undefined, organizationId: string, id: string): Promise<void> {
    await vault?.denials.change(organizationId, (_, known) => {
      const before = known.find((each) => each.id === id)?.count ?? 0;
      return [{ id, actor: 'user:bob', denied: { permission: 'bots:toggle' }, count: before + 1 }];
    });
  }
  /** What is taken of all minutes that are over, by organization and minute. */
  async function takeAll(vault: Vault | undefined) {
    const all = new Map<string, readonly DenialCount[]>();
    for (let taken = await vault?.denials.take(); taken; taken = await vault?.denials.take())
      all.set(`${taken.organizationId} ${taken.minute}`, taken.counts);
    return all;
  }
  const removed = async (counts: readonly DenialCount[] | undefined) => {
    for (const { id } of counts ?? []) await one?.denials.remove(id);
  };

  it('lose none of each other’s counts', async () => {
    const [organizationId, id] = [randomUUID(), randomUUID()];
    await Promise.all(Array.from({ length: 40 }, (_, n) => count(n % 2 === 0 ? one : other, organizationId, id)));
    now = over;
    const counts = (await takeAll(other)).get(`${organizationId} ${minute}`);
    expect(counts).toEqual([{ id, actor: 'user:bob', denied: { permission: 'bots:toggle' }, count: 40 }]);
    await removed(counts);
  });

  it('are taken once their minute is over, by one of them, and by the other when the lease has run out', async () => {
    const [organizationId, id] = [randomUUID(), randomUUID()];
    await count(one, organizationId, id);
    now = plus(over, { seconds: -1 });
    expect(await one?.denials.take()).toBeUndefined();
    now = over;
    const taken = await Promise.all([takeAll(one), takeAll(other)]);
    expect(taken.flatMap((all) => [...all.values()].flat()).map((each) => each.id)).toEqual([id]);
    now = plus(over, LEASE);
    const again = (await takeAll(other)).get(`${organizationId} ${minute}`);
    expect(again?.map((each) => each.id)).toEqual([id]);
    await removed(again);
    now = plus(now, LEASE);
    expect(await takeAll(one)).toEqual(new Map());
  });

  it('that come late count to the minute that it is: what is taken does not change any more', async () => {
    const organizationId = randomUUID();
    const [early, late] = [randomUUID(), randomUUID()];
    await count(one, organizationId, early);
    now = over;
    expect((await takeAll(one)).size).toBe(1);
    await other?.denials.change(organizationId, (at, known) => {
      expect([at, known]).toEqual([plus(minute, { minutes: 1 }), []]);
      return [{ id: late, actor: 'user:bob', denied: {}, count: 1 }];
    });
    now = plus(over, { minutes: 1 });
    const all = await takeAll(other);
    expect([...all.keys()].map((each) => each.split(' ')[1]).sort()).toEqual([minute, plus(minute, { minutes: 1 })]);
    for (const counts of all.values()) await removed(counts);
  });
});
