import { reactions } from '@annals/contexts';
import { botDisabled, memberAdded, reactionNames, type AnyEvent } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import { anyStream, oneOfEach, sharedDatabase, write, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, owned, Reactor, someLog } from '@annals/views';
import { randomBytes, randomUUID } from 'node:crypto';
import { startEventStore } from '../../eventstore/src/server';

const joined = memberAdded(
  { personId: randomUUID(), userId: randomUUID(), roles: ['member'], via: 'invitation' },
  { email: 'mia@acme.example', alias: 'Mia' },
);
/**
 * An event of every type in the stream that holds its kind; and one of another kind where a reaction tells them apart.
 */
const stopped = botDisabled({ botId: randomUUID(), inFlight: 'stop' });
const stored = someLog(...oneOfEach(), joined, stopped);
const awaited = reactions.map((reaction) => ({
  name: reaction.name,
  event: stored.find((event) => reaction.handles(event.type) && reaction.jobs(owned(event)).length > 0),
}));
interface Given {
  readonly did: string;
}
/** By what a job is told here: its key may be the id of its event, which is another one in every log. */
const told = (reaction: string, { queue }: { readonly queue: string }, { type }: { readonly type: string }): string =>
  `${reaction}: ${queue} for ${type}`;

describe('A10: a worker that comes later than the first events', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startEventStore>>;
  let vault: Vault;
  let store: EventStore;
  beforeAll(async () => {
    database = await sharedDatabase('a10');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({
      databaseUrl: database.url,
      role: 'annals_api',
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
    });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([store.close(), vault.close()]);
    await server.stop();
    await database.drop();
  });

  async function append(event: AnyEvent, stream: string): Promise<void> {
    const { category, owner, id } = parseStreamName(stream);
    await write(store, { stream: anyStream(category), id: id === undefined ? [owner] : [owner, id] }, [event]);
  }

  it('is known to every process by its name', () => {
    expect(reactions.map(({ name }) => name).sort()).toEqual([...reactionNames].sort());
    expect(awaited.filter(({ event }) => event === undefined)).toEqual([]);
  });

  it('does for every reaction what happened before its first start', async () => {
    const events = [...new Set(awaited.flatMap(({ event }) => event ?? []))];
    for (const event of events) await append(event as unknown as AnyEvent, event.stream);
    const expected = new Set<string>();
    const done = new Set<string>();
    let all: () => void = () => undefined;
    const isDone = new Promise<void>((settle) => {
      all = settle;
    });
    const queues = new Set(
      reactions.flatMap((reaction) =>
        stored
          .filter(({ type }) => reaction.handles(type))
          .flatMap((event) => reaction.jobs(owned(event)).map(({ queue }) => queue)),
      ),
    );
    for (const reaction of reactions)
      for (const event of events)
        if (reaction.handles(event.type))
          for (const job of reaction.jobs(owned(event))) expected.add(told(reaction.name, job, event));
    const given = reactions.map((reaction) => ({
      ...reaction,
      jobs: (event: Parameters<typeof reaction.jobs>[0]) =>
        reaction.jobs(event).map((job) => ({ ...job, payload: { did: told(reaction.name, job, event) } })),
    }));
    const note = async ({ did, all: together = [{ did }] }: Readonly<Record<string, unknown>>): Promise<void> => {
      for (const given of together as readonly Given[]) done.add(given.did);
      if (done.size === expected.size) all();
    };
    const reactor = new Reactor({
      databaseUrl: database.url,
      eventStore: store,
      reactions: given,
      jobs: Object.fromEntries([...queues].map((queue) => [queue, note])),
      log: consoleLog('silent'),
    });
    const ending = new AbortController();
    await reactor.prepare();
    const running = reactor.run(ending.signal);
    await isDone;
    ending.abort();
    await running;
    expect([...done].sort()).toEqual([...expected].sort());
  }, 60_000);
});
