import { randomUUID } from 'node:crypto';
import { lampDoused } from '@annals/testing';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { EventStore } from './event-store';
import { aCommand, blink, douse, newHouse, hang } from './testing/house';
import { startTwoProcesses, type TwoProcesses } from './testing/two-processes';

describe('an event store', () => {
  let processes: TwoProcesses;
  let here: EventStore;
  let elsewhere: EventStore;
  beforeAll(async () => {
    processes = await startTwoProcesses('event_store', { sharedDatabase, startEventStore });
    ({ here, elsewhere } = processes);
  });
  afterAll(() => processes.stop());

  it('appends what was decided and says where it is', async () => {
    const target = newHouse();
    const lampId = randomUUID();
    const first = await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    const second = await here.decide(target, aCommand(), (state, facts) => blink(state, { lampId }, facts));
    expect(first).toMatchObject({ revision: 0, outcome: 'appended', events: [{ type: 'LampHung' }] });
    expect(second).toMatchObject({ revision: 2, outcome: 'appended' });
    expect(BigInt(second.position)).toBeGreaterThan(BigInt(first.position));
    expect(await processes.typesOf(target)).toEqual(['LampHung', 'LampFlared', 'LampFaded']);
  });

  it('has no events in a stream that does not exist, and revision -1', async () => {
    const target = newHouse();
    expect(await processes.typesOf(target)).toEqual([]);
    expect((await here.state(target)).revision).toBe(-1);
  });

  it('gives the events the ids of their command, and metadata as history.md says', async () => {
    const target = newHouse();
    const context = aCommand({
      session: randomUUID(),
      permission: 'lamps:create',
      grants: 'owner@4',
      reason: 'spring cleaning',
      origin: { ip: '203.0.113.9', userAgent: 'curl' },
    });
    await here.decide(target, context, (state, facts) => hang(state, { lampId: randomUUID() }, facts));
    const [event] = await processes.eventsOf(target);
    expect(event?.meta).toMatchObject({
      correlationId: context.correlationId,
      causationId: context.commandId,
      actor: context.actor,
      command: context.commandId,
      schema: 1,
      session: context.session,
      permission: 'lamps:create',
      grants: 'owner@4',
      reason: 'spring cleaning',
    });
    const stored = JSON.parse(Buffer.from(event?.raw.metadata ?? '').toString()) as Record<string, string>;
    expect(Object.keys(stored).sort()).toEqual([
      '$causationId',
      '$correlationId',
      'actor',
      'at',
      'command',
      'grants',
      'origin',
      'permission',
      'reason',
      'salt',
      'schema',
      'session',
    ]);
    expect(Object.values(stored).every((value) => typeof value === 'string')).toBe(true);
    expect(Buffer.from(stored['salt'] ?? '', 'base64')).toHaveLength(16);
    expect(JSON.stringify(stored)).not.toMatch(/spring|203\.0/);
  });

  describe('facts', () => {
    it('never lets time run backwards in a stream', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      const future = processes.open({ clock: () => '2999-01-01T00:00:00.000Z' });
      await future.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await future.close();
      const late = await here.decide(target, aCommand(), (state, facts) => blink(state, { lampId }, facts));
      expect(late.at).toBe('2999-01-01T00:00:00.000Z');
      expect(late.events[1]).toMatchObject({ data: { fadedAt: '2999-01-01T00:00:00.000Z' } });
    });

    it('names the same new thing whenever the same command asks', async () => {
      const context = aCommand();
      const ids: string[] = [];
      for (const target of [newHouse(), newHouse()]) {
        await here.decide(target, context, (state, facts) => {
          ids.push(facts.id('lamp'), facts.id('workspace'));
          return hang(state, { lampId: facts.id('lamp') }, facts);
        });
      }
      expect(ids.slice(0, 2)).toEqual(ids.slice(2));
      expect(new Set(ids).size).toBe(2);
    });
  });

  describe('the state for guards', () => {
    it('is taken from memory while it is young enough, and read anew when it is not', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      expect((await here.state(target, 60_000)).revision).toBe(0);
      expect((await here.state(target, 0)).revision).toBe(1);
      expect((await here.state(target, 60_000)).state.lamps.get(lampId)?.lit).toBe(false);
    });

    it('is never one in which decisions rest on personal data', async () => {
      const target = newHouse();
      await here.decide(target, aCommand(), (state, facts) =>
        hang(state, { lampId: randomUUID(), name: 'Ada' }, facts),
      );
      expect([...(await elsewhere.state(target)).state.lamps.values()]).toEqual([{ name: 'Ada', lit: true }]);
      await processes.keyring.destroy(target.id[0], 'organization');
      const another = processes.open();
      await expect(another.state(target)).rejects.toThrow(/key of the organization was destroyed/);
      await another.close();
    });
  });

  it('refuses events that the stream, or their definition, does not have, before anything is sent', async () => {
    const target = newHouse();
    await expect(
      here.decide(target, aCommand(), () => [{ type: 'LampDoused', data: { lampId: 7n } }] as never),
    ).rejects.toThrow(/lampId is a bigint/);
    await expect(here.decide(target, aCommand(), () => [lampDoused({ lampId: 'the third one' })])).rejects.toThrow(
      /LampDoused.data is not as its definition says/,
    );
    await expect(
      here.decide(target, aCommand(), () => [{ type: 'LampVanished', data: { lampId: randomUUID() } }] as never),
    ).rejects.toThrow(/Stream house knows no event LampVanished/);
    expect(await processes.typesOf(target)).toEqual([]);
  });
});
