import { chartDay, clock, date, dayAndMonth, dayHeading, duration, exact, local, relative, utcDay } from './time';

const now = Date.parse('2026-11-19T14:32:00.000Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

describe('times', () => {
  it.each([
    [0.5, 'now'],
    [12, '12 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [64 * 60, '64 min ago'],
    [90 * 60, '1 h ago'],
    [25 * 3600, '25 h ago'],
    [36 * 3600, '1 d ago'],
    [44 * 86_400, '44 d ago'],
    [46 * 86_400, '4 Oct 2026'],
    [-30, 'now'],
    [-120, 'in 2 min'],
    [-7 * 86_400, 'in 7 d'],
    [20 - 30 * 86_400, 'in 30 d'],
    [-6.4 * 86_400, 'in 6 d'],
    [-50 * 86_400, '8 Jan 2027'],
  ])('%d s before is "%s"', (seconds, words) => expect(relative(before(seconds), now)).toBe(words));

  it('are exact in UTC, and where the reader is', () => {
    expect(exact('2026-10-06T09:15:04.123Z')).toBe('6 Oct 2026, 09:15:04 UTC');
    expect(local('2026-10-06T09:15:04.123Z', 'Europe/Oslo')).toMatch(/^6 Oct 2026, 11:15:04 \S+/);
    expect([
      date('2026-06-03T23:59:59.999Z'),
      dayAndMonth('2026-11-25T00:00:00.000Z'),
      clock('2026-06-03T04:05:06.000Z'),
      clock('2026-06-03T04:05:06.000Z', false),
    ]).toEqual(['3 Jun 2026', '25 November', '04:05:06', '04:05']);
  });

  it.each([
    [-3, '0 ms'],
    [38, '38 ms'],
    [4100, '4.1 s'],
    [64_000, '1 min 04 s'],
    [252_400, '4 min 12 s'],
    [7_500_000, '2 h 05 min'],
  ])('%d ms took "%s"', (milliseconds, words) => expect(duration(milliseconds)).toBe(words));

  it('have days that are UTC', () => {
    expect(utcDay('2026-11-19T23:59:59.999Z')).toBe('2026-11-19');
    expect(dayHeading('2026-11-19', now)).toEqual({ name: 'Today', date: 'Thursday 19 November' });
    expect(dayHeading('2026-11-18', now)).toEqual({ name: 'Yesterday', date: 'Wednesday 18 November' });
    expect(dayHeading('2025-11-16', now)).toEqual({ name: 'Sunday', date: '16 November 2025' });
    expect([
      chartDay('2026-11-06', true, '2026-11-19'),
      chartDay('2026-11-07', false, '2026-11-19'),
      chartDay('2026-11-19', false, '2026-11-19'),
    ]).toEqual(['6 Nov', 'S 7', 'Today']);
  });
});
