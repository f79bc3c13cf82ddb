import { decide, type AppendVerdict, type ExpectedRevision, type StreamFacts } from './expected-revision';
import { TOMBSTONE } from './types';

/** A stream that holds these ids, one per revision. */
function stream(ids: string[], more: Partial<StreamFacts> = {}): StreamFacts {
  return {
    last: ids.length - 1,
    tombstoned: false,
    softDeleted: false,
    hasMetadata: false,
    firstRevisionOf: (id) => (ids.includes(id) ? ids.indexOf(id) : undefined),
    idAt: (revision) => ids[revision],
    ...more,
  };
}
const APPEND: AppendVerdict = { outcome: 'append' };
const WRONG: AppendVerdict = { outcome: 'wrong-expected-revision' };
const DELETED: AppendVerdict = { outcome: 'stream-deleted' };
const again = (revision: number): AppendVerdict => ({ outcome: 'idempotent', revision });
const words: ExpectedRevision[] = ['any', 'no_stream', 'stream_exists', 0n, 9n];

describe('expected revision', () => {
  it('rule 1: a tombstone ends everything', () => {
    for (const expected of words)
      expect(decide(expected, ['a'], stream([], { tombstoned: true, last: TOMBSTONE }))).toEqual(DELETED);
  });
  it('rule 2: stream_exists', () => {
    expect(decide('stream_exists', ['a'], stream([]))).toEqual(WRONG);
    expect(decide('stream_exists', ['a'], stream([], { hasMetadata: true }))).toEqual(APPEND);
    expect(decide('stream_exists', ['b'], stream(['a']))).toEqual(APPEND);
    expect(decide('stream_exists', ['b'], stream(['a'], { softDeleted: true }))).toEqual(DELETED);
  });
  it('rule 3: any and stream_exists know ids again', () => {
    for (const expected of ['any', 'stream_exists'] as const) {
      expect(decide(expected, ['a', 'b'], stream(['a', 'b', 'c']))).toEqual(again(1));
      expect(decide(expected, ['a', 'x'], stream(['a', 'b']))).toEqual(WRONG);
      expect(decide(expected, ['x', 'a'], stream(['a', 'b']))).toEqual(APPEND);
      expect(decide(expected, [], stream(['a']))).toEqual(APPEND);
    }
    expect(decide('any', ['a', 'a', 'a'], stream(['a', 'a', 'a']))).toEqual(again(0));
    expect(decide('any', ['a'], stream(['a'], { softDeleted: true }))).toEqual(again(0));
  });
  it('rule 4: behind the end, the ids decide', () => {
    expect(decide('no_stream', ['a', 'b'], stream(['a', 'b', 'c']))).toEqual(again(1));
    expect(decide(0n, ['b', 'c'], stream(['a', 'b', 'c']))).toEqual(again(2));
    expect(decide('no_stream', ['x'], stream(['a']))).toEqual(WRONG);
    expect(decide('no_stream', ['x'], stream(['a'], { softDeleted: true }))).toEqual(APPEND);
    expect(decide(0n, ['x'], stream(['a', 'b'], { softDeleted: true }))).toEqual(WRONG);
    expect(decide('no_stream', ['a', 'b', 'c'], stream(['a', 'b']))).toEqual(WRONG);
    expect(decide('no_stream', ['a', 'x'], stream(['a', 'b'], { softDeleted: true }))).toEqual(WRONG);
    expect(decide('no_stream', [], stream(['a']))).toEqual(WRONG);
    expect(decide('no_stream', ['a', 'a'], stream(['a', 'a', 'a']))).toEqual(again(1));
  });
  it('rule 5: ahead of the end is wrong, at the end ids do not count', () => {
    expect(decide(3n, ['x'], stream(['a']))).toEqual(WRONG);
    expect(decide(0n, ['x'], stream([]))).toEqual(WRONG);
    expect(decide(0n, ['a'], stream(['a']))).toEqual(APPEND);
    expect(decide('no_stream', ['a'], stream([]))).toEqual(APPEND);
    expect(decide((1n << 64n) - 1n, ['a'], stream(['a']))).toEqual(WRONG);
  });

  /**
   * Sequences of EventStoreDB's own table for streams that a write creates: what was written, what is tried, the
   * answer.
   */
  const table: [written: string, tried: string, expected: ExpectedRevision, answer: AppendVerdict][] = [
    ['012345', '0', 'no_stream', again(0)],
    ['012345', '0', 'any', again(0)],
    ['012345', '0', 5n, APPEND],
    ['012345', '0', 6n, WRONG],
    ['012345', '0', 4n, WRONG],
    ['012345', '1', 0n, again(1)],
    ['012345', '5', 4n, again(5)],
    ['', '0', 'no_stream', APPEND],
    ['01', '1', 0n, again(1)],
    ['01', '012', 'no_stream', WRONG],
    ['01', '01', 'no_stream', again(1)],
    ['01', '01', 'any', again(1)],
    ['01', '12', 0n, WRONG],
    ['01', '2', 1n, APPEND],
    ['0', '01', 'any', WRONG],
    ['0', '10', 'any', APPEND],
  ];
  it.each(table)('written "%s", then "%s" at %s', (written, tried, expected, answer) => {
    expect(decide(expected, [...tried], stream([...written]))).toEqual(answer);
  });
});
