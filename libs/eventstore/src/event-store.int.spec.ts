import { randomUUID } from 'node:crypto';
import { botDisabled } from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { ATTEMPTS } from './decisions';
import { EventStore } from './event-store';
import { OutcomeUnknown } from './faults';
import { startStore } from './testing/a-store';
import { aCommand, aRepeatable, blink, disable, enable, fleet, register } from './testing/fleet';
import { lossyProxy } from './testing/lossy-proxy';
import { MemoryKeyring } from './testing/memory-keyring';

describe('decisions on an event store', () => {
  const keyring = new MemoryKeyring();
  let server: Awaited<ReturnType<typeof startStore>>;
  let here: EventStore;
  /** Another process with the same log and keys: it knows nothing that this one has in memory. */
  let elsewhere: EventStore;
  beforeAll(async () => {
    server = await startStore('decisions', { sharedDatabase, startEventStore });
    here = new EventStore({ connectionString: server.connectionString, keyring });
    elsewhere = new EventStore({ connectionString: server.connectionString, keyring });
  });
  afterAll(async () => {
    await here.close();
    await elsewhere.close();
    await server.stop();
  });

  const newFleet = () => ({ stream: fleet, id: [randomUUID()] as const });
  const typesOf = async (target: ReturnType<typeof newFleet>) => {
    const types: string[] = [];
    for await (const { type } of elsewhere.read(`fleet-${target.id[0]}`)) types.push(type);
    return types;
  };

  const positionsOf = async (target: ReturnType<typeof newFleet>) => (await collect(elsewhere.read(`fleet-${target.id[0]}`))).map(({ position }) => position.commit);

  it('appends what was decided and says where it is', async () => {
    const target = newFleet();
    const botId = randomUUID();
    const first = await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
    const second = await here.decide(target, aCommand(), (state, facts) => blink(state, { botId }, facts));
    expect(first).toMatchObject({ revision: 0, outcome: 'appended', events: [{ type: 'BotRegistered' }] });
    expect(second).toMatchObject({ revision: 2, outcome: 'appended' });
    expect(BigInt(second.position)).toBeGreaterThan(BigInt(first.position));
    expect(await typesOf(target)).toEqual(['BotRegistered', 'BotWentOnline', 'BotWentOffline']);
  });

  it('has no events in a stream that does not exist, and revision -1', async () => {
    const target = newFleet();
    expect(await typesOf(target)).toEqual([]);
    expect((await here.state(target)).revision).toBe(-1);
  });

  it('gives the events the ids of their command, and metadata as history.md says', async () => {
    const target = newFleet();
    const context = aCommand({ session: randomUUID(), permission: 'bots:create', grants: 'owner@4', reason: 'spring cleaning', origin: { ip: '203.0.113.9', userAgent: 'curl' } });
    await here.decide(target, context, (state, facts) => register(state, { botId: randomUUID() }, facts));
    const [event] = await collect(elsewhere.read(`fleet-${target.id[0]}`));
    expect(event?.meta).toMatchObject({ correlationId: context.correlationId, causationId: context.commandId, actor: context.actor, command: context.commandId,
      schema: 1, session: context.session, permission: 'bots:create', grants: 'owner@4', reason: 'spring cleaning' });
    const stored = JSON.parse(Buffer.from(event?.raw.metadata ?? '').toString()) as Record<string, string>;
    expect(Object.keys(stored).sort()).toEqual(['$causationId', '$correlationId', 'actor', 'at', 'command', 'grants', 'origin', 'permission', 'reason', 'salt', 'schema', 'session']);
    expect(Object.values(stored).every((value) => typeof value === 'string')).toBe(true);
    expect(Buffer.from(stored['salt'] ?? '', 'base64')).toHaveLength(16);
    expect(JSON.stringify(stored)).not.toMatch(/spring|203\.0/);
  });

  describe('the memory of commands', () => {
    it('finds a command again after its answer was lost and two foreign appends: one effect, the same answer', async () => {
      const target = newFleet();
      const botId = randomUUID();
      const context = aRepeatable();
      const proxy = await lossyProxy(server.connectionString);
      const unlucky = new EventStore({ connectionString: proxy.connectionString, keyring, deadlineMs: 1500 });
      expect((await unlucky.state(target)).revision).toBe(-1);
      proxy.loseAnswers();
      await expect(unlucky.decide(target, context, (state, facts) => blink(state, { botId }, facts))).rejects.toBeInstanceOf(OutcomeUnknown);
      await elsewhere.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      const last = await elsewhere.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      expect(last.revision).toBe(3);
      proxy.recover();
      const cold = new EventStore({ connectionString: server.connectionString, keyring });
      for (const store of [unlucky, here, elsewhere, cold]) {
        const again = await store.decide(target, context, () => { throw new Error('decided again'); });
        expect(again).toMatchObject({ outcome: 'remembered', revision: 1, events: [{ type: 'BotWentOnline', data: { botId } }, { type: 'BotWentOffline', data: { botId } }] });
        expect(again.position).toBe(String((await positionsOf(target))[1]));
      }
      expect(await typesOf(target)).toEqual(['BotWentOnline', 'BotWentOffline', 'BotRegistered', 'BotDisabled']);
      await Promise.all([unlucky.close(), cold.close(), proxy.stop()]);
    });

    it('gives the same answer as the first time', async () => {
      const target = newFleet();
      const context = aRepeatable({ reason: 'once' });
      const first = await here.decide(target, context, (state, facts) => register(state, { botId: facts.id('bot') }, facts));
      expect(await elsewhere.decide(target, context, () => [])).toEqual({ ...first, outcome: 'remembered' });
    });

    it('finds a command that another process carried out, though its own state is older', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      const context = aRepeatable();
      const there = await elsewhere.decide(target, context, (state, facts) => enable(state, { botId }, facts));
      const again = await here.decide(target, context, (state, facts) => blink(state, { botId }, facts));
      expect(again).toEqual({ ...there, outcome: 'remembered' });
      expect(await typesOf(target)).toEqual(['BotRegistered', 'BotDisabled', 'BotEnabled']);
    });

    it('answers one command that comes twice at the same time with one effect', async () => {
      const target = newFleet();
      const context = aRepeatable();
      const both = await Promise.all([here, here, elsewhere].map((store) => store.decide(target, context, (state, facts) => blink(state, { botId: randomUUID() }, facts))));
      expect(new Set(both.map(({ revision, position }) => `${revision}@${position}`)).size).toBe(1);
      expect(await typesOf(target)).toEqual(['BotWentOnline', 'BotWentOffline']);
    });

    it('answers what was stored, not what it decided, where a twin in another process was faster', async () => {
      const target = newFleet();
      const context = aRepeatable();
      const [theirs, ours] = [randomUUID(), randomUUID()];
      // It has decided already when the other one stores: the keyring is where its append waits.
      let faster: () => Promise<unknown> = () => elsewhere.decide(target, context, (state, facts) => register(state, { botId: theirs }, facts));
      const late = new EventStore({ connectionString: server.connectionString, keyring: {
        open: (ids) => keyring.open(ids),
        forSubject: async (scope, subject) => {
          await faster();
          faster = () => Promise.resolve();
          return keyring.forSubject(scope, subject);
        } } });
      const answer = await late.decide(target, context, (state, facts) => register(state, { botId: ours }, facts));
      expect(answer).toMatchObject({ outcome: 'remembered', revision: 0, events: [{ type: 'BotRegistered', data: { botId: theirs } }] });
      expect([...(await late.state(target, 60_000)).state.bots.keys()]).toEqual([theirs]);
      expect(await late.decide(target, aRepeatable(), (state, facts) => disable(state, { botId: theirs }, facts))).toMatchObject({ outcome: 'appended', revision: 1 });
      await late.close();
    });

    it('knows its own append, answered at once or after its answer was lost', async () => {
      const target = newFleet();
      const proxy = await lossyProxy(server.connectionString);
      const store = new EventStore({ connectionString: proxy.connectionString, keyring });
      expect(await store.decide(target, aRepeatable(), (state, facts) => register(state, { botId: randomUUID() }, facts))).toMatchObject({ outcome: 'appended', revision: 0 });
      proxy.loseAnswers();
      const waiting = store.decide(target, aRepeatable(), (state, facts) => blink(state, { botId: randomUUID() }, facts));
      while ((await typesOf(target)).length < 3) await new Promise(setImmediate);
      proxy.recover();
      expect(await waiting).toMatchObject({ outcome: 'appended', revision: 2 });
      expect(await typesOf(target)).toHaveLength(3);
      await Promise.all([store.close(), proxy.stop()]);
    });
  });

  describe('answers without an append', () => {
    it('looks for what is new before it says that it is so already', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      const disabled = await elsewhere.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      // Here the bot still looks enabled: without the look, this would be `unchanged`, and the bot would stay disabled.
      const enabled = await here.decide(target, aCommand(), (state, facts) => enable(state, { botId }, facts));
      expect(enabled).toMatchObject({ outcome: 'appended', revision: disabled.revision + 1 });
    });

    it('looks for what is new before it refuses', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await here.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => enable(state, { botId }, facts));
      expect(await here.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts))).toMatchObject({ outcome: 'appended', revision: 3 });
    });

    it('looks for what is new before it says that the revision is another one', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      expect(await here.decide(target, aCommand({ expectedRevision: 1 }), (state, facts) => enable(state, { botId }, facts))).toMatchObject({ revision: 2 });
      await expect(here.decide(target, aCommand({ expectedRevision: 1 }), (state, facts) => disable(state, { botId }, facts)))
        .rejects.toMatchObject({ code: 'REVISION_MISMATCH', details: { revision: 2, expected: 1 } });
    });

    it('answers with the place of the last event, and refuses, once nothing is new', async () => {
      const target = newFleet();
      const botId = randomUUID();
      const registered = await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      expect(await here.decide(target, aCommand(), (state, facts) => enable(state, { botId }, facts)))
        .toMatchObject({ outcome: 'unchanged', revision: registered.revision, position: registered.position, events: [] });
      await expect(here.decide(target, aCommand(), (state, facts) => disable(state, { botId: randomUUID() }, facts))).rejects.toMatchObject({ code: 'BOT_NOT_FOUND' });
    });
  });

  describe('conflicts', () => {
    it('decides anew on what others appended in between', async () => {
      const target = newFleet();
      const botId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId }, facts));
      await here.decide(target, aCommand(), (state, facts) => disable(state, { botId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => enable(state, { botId }, facts));
      const seen: boolean[] = [];
      const decided = await here.decide(target, aCommand(), (state, facts) => {
        seen.push(state.bots.get(botId)?.enabled ?? false);
        return blink(state, { botId }, facts);
      });
      expect(seen).toEqual([false, true]);
      expect(decided.revision).toBe(4);
    });

    it('gives up after a bounded number of them', async () => {
      const target = newFleet();
      let calls = 0;
      const busy = here.decide(target, aCommand(), (state, facts) => {
        calls += 1;
        return blink(state, { botId: randomUUID() }, facts);
      });
      await expect(busy).resolves.toMatchObject({ revision: 1 });
      calls = 0;
      const hurried = new EventStore({ connectionString: server.connectionString, keyring });
      // Before each of its appends, somebody else appends: the keyring is where the append waits.
      const slow = new EventStore({ connectionString: server.connectionString, keyring: {
        open: (ids) => keyring.open(ids),
        forSubject: async (scope, subject) => {
          await hurried.decide(target, aCommand(), (state, facts) => blink(state, { botId: randomUUID() }, facts));
          return keyring.forSubject(scope, subject);
        } } });
      await expect(slow.decide(target, aCommand(), (state, facts) => { calls += 1; return register(state, { botId: randomUUID() }, facts); })).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(calls).toBe(ATTEMPTS);
      await slow.close();
      await hurried.close();
    });

    it('commands at once on one stream, from two processes, are all carried out, one after the other', async () => {
      const target = newFleet();
      const decided = await Promise.all(Array.from({ length: 24 }, (_, index) => (index < 20 ? here : elsewhere).decide(target, aCommand(), (state, facts) => register(state, { botId: facts.id('bot') }, facts))));
      expect(new Set(decided.map(({ revision }) => revision)).size).toBe(24);
      expect(await typesOf(target)).toHaveLength(24);
      expect((await elsewhere.state(target, 0)).state.bots.size).toBe(24);
    });
  });

  describe('facts', () => {
    it('never lets time run backwards in a stream', async () => {
      const target = newFleet();
      const botId = randomUUID();
      const future = new EventStore({ connectionString: server.connectionString, keyring, clock: () => '2999-01-01T00:00:00.000Z' });
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
      await here.decide(target, aCommand(), (state, facts) => register(state, { botId: randomUUID(), name: 'Ada' }, facts));
      expect([...(await elsewhere.state(target)).state.bots.values()]).toEqual([{ name: 'Ada', enabled: true }]);
      await keyring.destroy(target.id[0], 'organization');
      const another = new EventStore({ connectionString: server.connectionString, keyring });
      await expect(another.state(target)).rejects.toThrow(/key of the organization was destroyed/);
      await another.close();
    });
  });

  it('refuses events that the stream, or their definition, does not have, before anything is sent', async () => {
    const target = newFleet();
    await expect(here.decide(target, aCommand(), () => [{ type: 'BotDisabled', data: { botId: 7n } }] as never)).rejects.toThrow(/botId is a bigint/);
    await expect(here.decide(target, aCommand(), () => [botDisabled({ botId: 'the third one' })])).rejects.toThrow(/BotDisabled.data is not as its definition says/);
    await expect(here.decide(target, aCommand(), () => [{ type: 'MemberLeft', data: { personId: randomUUID() } }] as never)).rejects.toThrow(/Stream fleet knows no event MemberLeft/);
    expect(await typesOf(target)).toEqual([]);
  });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
