import { follow, type Following } from './follow';

/** A feed whose openings go as told: numbers are said, an Error ends it by a fault, nothing ends it by itself. */
function feedOf(...openings: readonly (readonly (number | Error)[])[]) {
  const left = [...openings];
  return async function* open() {
    for (const each of left.shift() ?? []) {
      if (each instanceof Error) throw each;
      yield each;
    }
  };
}

describe('following a feed', () => {
  const fault = new Error('the connection broke');
  let heard: number[];
  let pauses: number[];
  let ending: AbortController;
  beforeEach(() => {
    [heard, pauses, ending] = [[], [], new AbortController()];
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const following = (open: () => AsyncIterable<number>, changes: Partial<Following<number>> = {}) =>
    follow({
      open,
      heard: (each) => heard.push(each),
      failed: (_, pauseMs) => pauses.push(pauseMs),
      signal: ending.signal,
      ...changes,
    });

  it('goes on after every fault, and pauses longer each time until something is heard', async () => {
    const ended = following(feedOf([fault], [fault], [fault], [1, fault], [2]));
    await Promise.all([ended, jest.advanceTimersByTimeAsync(60_000)]);
    expect(heard).toEqual([1, 2]);
    expect(pauses).toEqual([100, 200, 400, 100]);
  });

  it('never pauses longer than 5 s', async () => {
    await Promise.all([
      following(feedOf(...Array<readonly Error[]>(9).fill([fault]), [1])),
      jest.advanceTimersByTimeAsync(60_000),
    ]);
    expect(heard).toEqual([1]);
    expect(Math.max(...pauses)).toBe(5000);
  });

  it('ends in the middle of a pause when it is told to', async () => {
    const opened = jest.fn(feedOf([fault], [1]));
    await following(opened, {
      failed: () => {
        setImmediate(() => {
          ending.abort();
        });
      },
    });
    expect([heard, opened.mock.calls.length]).toEqual([[], 1]);
  });

  it('says nothing of a fault that its end brings', async () => {
    await following(feedOf([1, fault]), {
      heard: () => {
        ending.abort();
      },
    });
    expect(pauses).toEqual([]);
  });
});
