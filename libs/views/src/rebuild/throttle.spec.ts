import { throttle } from './throttle';

const signal = new AbortController().signal;

describe('E7: a rebuild that is held to a speed', () => {
  const waits: number[] = [];
  let now = 1_000;
  const clock = {
    now: () => now,
    wait: (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
  beforeEach(() => {
    waits.length = 0;
    now = 1_000;
  });

  it('waits after a piece for as long as it is ahead', async () => {
    const held = throttle(100, clock);
    now += 2_000;
    await held(500, signal);
    await held(100, signal);
    expect(waits).toEqual([3_000, 1_000]);
  });

  it('waits for nothing while it is behind', async () => {
    const held = throttle(100, clock);
    now += 10_000;
    await held(500, signal);
    expect(waits).toEqual([]);
  });

  it('never waits without a speed', async () => {
    await throttle(undefined, clock)(1_000_000, signal);
    expect(waits).toEqual([]);
  });
});
