import { isWithin, day, fromMilliseconds, latest, milliseconds, plus } from './instant';

describe('inside a span', () => {
  const [from, until] = ['2026-06-03T09:00:00.000Z', '2026-06-03T09:15:00.000Z'];
  const of = (clock: string) => isWithin(clock, { from, until });

  it('is from its beginning until before its end', () =>
    expect([of(from), of('2026-06-03T09:14:59.999Z'), of(until)]).toEqual([true, true, false]));
  it('C5: is not what a clock that ran ahead began, but for what clocks of machines differ', () =>
    expect([of('2026-06-03T08:59:00.000Z'), of('2026-06-03T08:58:59.999Z')]).toEqual([true, false]));
});

describe('instants', () => {
  it('move by durations across days and years', () =>
    expect(plus('2026-12-31T23:59:59.500Z', { days: 1, seconds: 1 })).toBe('2027-01-02T00:00:00.500Z'));
  it('compare as strings', () =>
    expect(latest('2026-06-03T09:15:00.000Z', '2026-06-03T09:15:00.001Z')).toBe('2026-06-03T09:15:00.001Z'));
  it('have a UTC day', () => expect(day('2026-06-03T23:59:59.999Z')).toBe('2026-06-03'));
  it('come from milliseconds', () => expect(fromMilliseconds(0)).toBe('1970-01-01T00:00:00.000Z'));
  it('know the length of a duration', () =>
    expect(milliseconds({ days: 1, hours: 1, minutes: 1, seconds: 1 })).toBe(90_061_000));
});
