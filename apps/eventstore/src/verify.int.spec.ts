import { sharedDatabase, startFromSources, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { allIsWell } from './log/all-is-well';
import { connectWriter } from './log/connection';
import { LogVerification } from './log/verify-log';
import { writeSmallLog } from './testing/small-log';

jest.setTimeout(60_000);

describe('annals eventstore verify', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await sharedDatabase('verify');
  });
  afterAll(async () => {
    await database.drop();
  });

  it('names a stream that is not found by its name once, and a key where no stream begins', async () => {
    const other = await sharedDatabase('verifying');
    await writeSmallLog(other.url, 20, 5); // four streams, interleaved
    const { client } = await connectWriter(other.url);
    await client.query(`UPDATE eventstore.events SET stream_key = NULL WHERE position = 2; UPDATE eventstore.events SET stream_key = 'elsewhere' WHERE position = 3;
      UPDATE eventstore.events SET stream_key = 'nowhere' WHERE position = 8`);
    const verification = new LogVerification(client, true);
    await verification.verify({ from: 1, to: 20 });
    const places = verification.result.damages.map((damage) => /damaged (.*): restore/.exec(damage)?.[1] ?? '');
    expect(places.filter((place) => place.includes('small-1é'))).toEqual([
      'in stream small-1é (it is not found by its name)',
    ]);
    expect(places.filter((place) => place.includes('small-2é'))).toEqual(
      [3, 7, 11, 15, 19].map((position) => `at position ${position} (the event there belongs to stream small-2é)`),
    );
    expect(places.filter((place) => place.includes('small-3é'))[0]).toBe(
      'in stream small-3é (it is not found by its name)',
    );
    expect(places.filter((place) => place.includes('small-0é'))).toEqual([]);
    await client.end();
    await other.drop();
  });

  it('says that an empty log is empty', () => {
    expect(allIsWell({ events: 0, streams: 0 }, 0.1)).toBe('The log is empty: no event was ever stored in it.');
    expect(allIsWell({ events: 5, streams: 2 }, 0.1)).toBe(
      '5 events in 2 streams verified in 0.1 s: positions 1 to 5 and the revisions of every stream are without gaps, every checksum is right.',
    );
  });

  const verify = () =>
    startFromSources('apps/eventstore/src/verify.ts', [], { ANNALS_DATABASE_URL: database.url }).ended;

  it('says that all is well, or lists every damaged place and ends with 1; without a log it says so', async () => {
    expect((await verify()).stderr).toMatch(/^annals eventstore verify: There is no log in the database .*\.\n$/);
    await writeSmallLog(database.url, 1500, 5);
    expect(await verify()).toMatchObject({ code: 0 });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `DELETE FROM eventstore.events WHERE position = 700; UPDATE eventstore.events SET checksum = 1 WHERE position = 1300; UPDATE eventstore.events SET stream_key = NULL WHERE stream_id = 200`,
    );
    await client.end();
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr).toMatch(/annals eventstore verify: \d+ places of 1500 events are damaged\.\n$/);
    const places = [
      'at position 700 (the event is missing)',
      'at position 1300 (its bytes do not match their checksum)',
      'in stream small-199é (it is not found by its name)',
    ];
    for (const place of places) expect(stderr).toContain(`The stored log is damaged ${place}`);
  });
});
