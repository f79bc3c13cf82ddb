import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { writeSmallLog } from '../testing/small-log';
import { UNKNOWN_FAMILY } from './family';
import { Heads } from './heads';
import { LogReader } from './log-reader';
import { streamNames } from './stream-names';

const EVENTS = 20;

describe('what is known of streams', () => {
  let database: TestDatabase;
  let client: Client;
  let reader: LogReader;
  const reports: string[] = [];
  beforeEach(async () => {
    database = await sharedDatabase('heads');
    await writeSmallLog(database.url, EVENTS, 5); // small-0é to small-3é, taking turns
    client = new Client({ connectionString: database.url });
    await client.connect();
    reader = new LogReader(database.url, (problem) => { reports.push(problem); });
    reports.length = 0;
  });
  afterEach(async () => { await client.end(); await reader.close(); await database.drop(); });

  const load = async (heads: Heads, name: string): Promise<number | undefined> => (await heads.load(client, [name], EVENTS)).get(name)?.stream.last;
  const whyNot = async (loading: Promise<void>): Promise<string> => loading.then(() => '', (error: unknown) => String(error));

  it.each([
    ['its first event is gone', 'DELETE FROM eventstore.events WHERE position = 2'],
    ['its key is gone', 'UPDATE eventstore.events SET stream_key = NULL WHERE position = 2'],
    ['its key is another one', `UPDATE eventstore.events SET stream_key = 'small-x' WHERE position = 2`],
  ])('a stream that is not found by its name, since %s, is damage for whoever asks for it, and known at start; others go on', async (_, damage) => {
    const heads = new Heads();
    await heads.names.load(streamNames(reader));
    await client.query(damage);
    const cold = new Heads();
    expect(await whyNot(cold.names.load(streamNames(reader)))).toContain('in stream small-1é (it is not found by its name)');
    expect(reports).toEqual(['The stored log is damaged in stream small-1é (it is not found by its name): restore it from a backup.']);
    for (const either of [heads, cold]) {
      await expect(load(either, 'small-1é')).rejects.toThrow('The stored log is damaged in stream small-1é (it is not found by its name)');
      expect(await load(either, 'small-3é')).toBe(4);
      expect(await load(either, 'never written')).toBe(-1);
    }
  });

  it('a stream of which nothing is left is missed at start by its number', async () => {
    await client.query('DELETE FROM eventstore.events WHERE stream_id = 3');
    expect(await whyNot(new Heads().names.load(streamNames(reader)))).toContain('among its streams (number 3 is missing)');
  });

  it('a name that has the hash of another one is that of a new stream', async () => {
    const heads = new Heads();
    await heads.names.load(streamNames(reader));
    heads.names.add('new');
    expect((await heads.load(client, ['new'], EVENTS)).get('new')).toEqual(UNKNOWN_FAMILY);
  });
});
