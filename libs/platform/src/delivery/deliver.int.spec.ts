import { plus } from '@annals/kernel';
import { scaled, sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault, type Lane } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';
import { deliverDue, type Delivery } from './deliver';
import { DeliveryFailed, type Parcel } from './sink';

const ROLE = 'annals_api';
const KIND = 'audit';
const start = '2026-06-03T09:15:00.000Z';

const parcel = (sequence: number): Parcel => ({
  id: `event-${sequence}`,
  sequence,
  ...{ at: start, type: 'BotDisabled', words: '', json: '{}' },
});

/** A log, and whoever gets it; time passes when it is told to. */
class World {
  now = start;
  length = 0;
  isDown = false;
  readonly got: number[] = [];
  readonly told: string[] = [];
  sending = 0;
  atOnce = 0;
  /** Called in the middle of sending. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  constructor(readonly vault: Vault) {}

  readonly lane = { organizationId: randomUUID(), laneId: randomUUID(), kind: KIND };

  keep(start: number, after: number, isPaused = false): Promise<void> {
    return this.vault.deliveryLanes.keep({ ...this.lane, start, after, isPaused }, this.now);
  }

  delivery(lanes = this.vault.deliveryLanes): Delivery {
    return {
      lanes,
      clock: () => this.now,
      wayOf: ({ laneId }: Lane) =>
        Promise.resolve(
          laneId !== this.lane.laneId
            ? undefined
            : {
                sink: { most: 10, send: (parcels) => this.send(parcels) },
                read: (after, most) => this.read(after, most),
              },
        ),
      failed: (_, { code }, since) => Promise.resolve(this.told.push(`${code} since ${since}`)),
      recovered: () => Promise.resolve(this.told.push('recovered')),
    };
  }

  /** Whatever is due by now. */
  async round(lanes = this.vault.deliveryLanes): Promise<void> {
    await deliverDue(this.delivery(lanes), KIND, new AbortController().signal);
  }

  private read(after: number, most: number): Promise<readonly Parcel[]> {
    const count = Math.max(Math.min(most, this.length - after), 0);
    return Promise.resolve(Array.from({ length: count }, (_, nth) => parcel(after + nth + 1)));
  }

