import { fold, parseStreamName, streamName, type Stream } from './stream';

describe('names of streams', () => {
  it('have a category that ends at the first dash, and ids', () => {
    expect(streamName('account', 'a-b')).toBe('account-a-b');
    expect(streamName('run', 'a-b', 'c-d')).toBe('run-a-b.c-d');
  });
  it('can be read back', () => {
    expect(parseStreamName('run-a-b.c-d')).toEqual({ category: 'run', owner: 'a-b', id: 'c-d' });
    expect(parseStreamName('account-a-b')).toEqual({ category: 'account', owner: 'a-b' });
  });
});

describe('fold', () => {
  type Counted = { type: 'Counted'; data: { by: number } };
  const counter: Stream<{ sum: number }, Counted> = {
    category: 'counter',
    initial: () => ({ sum: 0 }),
    evolve: {
      Counted: (state, { data }) => {
        state.sum += data.by;
      },
    },
  };

  it('adds events in order to a state of its own', () => {
    expect(
      fold(counter, [
        { type: 'Counted', data: { by: 1 } },
        { type: 'Counted', data: { by: 2 } },
      ]),
    ).toEqual({ sum: 3 });
    expect(fold(counter, [])).toEqual({ sum: 0 });
  });
  it('stops at an event that the stream does not know', () => {
    const foreign = [{ type: 'Painted', data: {} }] as unknown as Counted[];
    expect(() => fold(counter, foreign)).toThrow('Stream counter knows no event Painted');
  });
});
