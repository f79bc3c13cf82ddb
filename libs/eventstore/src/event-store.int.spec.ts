import { randomUUID } from 'node:crypto';
import { botDisabled } from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { EventStore } from './event-store';
import { aCommand, blink, disable, newFleet, register } from './testing/fleet';
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
    const target = newFleet();
    const botId = randomUUID();
    const first = await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
    const second = await here.decide(target, aCommand(), (state, facts) => blink(state, { botId }, facts));
    expect(first).toMatchObject({ revision: 0, outcome: 'appended', events: [{ type: 'BotRegistered' }] });
    expect(second).toMatchObject({ revision: 2, outcome: 'appended' });
    expect(BigInt(second.position)).toBeGreaterThan(BigInt(first.position));
    expect(await processes.typesOf(target)).toEqual(['BotRegistered', 'BotWentOnline', 'BotWentOffline']);
  });

  it('has no events in a stream that does not exist, and revision -1', async () => {
    const target = newFleet();
    expect(await processes.typesOf(target)).toEqual([]);
    expect((await here.state(target)).revision).toBe(-1);
  });

  it('gives the events the ids of their command, and metadata as history.md says', async () => {
    const target = newFleet();
    const context = aCommand({
      session: randomUUID(),
      permission: 'bots:create',
      grants: 'owner@4',
      reason: 'spring cleaning',
      origin: { ip: '203.0.113.9', userAgent: 'curl' },
    });
    await here.decide(target, context, (state, facts) => register(state, { botId: randomUUID() }, facts));
    const [event] = await processes.eventsOf(target);
    expect(event?.meta).toMatchObject({
      correlationId: context.correlationId,
      causationId: context.commandId,
      actor: context.actor,
      command: context.commandId,
      schema: 1,
      session: context.session,
      permission: 'bots:create',
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
      const target = newFleet();
      const botId = randomUUID();
      const future = processes.open({ clock: () => '2999-01-01T00:00:00.000Z' });
      await future.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await future.close();
      const late = await here.decide(target, aCommand(), (state, facts) => blink(state, { botId }, facts));
      expect(late.at).toBe('2999-01-01T00:00:00.000Z');
      expect(late.events[1]).toMatchObject({ data: { lastSeenAt: '2999-01-01T00:00:00.000Z' } });
    });

    it('names the same new thing whenever the same command asks', async () => {
      const context = aCommand();
      const ids: string[] = [];
      for (const target of [newFleet(), newFleet()]) {
        await here.decide(target, context, (state, facts) => {
          ids.push(facts.id('bot'), facts.id('workspace'));
          return register(state, { botId: facts.id('bot') }, facts);
        });
      }
      expect(ids.slice(0, 2)).toEqual(ids.slice(2));
      expect(new Set(ids).size).toBe(2);
    });
  });

  describe('the state for guards', () => {
    it('is taken from memory while it is young enough, and read anew when it is not', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      expect((await here.state(target, 60_000)).revision).toBe(0);
      expect((await here.state(target, 0)).revision).toBe(1);
      expect((await here.state(target, 60_000)).state.bots.get(botId)?.enabled).toBe(false);
    });

    it('is never one in which decisions rest on personal data', async () => {
      const target = newFleet();
      await here.decide(target, aCommand(), (state, facts) =>
        register(state, { botId: randomUUID(), name: 'Ada' }, facts),
      );
      expect([...(await elsewhere.state(target)).state.bots.values()]).toEqual([{ name: 'Ada', enabled: true }]);
      await processes.keyring.destroy(target.id[0], 'organization');
      const another = processes.open();
      await expect(another.state(target)).rejects.toThrow(/key of the organization was destroyed/);
      await another.close();
    });
  });

  it('refuses events that the stream, or their definition, does not have, before anything is sent', async () => {
    const target = newFleet();
    await expect(
      here.decide(target, aCommand(), () => [{ type: 'BotDisabled', data: { botId: 7n } }] as never),
    ).rejects.toThrow(/botId is a bigint/);
    await expect(here.decide(target, aCommand(), () => [botDisabled({ botId: 'the third one' })])).rejects.toThrow(
      /BotDisabled.data is not as its definition says/,
    );
    await expect(
      here.decide(target, aCommand(), () => [{ type: 'MemberLeft', data: { personId: randomUUID() } }] as never),
    ).rejects.toThrow(/Stream fleet knows no event MemberLeft/);
    expect(await processes.typesOf(target)).toEqual([]);
  });
});
