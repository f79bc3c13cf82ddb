import { EventStoreDBClient } from '@eventstore/db-client';
import { say, scaled, sharedDatabase, startFromSources } from '@annals/testing';
import { fill } from './contract/fill';
import { compareWithStored, median, sentence } from './contract/stored';
import { writeThroughKills } from './testing/through-kills';

const KILLS = scaled(4, 100);
const IN_FLIGHT = 32;
const BEFORE = scaled(1000, 1_000_000);
/** The design promises 5 s; beside other tests on the same two cores a start takes longer. */
const RESTART_WITHIN = scaled(15_000, 5000);
jest.setTimeout(scaled(120_000, 3_600_000));

describe('R2: an event store that is killed', () => {
  it(`113 ${KILLS} times under ${IN_FLIGHT} appends in flight keeps every acknowledged event once, in order, without gaps; the rest wholly or not at all`, async () => {
    const database = await sharedDatabase('r2');
    const start = (port: number) =>
      startFromSources('apps/eventstore/src/main.ts', ['--insecure', '--port', String(port)], {
        ANNALS_DATABASE_URL: database.url,
      });
    let server = start(0);
    const port = Number((await server.ready)['port']);
    const [client, outside] = [
      EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`),
      EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`),
    ];
    const filled = await fill(client, BEFORE);
    const { restarts, report, reader } = await writeThroughKills(
      { client, outside, inFlight: IN_FLIGHT, kills: KILLS, after: filled },
      async () => {
        await server.kill9();
        const killed = Date.now();
        server = start(port);
        await server.ready;
        return Date.now() - killed;
      },
    );
    const { ids, ...figures } = await compareWithStored(client, report, filled);
    say(
      `R2: ${KILLS} kills of the event store, ${BEFORE} events before: ${sentence(figures)}; restart p50 ${median(restarts)} ms, max ${Math.max(...restarts)} ms`,
    );
    expect(figures).toMatchObject({ lost: 0, doubled: 0, problems: [] });
    expect(figures.acknowledgedEvents).toBeGreaterThan(KILLS * 100);
    expect(Math.min(figures.retries, figures.unknown)).toBeGreaterThanOrEqual(KILLS);
    await reader.until(ids.length);
    await reader.stop();
    expect(reader.interruptions).toBeGreaterThanOrEqual(KILLS);
    expect(reader.ids).toEqual(ids);
    expect(Math.max(...restarts)).toBeLessThan(RESTART_WITHIN);
    await Promise.all([client.dispose(), outside.dispose()]);
    await server.kill9();
    await database.drop();
  });
});
