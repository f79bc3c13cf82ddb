import { performance } from 'node:perf_hooks';
import { Progress } from './progress';

describe('how far something long is', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Says the lines that come of what happens at milliseconds. */
  function lines(
    total: number | undefined,
    happens: readonly (readonly [at: number, act: (progress: Progress) => void])[],
  ): string[] {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const said: string[] = [];
    const progress = new Progress('Copied', total, (line) => said.push(line));
    for (const [at, act] of happens) {
      clock.mockReturnValue(at);
      act(progress);
    }
    return said;
  }

  it('is said once a second, and not at all when it is quick', () => {
    expect(
      lines(100, [
        [
          500,
          (progress) => {
            progress.add(50);
          },
        ],
        [
          999,
          (progress) => {
            progress.add(50);
          },
        ],
      ]),
    ).toEqual([]);
    expect(
      lines(400, [
        [
          500,
          ({ add }) => {
            add(50);
          },
        ],
        [
          1000,
          ({ add }) => {
            add();
          },
        ],
        [
          1999,
          ({ add }) => {
            add(48);
          },
        ],
        [
          2000,
          ({ add }) => {
            add();
          },
        ],
      ]),
    ).toEqual([
      'Copied 51 of 400 events, 51 events/s, about 7 s to go',
      'Copied 100 of 400 events, 50 events/s, about 6 s to go',
    ]);
  });

  it('has the bytes where they are known, and no end where none is', () => {
    expect(
      lines(undefined, [
        [
          2000,
          (progress) => {
            progress.reached(10, 1024 * 1024);
          },
        ],
      ]),
    ).toEqual(['Copied 10 events, 1.0 MB, 5 events/s']);
  });

  it('promises no end while nothing is done', () => {
    expect(
      lines(5, [
        [
          1000,
          (progress) => {
            progress.reached(0);
          },
        ],
      ]),
    ).toEqual(['Copied 0 of 5 events, 0 events/s']);
  });
});
