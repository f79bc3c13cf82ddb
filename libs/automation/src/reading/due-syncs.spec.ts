import { nextSync } from './due-syncs';

const from = '2026-06-03T09:30:00.000Z';

describe('D8: when a source is read by itself', () => {
  it('is a whole number of days or weeks after it was said', () => {
    expect(nextSync('day', from, from)).toBe('2026-06-04T09:30:00.000Z');
    expect(nextSync('day', from, '2026-06-09T09:29:00.000Z')).toBe('2026-06-09T09:30:00.000Z');
    expect(nextSync('day', from, '2026-06-09T09:30:00.000Z')).toBe('2026-06-10T09:30:00.000Z');
    expect(nextSync('week', from, '2026-06-05T00:00:00.000Z')).toBe('2026-06-10T09:30:00.000Z');
    expect(nextSync('day', from, '2026-06-01T00:00:00.000Z')).toBe('2026-06-04T09:30:00.000Z');
  });

  it('is never where nobody said so, or in a word of another release', () => {
    for (const every of ['never', 'hour']) expect(nextSync(every, from, from)).toBeUndefined();
    expect(nextSync('day', undefined, from)).toBeUndefined();
  });
});
