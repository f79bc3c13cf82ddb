import { barWords, stretchOf, tick, total } from './strip';

const bucket = (hour: number, failed = 0) => ({
  at: `2026-10-03T${String(hour).padStart(2, '0')}:00:00.000Z`,
  succeeded: 38,
  failed,
  refused: failed === 0 ? 0 : 1,
  other: 0,
});
const buckets = [bucket(14), bucket(15, 2), bucket(16)];

describe('the strip of the run history', () => {
  it('says of each bar what it stands for', () => {
    expect(barWords(bucket(15, 2))).toBe('3 Oct 2026, 15:00 UTC: 41 runs, 2 failed, 1 refused');
    expect(barWords({ ...bucket(9), succeeded: 1 })).toBe('3 Oct 2026, 09:00 UTC: 1 run');
    expect(total(bucket(15, 2))).toBe(41);
  });

  it('is marked by the hour, or by the day where bars are long', () =>
    expect([tick(bucket(7), 60), tick(bucket(0), 1440)]).toEqual(['07:00', '3 Oct']));

  it('gives the stretch between two bars, whichever was first', () => {
    const both = { from: '2026-10-03T14:00:00.000Z', to: '2026-10-03T16:00:00.000Z' };
    expect(stretchOf({ buckets, minutes: 60 }, [0, 1])).toEqual(both);
    expect(stretchOf({ buckets, minutes: 60 }, [1, 0])).toEqual(both);
    expect(stretchOf({ buckets, minutes: 60 }, [2, 9])).toBeUndefined();
  });
});
