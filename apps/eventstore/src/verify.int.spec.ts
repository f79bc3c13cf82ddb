import { sharedDatabase, startFromSources, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { allIsWell } from './log/all-is-well';
import { connectWriter } from './log/connection';
import { insertGroup } from './log/insert-group';
import { LogVerification } from './log/verify-log';
import { writeSmallLog } from './testing/small-log';

jest.setTimeout(60_000);

describe('annals eventstore verify', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await sharedDatabase('verify'); });
  afterAll(async () => { await database.drop(); });

  it('takes a stream that begins while it reads for none of its business, and one without events for damage', async () => {
    const other = await sharedDatabase('verifying');
    const [last] = (await writeSmallLog(other.url, 20, 5)).slice(-1);
    if (last === undefined) throw new Error('nothing was written');
    const { client } = await connectWriter(other.url);
    const verification = new LogVerification(client, true);
    await verification.verify({ from: 1, to: 20 });
    await insertGroup(client, [{ streamId: 5, event: { ...last, frame: undefined, position: 21, revision: 0, stream: 'later' } }], [{ id: 5, name: 'later' }]);
    await verification.verifyStreams();
    expect(verification.result).toMatchObject({ events: 20, streams: 4, damages: [] });
    await client.query('DELETE FROM eventstore.events WHERE stream_id = 5');
    await verification.verifyStreams();
    expect(verification.result.damages).toEqual(['The stored log is damaged in its list of streams (1 of 5 have no events): restore it from a backup.']);
    await client.end();
    await other.drop();
  });

  it('says that an empty log is empty', () => {
    expect(allIsWell({ events: 0, streams: 0 }, 0.1)).toBe('The log is empty: no event was ever stored in it.');
    expect(allIsWell({ events: 5, streams: 2 }, 0.1)).toBe('5 events in 2 streams verified in 0.1 s: positions 1 to 5 and the revisions of every stream are without gaps, every checksum is right.');
  });

  const verify = () => startFromSources('apps/eventstore/src/verify.ts', [], { ANNALS_DATABASE_URL: database.url }).ended;

  it('says that all is well, or lists every damaged place and ends with 1; without a log it says so', async () => {
    expect((await verify()).stderr).toMatch(/^annals eventstore verify: There is no log in the database .*\.\n$/);
    await writeSmallLog(database.url, 1500, 5);
    expect(await verify()).toMatchObject({ code: 0 });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`DELETE FROM eventstore.events WHERE position = 700; UPDATE eventstore.events SET checksum = 1 WHERE position = 1300; DELETE FROM eventstore.streams WHERE id = 200`);
    await client.end();
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr).toMatch(/annals eventstore verify: \d+ places of 1500 events are damaged\.\n$/);
    const places = ['at position 700 (the event is missing)', 'at position 1300 (its bytes do not match their checksum)', 'at position 200 (the event there belongs to stream small-199é)', 'in its list of streams'];
    for (const place of places) expect(stderr).toContain(`The stored log is damaged ${place}`);
  });
});
