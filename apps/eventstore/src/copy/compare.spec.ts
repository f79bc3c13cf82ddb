import type { RawEvent } from '@annals/eventstore';
import { TOMBSTONE } from '../log/types';
import { examine } from './examine';
import type { Log } from './meet';
import { verify } from './verify';

const nothing = (): void => undefined;
const bytes = (text: string): Uint8Array => Buffer.from(text);

interface Short {
  readonly at: string;
  readonly type?: string;
  readonly data?: string;
  readonly id?: string;
  readonly metadata?: string;
  readonly isJson?: boolean;
}

/** A log in memory, of events at "revision@stream": for what no running server stores (damage, scavenged events). */
function logOf(events: readonly Short[], each = 2): Log {
  const all = events.map(
    ({ at, type = 'Happened', data = '{}', metadata = '', id = `id of ${at}`, isJson = true }, index): RawEvent => {
      const [revision, stream] = at.split('@');
      return {
        id,
        stream: String(stream),
        revision: Number(revision),
        type,
        isJson,
        data: bytes(data),
        metadata: bytes(metadata),
        position: { commit: BigInt(index + 1), prepare: BigInt(index + 1) },
      };
    },
  );
  return {
    async *events(after) {
      const rest = all.filter(({ position }) => position.commit > (after?.commit ?? 0n));
      for (let from = 0; from < rest.length; from += each) yield await Promise.resolve(rest.slice(from, from + each));
    },
  };
}

const some: readonly Short[] = [{ at: '0@a' }, { at: '0@b' }, { at: '1@a' }, { at: '2@a' }, { at: '1@b' }];
const differences = async (source: readonly Short[], target: readonly Short[]) =>
  (await verify({ source: logOf(source), target: logOf(target, 3) }, nothing)).differences;
const changed = (change: Partial<Short>): readonly Short[] =>
  some.map((event, index) => (index === 2 ? { ...event, ...change } : event));

describe('comparing two logs', () => {
  it('finds equal logs equal, in whatever pieces they come, without the servers’ own streams', async () => {
    const source = [{ at: '0@$log' }, ...some, { at: '0@$$$stats' }];
    const result = await verify(
      { source: logOf(source, 1), target: logOf([...some.slice(0, 3), { at: '0@$scavenges' }, ...some.slice(3)], 4) },
      nothing,
    );
    expect(result).toMatchObject({ events: 5, streams: 2, serverMade: 0, differences: [] });
    expect([...result.left]).toEqual([
      ['$log', 1],
      ['$$$stats', 1],
    ]);
  });

  it.each([
    ['id', { id: 'x' }],
    ['type', { type: 'Other' }],
    ['data', { data: '{ }' }],
    ['metadata', { metadata: '{}' }],
    ['content type', { isJson: false }],
  ])('finds another %s', async (part, change) => {
    expect(await differences(some, changed(change))).toEqual([
      expect.stringMatching(new RegExp(`^The target has revision 1 of stream a .*: they differ in ${part}\\.$`)),
    ]);
  });

  it('finds another order, a missing and a further event', async () => {
    const [first, second, third, ...rest] = some;
    expect(
      await differences(
        some,
        [second, first, third, ...rest].filter((event) => event !== undefined),
      ),
    ).toEqual([
      expect.stringMatching(/^The target has revision 0 of stream b .* where the source has revision 0 of stream a /),
    ]);
    expect(await differences(some, some.slice(0, 4))).toEqual([
      expect.stringMatching(/^The target ends before revision 1 of stream b /),
    ]);
    expect(await differences(some.slice(0, 4), some)).toEqual([
      expect.stringMatching(/^The target goes on with revision 1 of stream b .* Copy into an empty event store, or /),
    ]);
  });

  it('tells the first differences when there are many', async () => {
    const many = Array.from({ length: 50 }, (_, revision) => ({ at: `${revision}@a` }));
    const told = await differences(
      many,
      many.map((event) => ({ ...event, data: '[]' })),
    );
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toBe('There may be more differences.');
  });

  it('lets metadata that servers write by themselves have another id and other spaces, and nothing else', async () => {
    const deleted = { at: '0@$$a', type: '$metadata', data: '{"$tb":9223372036854775807}' };
    const log = (data: string, id: string) => [
      { at: '0@a' },
      deleted,
      { at: '1@a' },
      { at: '1@$$a', type: '$metadata', data, id },
    ];
    expect(await differences(log('{"$tb":1,"x":2}', 'one'), log('{ "x": 2, "$tb": 1 }', 'other'))).toEqual([]);
    expect(await differences(log('{"$tb":1}', 'one'), log('{"$tb":2}', 'other'))).toEqual([
      expect.stringMatching(/differ in data\.$/),
    ]);
  });
});

describe('looking at a log before it is copied', () => {
  const refusal = (source: readonly Short[], target: readonly Short[] = []) =>
    examine({ source: logOf(source), target: logOf(target) }, nothing);

  it('says where the target ends', async () => {
    expect(await refusal(some, some.slice(0, 3))).toMatchObject({
      total: 5,
      meeting: { events: 3, sourceAfter: { commit: 3n }, targetAfter: { commit: 3n } },
    });
  });

  it('refuses streams whose beginning was scavenged, events that are too large, and what no server repeats', async () => {
    await expect(refusal([{ at: '0@a' }, { at: '3@b' }])).rejects.toThrow(
      /^The source has revision 3 of stream b .* what was before it was scavenged/,
    );
    await expect(refusal([{ at: '0@a', data: 'x'.repeat(1024 * 1024) }])).rejects.toThrow(
      /^The source has revision 0 of stream a .* with 1048592 bytes .* take 1048576 at most\.$/,
    );
    const deleted = { at: '0@$$a', type: '$metadata', data: '{"$tb":9223372036854775807}' };
    await expect(refusal([{ at: '0@a' }, deleted, { at: '1@a' }, { at: '0@b' }])).rejects.toThrow(
      /^The source wrote revision 1 of the deleted stream a /,
    );
  });

  it('E2: refuses metadata of a stream that had ended, by its name, and still compares two logs that have them', async () => {
    const metadata = (revision: number): Short => ({
      at: `${revision}@$$a`,
      type: '$metadata',
      data: '{"$maxCount":3}',
    });
    const log: readonly Short[] = [
      { at: '0@a' },
      metadata(0),
      { at: `${TOMBSTONE}@a`, type: '$streamDeleted', isJson: false },
      { at: '0@b' },
      metadata(1),
    ];
    await expect(refusal(log)).rejects.toThrow(
      /^The source has revision 1 of stream \$\$a \(\$metadata, id of 1@\$\$a\) behind the tombstone of its stream, .*: nothing was written\.$/,
    );
    await expect(refusal(log, log.slice(0, 3))).rejects.toThrow(/behind the tombstone of its stream/);
    expect(await refusal(log.slice(0, 4))).toMatchObject({ total: 4 });
    expect(await differences(log, log)).toEqual([]);
  });
});
