import { day, fromMilliseconds, latest, milliseconds, plus } from './instant';

describe('instants', () => {
  it('move by durations across days and years', () => expect(plus('2026-12-31T23:59:59.500Z', { days: 1, seconds: 1 })).toBe('2027-01-02T00:00:00.500Z'));
  it('compare as strings', () => expect(latest('2026-06-03T09:15:00.000Z', '2026-06-03T09:15:00.001Z')).toBe('2026-06-03T09:15:00.001Z'));
  it('have a UTC day', () => expect(day('2026-06-03T23:59:59.999Z')).toBe('2026-06-03'));
  it('come from milliseconds', () => expect(fromMilliseconds(0)).toBe('1970-01-01T00:00:00.000Z'));
  it('know the length of a duration', () => expect(milliseconds({ days: 1, hours: 1, minutes: 1, seconds: 1 })).toBe(90_061_000));
});
