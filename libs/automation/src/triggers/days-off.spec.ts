import { daysOffOf, firesOf, isDayOff, mustFire } from './days-off';

const from = '2026-12-18T12:00:00.000Z'; // a Friday
const oslo = { weekdays: [6, 7], dates: ['2026-12-25'] };
const fires = (cron: string, off: readonly (typeof oslo)[], { zone = 'Europe/Oslo', after = from, many = 3 } = {}) => {
  const found = firesOf({ cron, zone, from }, { after, many, off });
  return { ...found, fires: found.fires.map((at) => at.slice(0, 16)) };
};

describe('P14: days off', () => {
  it('are those of the trigger and of the calendar that it names, as long as that is there', () => {
    const own = { weekdays: [1], dates: [] };
    const calendars = new Map([['c', { name: 'Oslo', ...oslo }]]);
    expect(daysOffOf({ daysOff: own, calendarId: 'c' }, calendars)).toEqual([own, { name: 'Oslo', ...oslo }]);
    expect(daysOffOf({ daysOff: undefined, calendarId: 'c' }, new Map())).toEqual([]);
  });

  it.each([
    ['all days of the week', '* * * * *', [1, 2, 3, 4, 5, 6, 7], false],
    ['the day on which it would fire', '0 7 * * 1', [1], false],
    ['another day', '0 7 * * 1', [2], true],
  ])('leave something to fire on: %s', (_what, cron, weekdays, fires) => {
    const asking = () => {
      mustFire({ cron, zone: 'UTC', from }, [{ weekdays, dates: [] }]);
    };
    if (fires) expect(asking).not.toThrow();
    else expect(asking).toThrow('SCHEDULE_INVALID');
  });

  it('are days of the zone', () => {
    expect(isDayOff([oslo], 'Europe/Oslo', '2026-12-24T23:30:00.000Z')).toBe(true);
    expect(isDayOff([oslo], 'UTC', '2026-12-24T23:30:00.000Z')).toBe(false);
    expect(isDayOff([], 'UTC', from)).toBe(false);
  });

  it('are left out of what fires next, and named', () =>
    expect(fires('0 7 * * *', [oslo], { many: 6 })).toEqual({
      fires: ['21', '22', '23', '24', '28', '29'].map((day) => `2026-12-${day}T06:00`),
      leftOut: ['2026-12-19', '2026-12-20', '2026-12-25', '2026-12-26', '2026-12-27'],
    }));

  it('are passed over at once, to the minute at which the next day begins, also where the clock moves', () => {
    const sundays = { weekdays: [7], dates: [] };
    const after = '2026-03-28T22:58:00.000Z';
    expect(fires('* * * * *', [sundays], { after })).toEqual({
      fires: ['2026-03-28T22:59', '2026-03-29T22:00', '2026-03-29T22:01'],
      leftOut: ['2026-03-29'],
    });
    const every = { zone: 'UTC', everyMinutes: 45, from: '2026-12-25T23:00:00.000Z' };
    expect(firesOf(every, { after: every.from, many: 1, off: [{ weekdays: [], dates: ['2026-12-25'] }] })).toEqual({
      fires: ['2026-12-26T00:30:00.000Z'],
      leftOut: ['2026-12-25'],
    });
  });

  it('may be all there are: nothing fires, and nobody looks for ever', () => {
    expect(fires('* * * * *', [{ weekdays: [1, 2, 3, 4, 5, 6, 7], dates: [] }])).toEqual({ fires: [], leftOut: [] });
    expect(fires('0 7 * * 6', [oslo]).fires).toEqual([]);
  });
});
