import { randomBytes, randomUUID } from 'node:crypto';
import { EventStore, EventStoreUnavailable, type LogEvent, OutcomeUnknown } from '@annals/eventstore';
import { streamName, type Actor } from '@annals/kernel';
import type { Denial } from '@annals/platform';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Logger } from '@nestjs/common';
import { startEventStore, type EventStoreServer } from '../../../../apps/eventstore/src/server';
import { DeniedCommands } from './denied-commands.service';

const ROLE = 'annals_api';
const during = '2026-06-03T09:15:20.000Z';
const after = '2026-06-03T09:16:00.000Z';
const bob: Actor = 'user:bob';

describe('denied commands on a real event store', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let store: EventStore;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await sharedDatabase('denials');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
    await vault.close();
    await database.drop();
  });

  const some = (more: Partial<Denial> = {}): Denial => ({
    organizationId: randomUUID(),
    actor: bob,
    permission: 'bots:toggle',
    target: { kind: 'bot', id: randomUUID() },
    ...more,
  });

  /** What is stored of an organization's denials in June. */
  async function stored(organizationId: string): Promise<LogEvent[]> {
    const found: LogEvent[] = [];
    for await (const event of store.read(streamName('denials', organizationId, '202606'))) found.push(event);
    return found;
  }
  const counts = async (organizationId: string) =>
    (await stored(organizationId)).map(({ data }) => Reflect.get(data, 'count') as number);

  it('are written when their minute is over, and not before', async () => {
    const writer = new DeniedCommands(store);
    const denial = some();
    for (let n = 0; n < 3; n += 1) writer.note(denial, during);
    await writer.write(during);
    expect(await stored(denial.organizationId)).toEqual([]);
    await writer.write(after);
    const { organizationId, permission, target } = denial;
    const minute = '2026-06-03T09:15:00.000Z';
    expect(await stored(organizationId)).toMatchObject([
      { type: 'CommandDenied', data: { permission, target, minute, count: 3 }, meta: { actor: bob } },
    ]);
  });

  it('of the next minute are counted anew, and those of another process beside', async () => {
    const denial = some();
    const [one, other] = [new DeniedCommands(store), new DeniedCommands(store)];
    for (const at of [during, during, after]) one.note(denial, at);
    other.note(denial, during);
    for (const writer of [one, other]) await writer.write('2026-06-03T09:17:00.000Z');
    expect(await counts(denial.organizationId)).toEqual([2, 1, 1]);
  });

  it('are written by a process that ends, before their minute is over', async () => {
    const writer = new DeniedCommands(store);
    const denial = some();
    writer.note(denial, during);
    await writer.settled();
    expect(await counts(denial.organizationId)).toEqual([1]);
  });

  it('wait for an event store that is away, and come once though it had them before it was', async () => {
    const [before, meanwhile] = [some(), some()];
    let answers = false;
    const decide: EventStore['decide'] = async (...asked) => {
      const decided = await store.decide(...asked);
      if (!answers) throw new OutcomeUnknown('the answer was lost');
      return decided;
    };
    const writer = new DeniedCommands({ decide });
    writer.note(before, during);
    await writer.write(after);
    expect(await counts(before.organizationId)).toEqual([1]);
    answers = true;
    const { port } = server;
    await server.stop();
    writer.note(meanwhile, during);
    await writer.write(after);
    server = await startEventStore({ databaseUrl: database.url, port });
    await writer.write(after);
    expect([await counts(before.organizationId), await counts(meanwhile.organizationId)]).toEqual([[1], [1]]);
  });

  it('are given up a quarter of an hour later, and the log says how many', async () => {
    const said = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    let away = true;
    const decide: EventStore['decide'] = (...asked) =>
      away ? Promise.reject(new EventStoreUnavailable('it is away')) : store.decide(...asked);
    const writer = new DeniedCommands({ decide });
    const denial = some();
    for (let n = 0; n < 4; n += 1) writer.note(denial, during);
    await writer.write(after);
    await writer.write('2026-06-03T09:31:00.000Z');
    expect(said).not.toHaveBeenCalled();
    await writer.write('2026-06-03T09:31:01.000Z');
    away = false;
    await writer.write('2026-06-03T09:31:02.000Z');
    expect(said.mock.calls.join()).toContain('4 denied commands of 2026-06-03T09:15:00.000Z and later');
    expect(await stored(denial.organizationId)).toEqual([]);
    said.mockRestore();
  });
});
