import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { say, scaled, startPostgres } from '@annals/testing';
import { compareWithStored, median, sentence } from './contract/stored';
import { startEventStore } from './server';
import { writeThroughKills } from './testing/through-kills';

const KILLS = scaled(4, 50);
const IN_FLIGHT = 32;
/** Most come back while the appends still wait (2 s); a database that stays away makes their outcomes unknown. */
const LONGER_THAN_AN_APPEND_WAITS = 2500;
jest.setTimeout(scaled(120_000, 1_800_000));

describe('R3: a Postgres that is killed', () => {
  it(`${KILLS} times, all its processes at once, under ${IN_FLIGHT} appends in flight: the server comes back by itself, nothing acknowledged is lost or doubled`, async () => {
    const postgres = await startPostgres();
    const problems: string[] = [];
    const server = await startEventStore({
      databaseUrl: postgres.url,
      port: 0,
      report: (problem) => {
        problems.push(problem);
      },
    });
    const connect = () => EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    const [client, outside] = [connect(), connect()];
    const { restarts, report, reader } = await writeThroughKills(
      { client, outside, inFlight: IN_FLIGHT, kills: KILLS },
      async (times, following) => {
        await postgres.kill9();
        if (times % 4 === 3) await pause(LONGER_THAN_AN_APPEND_WAITS);
        await postgres.restart();
        const back = Date.now();
        await following.more(1); // the first one behind the kill
        return Date.now() - back;
      },
    );
    const { ids, ...figures } = await compareWithStored(client, report);
    say(
      `R3: ${KILLS} kills of Postgres: ${sentence(figures)}; serving again after Postgres p50 ${median(restarts)} ms, max ${Math.max(...restarts)} ms`,
    );
    expect(figures).toMatchObject({ lost: 0, doubled: 0, problems: [] });
    expect(figures.acknowledgedEvents).toBeGreaterThan(KILLS * 100);
    expect(Math.min(figures.retries, figures.unknown)).toBeGreaterThan(0);
    expect(problems).not.toEqual([]);
    // Its subscription may have lived through it all or been ended by a read that failed: it saw every event once
    // either way.
    await reader.until(ids.length);
    await reader.stop();
    expect(reader.ids).toEqual(ids);
    await Promise.all([client.dispose(), outside.dispose()]);
    await server.stop();
    await postgres.stop();
  });
});
