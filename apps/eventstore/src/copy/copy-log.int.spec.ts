import { RawStore, type RawEvent } from '@annals/eventstore';
import { sharedDatabase } from '@annals/testing';
import { numbered, unique } from '../contract/server-under-test';
import { between, oneServer, type OneServer } from '../testing/two-servers';
import { writeOddLog } from '../testing/odd-log';
import { compareLogs, copyLog, type Copied } from './copy-log';
import { theStart } from './meet';
import { belongsToServer } from './plan';
import { Revisions } from './revisions';
import { transfer } from './transfer';
import type { Verified } from './verify';

const quiet = (): void => undefined;

/**
 * What a log holds, the server's own events aside, told by the code under test's reader alone. Bytes as text: equal at
 * a glance.
 */
async function eventsOf({ url }: OneServer) {
  const raw = new RawStore(url);
  const found: RawEvent[] = [];
  for await (const events of raw.events()) found.push(...events.filter(({ stream }) => !belongsToServer(stream)));
  await raw.close();
  return found.map(({ position: _position, data, metadata, ...rest }) => ({
    ...rest,
    data: Buffer.from(data).toString('latin1'),
    metadata: Buffer.from(metadata).toString('latin1'),
  }));
}

const copy = (source: OneServer, target: OneServer): Promise<Copied> =>
  between(source, target, (route) => copyLog(route, quiet));
const compare = (source: OneServer, target: OneServer): Promise<Verified> =>
  between(source, target, (route) => compareLogs(route, quiet));

describe('copying a log', () => {
  let source: OneServer;
  let target: OneServer;
  beforeEach(async () => {
    [source, target] = await Promise.all([oneServer(sharedDatabase), oneServer(sharedDatabase)]);
  });
  afterEach(async () => {
    await Promise.all([source.stop(), target.stop()]);
  });

  it('brings every shape of event over, byte for byte and in order; then only what is new; and back again', async () => {
    await writeOddLog(source.client, source.url);
    const first = await copy(source, target);
    expect(first.differences).toEqual([]);
    const [ours, theirs] = [await eventsOf(source), await eventsOf(target)];
    expect(first).toMatchObject({
      events: ours.length,
      written: ours.length,
      streams: new Set(ours.map(({ stream }) => stream)).size,
    });
    expect([...first.left]).toEqual([['$log', 1]]);
    // Only what servers write by themselves may have another id.
    const serverMade = ours.filter(({ id }, index) => theirs[index]?.id !== id);
    expect(serverMade.every(({ type }) => type === '$metadata' || type === '$streamDeleted')).toBe(true);
    expect(serverMade).toHaveLength(first.serverMade);
    expect(theirs.map((event, index) => ({ ...event, id: ours[index]?.id === event.id ? event.id : '' }))).toEqual(
      ours.map((event) => ({ ...event, id: serverMade.includes(event) ? '' : event.id })),
    );

    await source.client.appendToStream(unique('later'), numbered(3));
    expect(await copy(source, target)).toMatchObject({ differences: [], written: 3, events: ours.length + 3 });
    expect(await copy(source, target)).toMatchObject({ differences: [], written: 0 });

    await target.client.appendToStream(unique('there'), numbered(2));
    expect(await copy(target, source)).toMatchObject({ differences: [], written: 2, events: ours.length + 5 });
  });

  it('goes on when the source grows meanwhile, and says nothing of what came after its end', async () => {
    const stream = unique('growing');
    await source.client.appendToStream(stream, numbered(500));
    let growing = true;
    const writing = (async () => {
      for (let round = 0; growing; round += 1) await source.client.appendToStream(`${stream}${round % 3}`, numbered(3));
    })();
    const during = await copy(source, target);
    growing = false;
    await writing;
    expect(during.differences).toEqual([]);
    expect(during.events).toBeGreaterThan(500);
    expect(await copy(source, target)).toMatchObject({ differences: [], events: (await eventsOf(source)).length });
    expect(await eventsOf(target)).toEqual(await eventsOf(source));
  });

  it('refuses a target that holds anything else, naming stream and revision, and writes nothing', async () => {
    await source.client.appendToStream('shared-1', numbered(3));
    await target.client.appendToStream('shared-1', numbered(1));
    await expect(copy(source, target)).rejects.toThrow(
      /^The target has revision 0 of stream shared-1 \(Counted, [-0-9a-f]{36}\), the source revision 0 of stream shared-1 \(Counted, [-0-9a-f]{36}\): they differ in id\.$/,
    );
    expect(await eventsOf(target)).toHaveLength(1);
  });

  it('refuses a target that has gone on by itself, and one with a stream of its own', async () => {
    await source.client.appendToStream('ours-1', numbered(2));
    await copy(source, target);
    await target.client.appendToStream('later-1', numbered(1));
    await expect(copy(source, target)).rejects.toThrow(
      /^The target goes on with revision 0 of stream later-1 .*, which the source does not have\.$/,
    );
    await source.client.appendToStream('ours-1', numbered(1));
    await expect(copy(source, target)).rejects.toThrow(
      /^The target has revision 0 of stream later-1 .* where the source has revision 2 of stream ours-1 /,
    );
    expect(await eventsOf(target)).toHaveLength(3);
  });

  it('finds its way when a request of an earlier run arrives behind its back, and stops when somebody else writes', async () => {
    const events = numbered(6);
    await source.client.appendToStream('late-1', events);
    const fromStart = () =>
      between(source, target, (route) => transfer(route, { from: theStart(), revisions: new Revisions() }, quiet));
    await target.client.appendToStream('late-1', events.slice(0, 2), { expectedRevision: 'no_stream' });
    expect(await fromStart()).toBe(6);
    expect(await eventsOf(target)).toEqual(await eventsOf(source));
    await source.client.appendToStream('other-1', numbered(1));
    await target.client.appendToStream('other-1', numbered(1));
    await expect(fromStart()).rejects.toThrow(/^The target has revision 0 of stream other-1 .* differ in id/);
  });

  it('compares only, when asked to: an equal, a shorter and a longer target', async () => {
    await source.client.appendToStream('some-1', numbered(20));
    await copy(source, target);
    expect(await compare(source, target)).toMatchObject({ events: 20, streams: 1, differences: [] });
    await source.client.appendToStream('some-2', numbered(1));
    expect((await compare(source, target)).differences).toEqual([
      expect.stringMatching(/^The target ends before revision 0 of stream some-2 /),
    ]);
    expect((await compare(target, source)).differences).toEqual([
      expect.stringMatching(/^The target goes on with revision 0 of stream some-2 /),
    ]);
    expect(await eventsOf(target)).toHaveLength(20);
  });
});
