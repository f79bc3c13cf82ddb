import { ago, jumps, longMoment, typedMoment } from './moment-words';

const now = Date.parse('2026-11-19T14:32:10.500Z');

describe('the words of a moment', () => {
  it('name its day and time in UTC, and how far back it is', () => {
    expect(longMoment('2026-10-06T09:15:00.000Z')).toBe('Tuesday 6 October 2026 at 09:15:00 UTC');
    expect(ago('2026-10-06T09:15:00.000Z', now)).toBe('44 days ago');
    expect(ago('2026-11-19T14:00:00.000Z', now)).toBe('32 min ago');
  });

  it.each([
    [{ instant: '2026-10-06T09:15:00', event: '' }, '2026-10-06T09:15:00.000Z'],
    [{ instant: '2026-10-06T09:15', event: ' #31874 ' }, '31874'],
    [{ instant: '', event: '' }, undefined],
    [{ instant: '2026-10-06T09:15', event: 'x' }, undefined],
  ])('are read from what was typed: %j', (typed, at) => {
    expect(typedMoment(typed)).toBe(at);
  });

  it('lead to moments that are often looked at', () => {
    expect(jumps(now, 1284)).toEqual([
      { label: 'An hour ago', at: '2026-11-19T13:32:10.000Z' },
      { label: 'Yesterday, this time', at: '2026-11-18T14:32:10.000Z' },
      { label: 'Start of the month', at: '2026-11-01T00:00:00.000Z' },
      { label: 'Before the last change', at: '1283' },
    ]);
    expect(jumps(now, 1)).toHaveLength(3);
  });
});
