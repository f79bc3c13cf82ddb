import { categoryOf, type AnyEvent } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { anyStream, scaled, sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, listStops, Projector, ViewReader } from '@annals/views';
import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { startEventStore } from '../../eventstore/src/server';
import { anyEventOf, definitions } from './testing/any-event';
import { views as everyView } from '@annals/contexts';

const EACH = scaled(6, 200);
const reasons = fc.option(
  fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\u0000', '\ud800', 'because')),
  { nil: undefined },
);

describe('A1: any event that its contract and the encoder let through', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startEventStore>>;
  let vault: Vault;
  let store: EventStore;
  beforeAll(async () => {
    database = await sharedDatabase('a1');
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

  /** Stores it in a stream of its own. @returns its position; undefined where the encoder refuses it */
  async function stored(event: AnyEvent, reason: string | undefined): Promise<string | undefined> {
    const stream = anyStream(categoryOf(event.type));
    const id = stream.category === 'run' ? ([randomUUID(), randomUUID()] as const) : ([randomUUID()] as const);
    const commandId = randomUUID();
    try {
      const context = {
        commandId,
        actor: 'system:spec',
        correlationId: commandId,
        ...(reason === undefined ? {} : { reason }),
      } as const;
      return (await store.decide({ stream, id }, context, () => [event])).position;
    } catch {
      return undefined; // refused before it was stored: nothing that a view has to hold
    }
  }

  it(
    'can be held by every view',
    async () => {
      let [last, refused, count] = [0n, 0, 0];
      for (const definition of definitions) {
        for (const [event, reason] of fc.sample(fc.tuple(anyEventOf(definition), reasons), {
          numRuns: EACH,
          seed: 9,
        })) {
          const position = await stored(event, reason);
          count += 1;
          if (position === undefined) refused += 1;
          else if (BigInt(position) > last) last = BigInt(position);
        }
      }
      const ending = new AbortController();
      const projector = new Projector({
        databaseUrl: database.url,
        eventStore: store,
        views: everyView,
        apiRole: 'annals_api',
        log: consoleLog('silent'),
      });
      await projector.prepare();
      const running = projector.run(ending.signal);
      const reader = new ViewReader({ databaseUrl: database.url, role: 'annals_api', views: everyView });
      for (const view of everyView)
        await reader.read(view, { organization: randomUUID() }, () => Promise.resolve(), {
          minPosition: String(last),
          timeoutMs: scaled(60_000, 600_000),
        });
      expect(
        (await listStops({ databaseUrl: database.url })).map(({ name, eventType, reason }) => ({
          name,
          eventType,
          reason,
        })),
      ).toEqual([]);
      expect(count).toBe(definitions.length * EACH);
      expect(refused).toBeLessThan(count / 2);
      await reader.close();
      ending.abort();
      await running;
    },
    scaled(120_000, 900_000),
  );
});