  private async send(parcels: readonly Parcel[]): Promise<void> {
    this.sending += 1;
    this.atOnce = Math.max(this.atOnce, this.sending);
    try {
      await this.meanwhile();
      if (this.isDown) throw new DeliveryFailed('HTTP_503');
      this.got.push(...parcels.map(({ sequence }) => sequence));
    } finally {
      this.sending -= 1;
    }
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);

describe('W9: what is sent on', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  let database: TestDatabase;
  let vault: Vault;
  let other: Vault;
  beforeAll(async () => {
    database = await sharedDatabase('deliveries');
    await migrateVault(database.url, ROLE);
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    other = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
  });
  afterAll(async () => {
    await Promise.all([vault.close(), other.close()]);
    await database.drop();
  });
  const health = async ({ lane }: World) => (await vault.deliveryLanes.of(lane.organizationId)).get(lane.laneId);

  it('comes in order, once, behind where it begins, and goes on with what is new', async () => {
    const world = new World(vault);
    world.length = 35;
    await world.keep(1, 3);
    await world.round();
    expect(world.got).toEqual(numbers(4, 35));
    world.length = 40;
    await world.round(); // it is looked again two seconds later
    expect(world.got).toHaveLength(32);
    world.now = plus(world.now, { seconds: 2 });
    await world.round();
    expect(world.got).toEqual(numbers(4, 40));
    expect(await health(world)).toMatchObject({ after: 40, sent: 37, sentAt: world.now, tries: 0, failure: undefined });
  });

  it('of a day that it took nothing nothing is lost: it is tried again and again, ever more seldom, and goes on', async () => {
    const world = new World(vault);
    world.length = 5;
    await world.keep(1, 0);
    world.isDown = true;
    const down = plus(start, { days: 1 });
    const tries: string[] = [];
    world.meanwhile = () => Promise.resolve(tries.push(world.now));
    for (; world.now < down; world.now = (await health(world))?.due ?? down) {
      world.length += 1;
      await world.round();
    }
    const waits = tries.slice(1).map((at, nth) => (Date.parse(at) - Date.parse(tries[nth] ?? '')) / 1000);
    expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(Math.max(...waits)).toBe(300);
    expect(await health(world)).toMatchObject({ after: 0, failure: { code: 'HTTP_503', since: start } });
    expect(new Set(world.told)).toEqual(new Set([`HTTP_503 since ${start}`]));
    world.isDown = false;
    await world.round();
    expect(world.got).toEqual(numbers(1, world.length));
    expect(world.told.at(-1)).toBe('recovered');
    expect(await health(world)).toMatchObject({ after: world.length, tries: 0, failure: undefined });
  });

  it('is never sent by two at the same time, however many look', async () => {
    const world = new World(vault);
    world.length = scaled(300, 3_000);
    await world.keep(1, 0);
    world.meanwhile = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all([vault, other, vault, other].map((each) => world.round(each.deliveryLanes)));
    expect(world.got).toEqual(numbers(1, world.length));
    expect(world.atOnce).toBe(1);
  });

  it('of one who died is sent on by another, from where it was, when its minute is over', async () => {
    const world = new World(vault);
    world.length = 3;
    await world.keep(1, 0);
    const dead = await vault.deliveryLanes.take(KIND, world.now, plus(world.now, { seconds: 60 }));
    expect(dead).toMatchObject({ after: 0 });
    world.now = plus(world.now, { seconds: 60 });
    await world.round();
    expect(world.got).toEqual([]);
    world.now = plus(world.now, { seconds: 1 });
    await world.round();
    expect(world.got).toEqual([1, 2, 3]);
    const late = { after: 1, sent: 1, now: world.now, until: world.now };
    expect(dead && (await vault.deliveryLanes.advance(dead, late))).toBe(false);
    expect(await health(world)).toMatchObject({ after: 3, sent: 3 });
  });

  it('E12: begins anew where it is rewound, also in the middle of sending', async () => {
    const world = new World(vault);
    world.length = 12;
    await world.keep(1, 0);
    await world.round();
    let isRewound = false;
    world.length = 15;
    world.meanwhile = async () => {
      if (!isRewound) await world.keep(2, 10);
      isRewound = true;
    };
    world.now = plus(world.now, { seconds: 2 });
    await world.round();
    await world.round();
    expect(world.got).toEqual([...numbers(1, 12), 13, 14, 15, ...numbers(11, 15)]);
    await world.keep(1, 0); // what comes late changes nothing
    world.now = plus(world.now, { seconds: 2 });
    await world.round();
    expect(await health(world)).toMatchObject({ after: 15 });
  });

  it('rests while it is paused, goes on where it was, and is forgotten with its lane', async () => {
    const world = new World(vault);
    world.length = 2;
    await world.keep(1, 0, true);
    world.now = plus(world.now, { days: 3 });
    await world.round();
    expect(world.got).toEqual([]);
    await world.keep(1, 0);
    await world.round();
    expect(world.got).toEqual([1, 2]);
    await vault.deliveryLanes.forget(world.lane);
    world.length = 4;
    world.now = plus(world.now, { days: 3 });
    await world.round();
    expect([world.got, await health(world)]).toEqual([[1, 2], undefined]);
  });

  it('that leads nowhere any more rests for good', async () => {
    const world = new World(vault);
    const nowhere = { organizationId: world.lane.organizationId, laneId: randomUUID() };
    await vault.deliveryLanes.keep({ ...nowhere, kind: KIND, start: 1, after: 0, isPaused: false }, world.now);
    await world.round();
    expect((await vault.deliveryLanes.of(nowhere.organizationId)).get(nowhere.laneId)).toMatchObject({
      due: undefined,
    });
  });
});
