import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { emmett } from './emmett.mts';
import { atOnce, builtFile } from './harness.mts';
import { database, interleaved, number, times, type Row } from './table.mts';

const { EventLog } = builtFile(
  'apps/eventstore/src/log/event-log.js',
) as typeof import('../../apps/eventstore/src/log/event-log');

/** About 200 bytes of event: what every row of this file writes. */
const DATA = Buffer.from(JSON.stringify({ name: 'Halden Freight', note: randomBytes(60).toString('hex') }));
const METADATA = Buffer.from('{"actor":"system:bench"}');
const event = () => ({ id: randomUUID(), type: 'OrganizationRenamed', isJson: true, data: DATA, metadata: METADATA });
const BYTES = DATA.length + METADATA.length;
/** Turns within a round. */
const SLICES = 10;

/** The log of the embedded event store in this process: group commit, without the protocol around it. */
export async function groupCommit(databaseUrl: string) {
  const log = await EventLog.open({
    databaseUrl,
    commitDelay: undefined,
    onFenced: (reason) => {
      throw reason;
    },
    report: () => undefined,
  });
  /** @param expected what is expected of the stream @param count events in one append */
  const append = (stream: string, expected: 'no_stream' | 'any' | bigint, count = 1) =>
    new Promise<number>((resolve, reject) => {
      log.submit({
        kind: 'append',
        stream,
        expected,
        events: Array.from({ length: count }, event),
        bytes: count * BYTES,
        deadline: Date.now() + 60_000,
        settle: (outcome) => {
          if (outcome.kind === 'success') resolve(outcome.revision);
          else reject(new Error(`An append ended with ${outcome.kind}`));
        },
      });
    });
  return {
    append,
    newStreams: (inFlight: number, total: number) =>
      atOnce(inFlight, total, () => append(`organization-${randomUUID()}`, 'no_stream')),
    close: async () => {
      await log.stopWriting(1000);
      await log.close();
    },
  };
}

// The events of the log as one table, with its three indexes: what a store without group commit has to do at least.
const RAW_TABLE = `create table raw (position bigserial primary key, stream_id bigint not null, revision bigint not null, event_id uuid not null, type text not null,
  is_json boolean not null, created bigint not null, data bytea not null, metadata bytea not null, unique (stream_id, revision));
create index on raw (event_id)`;
const RAW_INSERT =
  'insert into raw (stream_id, revision, event_id, type, is_json, created, data, metadata) values ($1, $2, $3, $4, $5, $6, $7, $8)';

/**
 * One INSERT and one commit for each event, on as many connections as there are in flight: the fastest that Postgres
 * answers without batching.
 */
async function rawInsert(databaseUrl: string, connections: number) {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  await clients[0]?.query(RAW_TABLE);
  let streamId = 0;
  const insert = (client: pg.Client) =>
    client.query({
      name: 'raw',
      text: RAW_INSERT,
      values: [(streamId += 1), 0, randomUUID(), 'OrganizationRenamed', true, Date.now(), DATA, METADATA],
    });
  return {
    run: async (inFlight: number, total: number) => {
      const free = clients.slice(0, inFlight);
      return await atOnce(inFlight, total, async () => {
        const client = free.pop();
        if (client === undefined) throw new Error('More in flight than connections');
        await insert(client);
        free.push(client);
      });
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

/** P1 and P2: one event into a new stream, in the process of the log. */
export async function appendRows(adminUrl: string): Promise<Row[]> {
  const ours = await groupCommit(await database(adminUrl, 'append_ours'));
  const raw = await rawInsert(await database(adminUrl, 'append_raw'), 32);
  const theirs = await emmett(await database(adminUrl, 'append_theirs'));
  try {
    await ours.newStreams(32, 5000);
    await raw.run(32, 2000);
    await theirs.appends(32, 500);
    const many = await interleaved(
      'P1',
      {
        ours: async () => (await ours.newStreams(32, 4000)).perSecond,
        raw: async () => (await raw.run(32, 2000)).perSecond,
        emmett: async () => (await theirs.appends(32, 300)).perSecond,
      },
      SLICES,
    );
    const one = await interleaved(
      'P2',
      {
        ours: async () => (await ours.newStreams(1, 300)).perSecond,
        raw: async () => (await raw.run(1, 300)).perSecond,
        emmett: async () => (await theirs.appends(1, 60)).perSecond,
      },
      SLICES,
    );
    return [
      {
        id: 'P1',
        what: 'group commit, 1 event into a new stream, 32 in flight, per second',
        ours: number(many.ours),
        peer: `${number(many.emmett)} (appendToStream)`,
        limit: `${number(many.raw)} (INSERT on 32 connections)`,
        ratio: `${times(many.ours / many.raw)} raw, ${times(many.ours / many.emmett)} Emmett`,
        goal: '>= 2x, >= 8x',
      },
      {
        id: 'P2',
        what: 'the same, 1 in flight',
        ours: number(one.ours),
        peer: `${number(one.emmett)} (appendToStream)`,
        limit: `${number(one.raw)} (INSERT)`,
        ratio: `${times(one.ours / one.raw)} raw`,
        goal: '>= 0.8x',
      },
    ];
  } finally {
    await Promise.all([ours.close(), raw.close(), theirs.close()]);
  }
}
