import { randomBytes, randomUUID } from 'node:crypto';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { plus, streamName, type Actor, type Instant } from '@annals/kernel';
import type { Denial } from '@annals/platform';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault, type DenialCounts } from '@annals/vault';
import { type INestApplicationContext, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, CqrsModule } from '@nestjs/cqrs';
import { startEventStore, type EventStoreServer } from '../../../../apps/eventstore/src/server';
import { RecordDenial, tellDenied } from '../commands/record-denial/tell-denied-minutes.job';
import { DeniedCommands } from './denied-commands.service';
import { MOST_TARGETS } from './tally';

const ROLE = 'annals_api';
const minute = '2026-06-03T09:15:00.000Z';
const during = plus(minute, { seconds: 20 });
const over = plus(minute, { minutes: 1, seconds: 10 });
const LEASE = { minutes: 1 };
const bob: Actor = 'user:bob';

@Module({})
class DenialsModule {}

describe('denied commands on a real event store and vault', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let one: Vault;
  let other: Vault;
  let store: EventStore;
  let app: INestApplicationContext;
  let now: Instant = during;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await sharedDatabase('denials');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    const open = () => new Vault({ databaseUrl: database.url, secrets, role: ROLE, clock: () => now });
    [one, other] = [open(), open()];
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: one.keys });
    const providers = [{ provide: EventStore, useValue: store }, RecordDenial.Handler];
    app = await NestFactory.createApplicationContext(
      { module: DenialsModule, imports: [CqrsModule.forRoot()], providers },
      { logger: false },
    );
  });
  beforeEach(() => {
    now = during;
  });
  afterAll(async () => {
    await app.close();
    await store.close();
    await server.stop();
    await Promise.all([one.close(), other.close()]);
    await database.drop();
  });

  const some = (more: Partial<Denial> = {}): Denial => ({
    organizationId: randomUUID(),
    actor: bob,
    permission: 'bots:toggle',
    target: { kind: 'bot', id: randomUUID() },
    ...more,
  });

  /** What an api process was asked for, until all of it is in the vault. */
  async function denied(vault: Vault, ...all: readonly Denial[]): Promise<void> {
    const api = new DeniedCommands(vault);
    for (const each of all) api.note(each);
    await api.settled();
  }

  /** What a worker does; `dies`: with the first event stored, and what it was told not removed. */
  async function tells(vault: Vault, dies = false): Promise<void> {
    const bus = app.get(CommandBus);
    const execute: typeof bus.execute = async (command: Command<unknown>) => {
      await bus.execute(command);
      throw new Error('killed');
    };
    await tellDenied({ vault, commands: dies ? { execute } : bus });
  }

  /** What is stored of an organization's denials in June. */
  async function stored(organizationId: string): Promise<LogEvent[]> {
    const found: LogEvent[] = [];
    for await (const event of store.read(streamName('denials', organizationId, '202606'))) found.push(event);
    return found;
  }
  const counts = async (organizationId: string) =>
    (await stored(organizationId)).map(({ data }) => Reflect.get(data, 'count') as number);

  it('of all processes are one event, when their minute is over, and not before', async () => {
    const denial = some();
    await Promise.all([denied(one, denial, denial), denied(other, denial)]);
    now = plus(over, { seconds: -1 });
    await tells(one);
    expect(await stored(denial.organizationId)).toEqual([]);
    now = over;
    await Promise.all([tells(one), tells(other)]);
    const { organizationId, permission, target } = denial;
    expect(await stored(organizationId)).toMatchObject([
      { type: 'CommandDenied', data: { permission, target, minute, count: 3 }, meta: { actor: bob } },
    ]);
  });

  it('of a worker that was killed are finished by another one: each is told once, with its whole count', async () => {
    const { organizationId, ...denial } = some();
    const targets = Array.from({ length: 3 }, () => some({ organizationId }));
    await denied(one, ...targets, { organizationId, ...denial }, ...targets);
    now = over;
    await expect(tells(one, true)).rejects.toThrow('killed');
    expect(await stored(organizationId)).toHaveLength(1);
    await tells(other); // the lease is the dead one's
    expect(await stored(organizationId)).toHaveLength(1);
    now = plus(over, LEASE);
    await tells(other);
    expect((await counts(organizationId)).sort()).toEqual([1, 2, 2, 2]);
    now = plus(now, LEASE);
    expect(await other.denials.take()).toBeUndefined();
  });

  it('of the next minute are counted anew', async () => {
    const denial = some();
    for (const at of [during, during, plus(during, { minutes: 1 })]) {
      now = at;
      await denied(one, denial);
    }
    now = plus(over, { minutes: 1 });
    await tells(one);
    expect(await counts(denial.organizationId)).toEqual([2, 1]);
  });

  it('of 10,000 targets that somebody made up, by way of two processes, are 21 events, and all are counted', async () => {
    const organizationId = randomUUID();
    const all = Array.from({ length: 10_000 }, () => some({ organizationId }));
    await Promise.all([denied(one, ...all.slice(5_000)), denied(other, ...all.slice(0, 5_000))]);
    now = over;
    await tells(one);
    const told = await counts(organizationId);
    expect([told.length, told.reduce((sum, count) => sum + count, 0)]).toEqual([MOST_TARGETS + 1, 10_000]);
  });

  it('wait in memory for a vault that is away; where the process ends before, the log says how many are lost', async () => {
    const said = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    let away = true;
    const change: DenialCounts['change'] = (...asked) =>
      away ? Promise.reject(new Error('it is away')) : one.denials.change(...asked);
    const [patient, ending] = [1, 2].map(() => new DeniedCommands({ denials: { change } }));
    const denial = some();
    for (let n = 0; n < 4; n += 1) for (const each of [patient, ending]) each?.note(denial);
    await patient?.write();
    await ending?.settled();
    expect(said.mock.calls.join()).toContain('4 denied commands will not be recorded');
    away = false;
    await patient?.write();
    now = over;
    await tells(one);
    expect(await counts(denial.organizationId)).toEqual([4]);
    await patient?.settled();
    said.mockRestore();
  });
});
