import { randomUUID } from 'node:crypto';
import { lampDoused, lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { Reactor } from '../index';
import { append, ROLE, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { reactionToLamps } from '../testing/some-views';

const outside = reactionToLamps({
  name: 'mail-when-lamp-is-lit',
  on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.mail', key: lampId, payload: { lampId } }] },
});
const inside = reactionToLamps({
  name: 'note-when-lamp-is-doused',
  on: { LampDoused: ({ data: { lampId } }) => [{ queue: 'test.note', key: lampId, payload: { lampId } }] },
});

describe('jobs after a restore', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('held', {
      sharedDatabase,
      startEventStore,
      startVault: async (databaseUrl, secrets) => {
        await migrateVault(databaseUrl, ROLE);
        return new Vault({ databaseUrl, secrets });
      },
    });
  }, 30_000);
  afterAll(async () => {
    await world.stop();
  });

  it('begin where the restored log is resumed, and only where none has ever run', async () => {
    const ring = reactionToLamps({
      name: 'ring-when-lamp-is-lit',
      on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: lampId, payload: { lampId } }] },
    });
    const [before, after, later] = [randomUUID(), randomUUID(), randomUUID()];
    await append(world.store, randomUUID(), [lampLit({ lampId: before })]);
    const event = await world.store.last();
    await append(world.store, randomUUID(), [lampLit({ lampId: after })]);
    const done: unknown[] = [];
    const work = async (count: number): Promise<void> => {
      const ending = new AbortController();
      let enough: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const ringing = ({ lampId }: Readonly<Record<string, unknown>>) => {
        if (done.push(lampId) === count) enough();
        return Promise.resolve();
      };
      const reactor = new Reactor({
        databaseUrl: world.databaseUrl,
        eventStore: world.store,
        reactions: [ring],
        resumeAfter: { event },
        jobs: { 'test.ring': ringing },
        log: new QuietLog(),
      });
      await reactor.prepare();
      const running = reactor.run(ending.signal);
      await reached;
      ending.abort();
      await running;
    };
    await work(1);
    await append(world.store, randomUUID(), [lampLit({ lampId: later })]);
    await work(2);
    expect(done).toEqual([after, later]);
  }, 30_000);

  it('wait until they are released, and then are done once; others go on', async () => {
    const done: string[] = [];
    const heard: (() => void)[] = [];
    const doing = (what: string) => () => {
      done.push(what);
      heard.splice(0).forEach((wake) => {
        wake();
      });
      return Promise.resolve();
    };
    const next = () =>
      new Promise<void>((wake) => {
        heard.push(wake);
      });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ending = new AbortController();
    const reactor = new Reactor({
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      reactions: [outside, inside],
      jobs: { 'test.mail': doing('mail'), 'test.note': doing('note') },
      held: { queues: ['test.mail'], released },
      log: new QuietLog(),
    });
    await reactor.prepare();
    const running = reactor.run(ending.signal);
    for (let n = 0; n < 3; n += 1) {
      const noted = next();
      await append(world.store, randomUUID(), [
        lampLit({ lampId: randomUUID() }),
        lampDoused({ lampId: randomUUID() }),
      ]);
      await noted;
    }
    expect(done).toEqual(['note', 'note', 'note']);
    release();
    while (done.length < 6) await next();
    expect(done.slice(3)).toEqual(['mail', 'mail', 'mail']);
    ending.abort();
    await running;
  }, 30_000);
});
