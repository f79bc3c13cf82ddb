import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { lampForms, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { Reader } from './client/reader';
import { EventStore } from './event-store';
import type { Keyring } from './keyring';
import { startStore } from './testing/a-store';
import { aCommand, blink, douse, light, newHouse, hang } from './testing/house';
import { lossyProxy } from './testing/lossy-proxy';
import { MemoryKeyring } from './testing/memory-keyring';

jest.setTimeout(30_000);

const quiet = { info: () => undefined, error: () => undefined };

describe('states that follow the log', () => {
  const keyring = new MemoryKeyring();
  let server: Awaited<ReturnType<typeof startStore>>;
  let here: EventStore;
  let elsewhere: EventStore;
  const opened: { close(): Promise<void> }[] = [];
  const open = (connectionString: string, follow?: readonly string[], keys: Keyring = keyring) => {
    const store = new EventStore({
      forms: lampForms,
      connectionString,
      keyring: keys,
      log: quiet,
      ...(follow ? { follow } : {}),
    });
    opened.push(store);
    return store;
  };
  beforeAll(async () => {
    server = await startStore('feed', { sharedDatabase, startEventStore });
    here = open(server.connectionString, ['house-']);
    elsewhere = open(server.connectionString);
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await server.stop();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** A house with one lamp that is lit, known here. */
  async function aFleet(store = here) {
    const target = newHouse();
    const lampId = randomUUID();
    await elsewhere.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    await store.state(target);
    return {
      target,
      lampId,
      isLit: async (maxAge?: Parameters<EventStore['state']>[1]) =>
        (await store.state(target, maxAge)).state.lamps.get(lampId)?.lit,
    };
  }
  type AFleet = Awaited<ReturnType<typeof aFleet>>;
  const disableElsewhere = ({ target, lampId }: AFleet) =>
    elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
  /** So that only the feed can have told. */
  const long = 3_600_000;
  const eventually = async (condition: () => Promise<boolean>) => {
    while (!(await condition()))
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };
  const readsOf = () => jest.spyOn(Reader.prototype, 'stream');

  it('know at once what another process appended, without a read', async () => {
    const one = await aFleet();
    const reads = readsOf();
    await disableElsewhere(one);
    await eventually(async () => (await one.isLit(long)) === false);
    const reading = reads.mock.calls.filter(([name]) => name === `house-${one.target.id[0]}`);
    // The decision elsewhere read it, once: it knew the house already or not.
    expect(reading.length).toBeLessThanOrEqual(1);
  });

  it('are as current as a look at the end of the log, one for all of them, and are not read', async () => {
    const houses = await Promise.all(Array.from({ length: 20 }, () => aFleet()));
    await elsewhere.decide(newHouse(), aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
    const reads = readsOf();
    const looks = jest.spyOn(Reader.prototype, 'page');
    // On a machine that is busy with something else a look may take too long; then the streams are read, and the next
    // round is another chance.
    await eventually(async () => {
      reads.mockClear();
      looks.mockClear();
      // It stands for the two seconds: everything becomes older than that.
      await pause(310);
      expect(await Promise.all(houses.map(({ isLit }) => isLit(300)))).toEqual(houses.map(() => true));
      return reads.mock.calls.length === 0 && looks.mock.calls.length === 1;
    });
  });

  it('are as they are now by a look that began after it was asked, one for several streams, and not by one under way', async () => {
    const [one, other] = [await aFleet(), await aFleet()];
    await eventually(async () => {
      const reads = readsOf().mockClear();
      const looks = jest.spyOn(Reader.prototype, 'page').mockClear();
      const underWay = one.isLit(0);
      await disableElsewhere(other);
      reads.mockClear();
      const since = performance.now();
      const [late, moment] = [other.isLit(0), other.isLit({ since })];
      expect([await underWay, await late, await moment]).toEqual([true, false, false]);
      expect(await one.isLit({ since })).toBe(true);
      const isSparing = looks.mock.calls.length <= 2 && reads.mock.calls.length === 0;
      await elsewhere.decide(other.target, aCommand(), (state, facts) => light(state, { lampId: other.lampId }, facts));
      return isSparing;
    });
  });

  it('are current by the appends of this process, too', async () => {
    const one = await aFleet();
    const looks = jest.spyOn(Reader.prototype, 'page');
    const reads = readsOf();
    const later = await aFleet();
    const before = performance.now();
    await here.decide(newHouse(), aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
    await disableElsewhere(later);
    // What was appended after ours is here: so the feed has passed ours.
    await eventually(async () => (await later.isLit(long)) === false);
    reads.mockClear();
    expect(await one.isLit(performance.now() - before)).toBe(true);
    expect(looks).not.toHaveBeenCalled();
    expect(reads).not.toHaveBeenCalled();
  });

  it('never miss what was appended while a stream was being read for the first time', async () => {
    for (let round = 0; round < 15; round += 1) {
      const target = newHouse();
      const lampId = randomUUID();
      await elsewhere.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await Promise.all([
        here.state(target),
        elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts)),
      ]);
      await eventually(async () => (await here.state(target, long)).state.lamps.get(lampId)?.lit === false);
    }
  });

  it('that are known to be old, but could not be advanced because a command worked on them, are not used', async () => {
    let release: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = open(server.connectionString, ['house-'], {
      open: (ids) => keyring.open(ids),
      forSubject: async (scope, subject) => {
        await isHeld;
        return keyring.forSubject(scope, subject);
      },
    });
    const [one, later] = [await aFleet(slow), await aFleet(slow)];
    const deciding = slow.decide(one.target, aCommand(), (state, facts) =>
      hang(state, { lampId: randomUUID() }, facts),
    );
    await disableElsewhere(one);
    await disableElsewhere(later);
    await eventually(async () => (await later.isLit(long)) === false);
    const asked = one.isLit(long);
    release();
    expect(await asked).toBe(false);
    expect((await deciding).revision).toBe(2);
  });

  it('with the feed cut, are read again when they are older than asked for', async () => {
    const proxy = await lossyProxy(server.connectionString);
    const far = open(proxy.connectionString, ['house-']);
    const one = await aFleet(far);
    await eventually(async () => {
      await disableElsewhere(one);
      return true;
    });
    await eventually(async () => (await one.isLit(long)) === false);
    proxy.loseAnswers();
    await elsewhere.decide(one.target, aCommand(), (state, facts) => light(state, { lampId: one.lampId }, facts));
    expect(await one.isLit(long)).toBe(false);
    proxy.recover();
    // Whether the new subscription was faster or not: never older than it may be.
    expect(await one.isLit(1)).toBe(true);
    await disableElsewhere(one);
    expect(await one.isLit(1)).toBe(false);
    await eventually(async () => (await one.isLit(long)) === false);
    await far.close();
    await proxy.stop();
  });

  it('are read as before where they are not followed', async () => {
    const store = open(server.connectionString, ['organization-']);
    const one = await aFleet(store);
    await disableElsewhere(one);
    const reads = readsOf();
    await pause(2);
    expect(await one.isLit(1)).toBe(false);
    expect(reads.mock.calls.map(([name]) => name)).toContain(`house-${one.target.id[0]}`);
  });
});
