import { EventStoreDBClient, START } from '@eventstore/db-client';
import { sharedDatabase, startPostgres, startFromSources } from '@annals/testing';
import { follow, seen } from './contract/follow';
import { expectAllStored, writeUntil } from './contract/writers';
import { startEventStore } from './server';

const KILLS = 4;
const WRITERS = 16;
jest.setTimeout(120_000);

describe('durability', () => {
  it(`R2 113 kill -9 of the server ${KILLS} times under load: every acknowledged event once, in order, no gaps`, async () => {
    const database = await sharedDatabase('durability');
    const start = (port: number) => startFromSources('apps/eventstore/src/main.ts', ['--port', String(port)], { ANNALS_DATABASE_URL: database.url });
    let server = start(0);
    const port = Number((await server.ready)['port']);
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    let done = false;
    const writing = writeUntil(client, WRITERS, () => done);
    const restarts: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await moreEvents(client, 200);
      await server.kill9();
      const killed = Date.now();
      server = start(port);
      await server.ready;
      restarts.push(Date.now() - killed);
    }
    await moreEvents(client, 200);
    done = true;
    const report = await writing;
    expect(await expectAllStored(client, report)).toBeGreaterThan(KILLS * 200);
    expect(report.retries).toBeGreaterThan(0);
    expect(Math.max(...restarts)).toBeLessThan(15_000);
    await client.dispose();
    await server.kill9();
    await database.drop();
  });

  it(`R3 kill -9 of Postgres ${KILLS} times under load: the server comes back by itself, nothing acknowledged is lost or doubled`, async () => {
    const postgres = await startPostgres();
    const server = await startEventStore({ databaseUrl: postgres.url, port: 0, report: () => undefined });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    const live = follow(client.subscribeToAll({ fromPosition: START }), ({ type, id }) => (type === 'Written' ? id : undefined));
    let done = false;
    const writing = writeUntil(client, WRITERS, () => done);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await moreEvents(client, 200);
      await postgres.kill9();
      await postgres.restart();
    }
    await moreEvents(client, 200);
    done = true;
    const report = await writing;
    const stored = await expectAllStored(client, report);
    expect(stored).toBeGreaterThan(KILLS * 200);
    // The subscription that lived through it all saw each event once (it may have been ended by a failing read: then that is an error, no silence).
    if (!live.log.includes('error')) {
      await live.until(seen(stored));
      expect(new Set(live.events.map(({ id }) => id)).size).toBe(live.events.length);
    }
    await client.dispose();
    await server.stop();
    await postgres.stop();
  });

  it('R4 slow commits, 64 writers: a live subscription skips nothing', async () => {
    const database = await sharedDatabase('slow');
    let commits = 0;
    // Every third commit is held back while others queue up behind it: a store that numbers before it commits would show the later ones first.
    const server = await startEventStore({ databaseUrl: database.url, port: 0, commitDelay: async () => {
      commits += 1;
      if (commits % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
    } });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    const live = follow(client.subscribeToAll({ fromPosition: START }), ({ type, position }) => (type === 'Written' ? String(position?.commit) : undefined));
    let done = false;
    const writing = writeUntil(client, 64, () => done);
    await live.until(seen(2000));
    done = true;
    const report = await writing;
    const stored = [...report.acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
    await live.until(seen(stored));
    const positions = live.events.map(({ position }) => Number(position?.commit));
    expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index));
    expect(new Set(live.events.map(({ id }) => id))).toEqual(new Set([...report.acknowledged.values()].flat()));
    await client.dispose();
    await server.stop();
    await database.drop();
  });
});

/** Waits until `count` more events are in the log: by a subscription, which begins again when it is ended. */
async function moreEvents(client: EventStoreDBClient, count: number): Promise<void> {
  for (let missing = count; missing > 0;) {
    const one = follow(client.subscribeToAll({ fromPosition: 'end' }), ({ id }) => id);
    await Promise.race([one.until(seen(missing)), one.error]);
    missing -= one.events.length;
    await one.stop();
  }
}
