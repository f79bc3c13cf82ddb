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
    reader = new LogReader(database.url, (problem) => {
      reports.push(problem);
    });
    reports.length = 0;
  });
  afterEach(async () => {
    await client.end();
    await reader.close();
    await database.drop();
  });

  const load = async (heads: Heads, name: string): Promise<number | undefined> =>
    (await heads.load(client, [name], EVENTS)).get(name)?.stream.last;
  const whyNot = async (loading: Promise<void>): Promise<string> =>
    loading.then(
      () => '',
      (error: unknown) => String(error),
    );

  it.each([
    ['its first event is gone', 'DELETE FROM eventstore.events WHERE position = 2'],
    ['its key is gone', 'UPDATE eventstore.events SET stream_key = NULL WHERE position = 2'],
    ['its key is another one', `UPDATE eventstore.events SET stream_key = 'small-x' WHERE position = 2`],
  ])(
    'a stream that is not found by its name, since %s, is damage for whoever asks for it, and known at start; others go on',
    async (_, damage) => {
      const heads = new Heads();
      await heads.names.load(streamNames(reader));
      await client.query(damage);
      const cold = new Heads();
      expect(await whyNot(cold.names.load(streamNames(reader)))).toContain(
        'in stream small-1é (it is not found by its name)',
      );
      expect(reports).toEqual([
        'The stored log is damaged in stream small-1é (it is not found by its name): restore it from a backup.',
      ]);
      for (const either of [heads, cold]) {
        await expect(load(either, 'small-1é')).rejects.toThrow(
          'The stored log is damaged in stream small-1é (it is not found by its name)',
        );
        expect(await load(either, 'small-3é')).toBe(4);
        expect(await load(either, 'never written')).toBe(-1);
      }
    },
  );

  it('a stream of which nothing is left is missed at start by its number', async () => {
    await client.query('DELETE FROM eventstore.events WHERE stream_id = 3');
    expect(await whyNot(new Heads().names.load(streamNames(reader)))).toContain(
      'among its streams (number 3 is missing)',
    );
  });

  it('names are read page by page, and behind any gap', async () => {
    const other = await sharedDatabase('manynames');
    const names = (await writeSmallLog(other.url, 3500, 1)).map(({ stream }) => stream);
    const elsewhere = new LogReader(other.url, () => undefined);
    const whole = new Heads();
    await whole.names.load(streamNames(elsewhere));
    expect(names.filter((name) => !whole.names.has(name))).toEqual([]);
    expect(whole.get('never written')).toEqual(UNKNOWN_FAMILY);
    const superuser = new Client({ connectionString: other.url });
    await superuser.connect();
    await superuser.query('DELETE FROM eventstore.events WHERE stream_id BETWEEN 501 AND 1700');
    const rest = new Heads();
    expect(await whyNot(rest.names.load(streamNames(elsewhere)))).toContain(
      'among its streams (number 501 is missing)',
    );
    expect(names.filter((name) => !rest.names.has(name))).toEqual(names.slice(500, 1700));
    await superuser.end();
    await elsewhere.close();
    await other.drop();
  });

  it('metadata of metadata is that of no stream that was lost', async () => {
    const heads = new Heads();
    heads.names.add('$$small-1é'); // as if it had been there and were lost
    await client.query('UPDATE eventstore.events SET stream_key = NULL WHERE position = 1');
    expect((await heads.load(client, ['$$small-2é'], EVENTS)).get('$$small-2é')).toEqual(UNKNOWN_FAMILY);
    await expect(heads.load(client, ['small-1é'], EVENTS)).rejects.toThrow(
      'in stream $$small-1é (it is not found by its name)',
    );
    await expect(heads.load(client, ['$$small-1é'], EVENTS)).rejects.toThrow(
      'in stream $$small-1é (it is not found by its name)',
    );
  });

  it('a stream that begins behind the position that is asked for is not there yet; one whose position is damaged is lost', async () => {
    const heads = new Heads();
    await heads.names.load(streamNames(reader));
    expect((await heads.load(client, ['small-3é'], 3)).get('small-3é')).toEqual(UNKNOWN_FAMILY);
    await client.query(
      'DELETE FROM eventstore.events WHERE stream_id = 4 AND revision > 0; UPDATE eventstore.events SET position = 1000000 WHERE stream_id = 4',
    );
    await expect(load(heads, 'small-3é')).rejects.toThrow('in stream small-3é');
  });

  it('a name that has the hash of another one is that of a new stream', async () => {
    const heads = new Heads();
    await heads.names.load(streamNames(reader));
    heads.names.add('new');
    expect((await heads.load(client, ['new'], EVENTS)).get('new')).toEqual(UNKNOWN_FAMILY);
  });
});
