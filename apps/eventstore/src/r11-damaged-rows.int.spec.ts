import { randomInt } from 'node:crypto';
import { EventStoreDBClient, UnknownError, binaryEvent, type ResolvedEvent } from '@eventstore/db-client';
import { say, scaled, sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { all, errorOf } from './contract/server-under-test';
import { LogVerification } from './log/verify-log';
import type { StoredEvent } from './log/types';
import { startEventStore, type EventStoreServer } from './server';
import { damages, type Damage, type Victims } from './testing/damages';
import { writeSmallLog } from './testing/small-log';

const EVENTS = 500;
const PER_STREAM = 5;
const ROUNDS = scaled(42, 1008);
const DATA_LOSS = 15;
jest.setTimeout(scaled(60_000, 900_000));

describe('R11: rows of the log that are not what was written', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let client: EventStoreDBClient;
  let superuser: Client;
  let log: StoredEvent[];
  const problems: string[] = [];

  beforeAll(async () => {
    database = await sharedDatabase('damage');
    log = await writeSmallLog(database.url, EVENTS, PER_STREAM);
    server = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      report: (problem) => {
        problems.push(problem);
      },
    });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    superuser = new Client({ connectionString: database.url });
    await superuser.connect();
    await superuser.query('CREATE TABLE whole_events AS TABLE eventstore.events');
  });
  afterAll(async () => {
    await client.dispose();
    await superuser.end();
    await server.stop();
    await database.drop();
  });

  const at = (position: number): StoredEvent => {
    const event = log[position - 1];
    if (event === undefined) throw new Error(`nothing was written at ${position}`);
    return event;
  };
  const spoil = async (damage: Damage, victims: Victims): Promise<void> => {
    await superuser.query(['BEGIN', ...damage.statements(victims), 'COMMIT'].join(';\n'));
  };
  const repair = (): Promise<unknown> =>
    superuser.query(`BEGIN;
    DELETE FROM eventstore.events e WHERE NOT EXISTS (SELECT FROM whole_events w WHERE w = e);
    INSERT INTO eventstore.events SELECT * FROM whole_events w WHERE NOT EXISTS (SELECT FROM eventstore.events e WHERE e.position = w.position); COMMIT`);

  /** Reads to the end or to the error, which may only be the one that says that data is lost. */
  async function served(events: AsyncIterable<ResolvedEvent>): Promise<{ count: number; isRefused: boolean }> {
    let count = 0;
    try {
      for await (const { event } of events) {
        expectWritten(event);
        count += 1;
      }
      return { count, isRefused: false };
    } catch (error) {
      if (!(error instanceof UnknownError)) throw error;
      expect(error.code).toBe(DATA_LOSS);
      expect(error.message).toMatch(/The stored log is damaged .*: restore it from a backup\./s);
      return { count, isRefused: true };
    }
  }

  function expectWritten(event: ResolvedEvent['event']): void {
    const { stream, revision, id, type, isJson, created, data, metadata } = at(Number(event?.position?.commit));
    const bytes = (value: unknown): Buffer => Buffer.from(value instanceof Uint8Array ? value : []);
    expect({
      stream: event?.streamId,
      revision: event?.revision,
      id: event?.id,
      type: event?.type,
      isJson: event?.isJson,
      created: event?.created.getTime(),
    }).toEqual({ stream, revision: BigInt(revision), id, type, isJson, created });
    if (!isJson) expect(bytes(event?.data).equals(data) && bytes(event?.metadata).equals(metadata)).toBe(true);
  }

  async function verified(): Promise<readonly string[]> {
    const { rows } = await superuser.query<{ end: number }>(
      'SELECT max(position)::int AS end FROM eventstore.events WHERE position < 100000',
    );
    const verification = new LogVerification(superuser, true);
    await verification.verify({ from: 1, to: Math.max(EVENTS, rows[0]?.end ?? 0) });
    return verification.result.damages;
  }

  it(`${ROUNDS} random damages of ${damages.length} kinds: each is found, none is served, other streams go on`, async () => {
    expect(await verified()).toEqual([]);
    const refused = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const damage = damages[round % damages.length];
      const position = 1 + randomInt(EVENTS);
      const other = 1 + ((position + randomInt(EVENTS - 1)) % EVENTS);
      if (damage === undefined) throw new Error('no damage');
      await spoil(damage, { position, other });
      expect({ damage: damage.name, found: (await verified()).length > 0 }).toEqual({
        damage: damage.name,
        found: true,
      });
      const from = { commit: BigInt(Math.max(1, position - 3)), prepare: BigInt(Math.max(1, position - 3)) };
      const before = { commit: BigInt(position + 1), prepare: BigInt(position + 1) };
      const reads = [
        await served(client.readAll({ fromPosition: from, maxCount: 7 })),
        await served(
          client.readAll({ fromPosition: position === EVENTS ? 'end' : before, direction: 'backwards', maxCount: 2 }),
        ),
      ];
      reads.push(await served(client.readStream(at(position).stream)));
      if (reads.some(({ isRefused }) => isRefused)) refused.set(damage.name, (refused.get(damage.name) ?? 0) + 1);
      const bystander =
        log.find(({ stream: name }) => name !== at(position).stream && name !== at(other).stream)?.stream ?? '';
      expect(await served(client.readStream(bystander))).toEqual({ count: PER_STREAM, isRefused: false });
      await repair();
    }
    // Only the column of ids serves nobody: it is searched when an append is repeated.
    expect([...refused.keys()].sort()).toEqual(
      damages
        .map(({ name }) => name)
        .filter((name) => name !== 'the id')
        .sort(),
    );
    expect(await verified()).toEqual([]);
    say(
      `R11: ${ROUNDS} of ${ROUNDS} damages found; refused to readers: ${JSON.stringify(Object.fromEntries(refused))}`,
    );
  });

  it('damage is reported once, however often it is read', async () => {
    await superuser.query('UPDATE eventstore.events SET checksum = checksum + 1 WHERE position = 77');
    for (let read = 0; read < 3; read += 1)
      expect(await errorOf(all(client.readStream(at(77).stream)))).toBeInstanceOf(UnknownError);
    expect(
      problems.filter((problem) =>
        problem.includes(`at revision ${at(77).revision} of stream ${at(77).stream} (its bytes`),
      ),
    ).toHaveLength(1);
    await repair();
  });

  it('an append to a stream whose newest event is damaged is refused, one to another stream beside it is not', async () => {
    const [cold] = await coldStreams();
    await superuser.query(
      `UPDATE eventstore.events SET frame = frame || '\\x00'::bytea WHERE stream_id = ${cold?.id ?? 0}`,
    );
    const event = () => binaryEvent({ type: 'Late', data: Buffer.from('late') });
    const [damaged, whole] = await Promise.allSettled([
      client.appendToStream(cold?.name ?? '', event()),
      client.appendToStream('another-1', event()),
    ]);
    expect(damaged).toMatchObject({
      status: 'rejected',
      reason: {
        message: expect.stringMatching(
          /The stored log is damaged at revision \d+ of stream .* \(its bytes do not match their checksum\)/,
        ) as string,
      },
    });
    await expect(client.deleteStream(cold?.name ?? '')).rejects.toThrow('The stored log is damaged');
    expect(whole).toMatchObject({ status: 'fulfilled', value: { success: true } });
    await repair();
  });

  /** Streams that this server has not looked at: their state is read from the tables. */
  async function coldStreams(): Promise<{ id: number; name: string }[]> {
    return (
      await superuser.query<{ id: number; name: string }>(
        `SELECT stream_id::int AS id, convert_from(stream_key, 'UTF8') AS name FROM eventstore.events WHERE stream_key IS NOT NULL ORDER BY stream_id DESC LIMIT 1`,
      )
    ).rows;
  }
});
