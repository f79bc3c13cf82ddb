import { dayIn, dueTimes, mustComeDue, nextClockChange } from './due-times.service';

const from = '2026-03-28T00:00:00.000Z';
const times = (cron: string, zone: string, after: string, many = 3) =>
  dueTimes({ cron, zone, from }, after, many).map((at) => at.slice(0, 16));

describe('B12: when a schedule comes due', () => {
  it('keeps its time where the clock moves', () =>
    expect(times('0 7 * * *', 'Europe/Oslo', '2026-03-27T12:00:00.000Z')).toEqual([
      '2026-03-28T06:00',
      '2026-03-29T05:00',
      '2026-03-30T05:00',
    ]));

  it('in an hour that is not there it is due at the first instant after it', () =>
    expect(times('30 2 * * *', 'Europe/Oslo', '2026-03-28T12:00:00.000Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]));

  it('in an hour that comes twice it is due once, the first time', () =>
    expect(times('30 2 * * *', 'Europe/Oslo', '2026-10-24T12:00:00.000Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]));

  it('a pattern counts real minutes', () =>
    expect(times('*/30 * * * *', 'Europe/Oslo', '2026-03-29T00:29:00.000Z')).toEqual([
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]));

  it('every so often counts from when it was made, to the minute', () => {
    const every = { zone: 'UTC', everyMinutes: 90, from: '2026-03-28T00:00:41.000Z' };
    expect(dueTimes(every, every.from, 2)).toEqual(['2026-03-28T01:30:00.000Z', '2026-03-28T03:00:00.000Z']);
    expect(dueTimes(every, '2026-03-28T03:00:00.000Z', 1)).toEqual(['2026-03-28T04:30:00.000Z']);
    expect(dueTimes(every, '2026-03-27T00:00:00.000Z', 1)).toEqual(['2026-03-28T01:30:00.000Z']);
  });

  it.each(['0 0 30 2 *', '*/90 * * * *', 'R * * * *', '0 0 * * 8'])('never: %s', (cron) =>
    expect(() => mustComeDue({ cron, zone: 'UTC', from })).toThrow('SCHEDULE_INVALID'),
  );

  it('is a day of the zone', () => {
    expect(dayIn('Pacific/Kiritimati', '2026-03-28T12:00:00.000Z')).toEqual({ date: '2026-03-29', weekday: 7 });
    expect(dayIn('America/Los_Angeles', '2026-03-28T02:00:00.000Z')).toEqual({ date: '2026-03-27', weekday: 5 });
  });

  it('says when the clock there moves next', () => {
    expect(nextClockChange('Europe/Oslo', '2026-11-30T00:00:00.000Z')).toEqual({
      at: '2027-03-28T01:00:00.000Z',
      minutes: 60,
    });
    expect(nextClockChange('Australia/Lord_Howe', '2026-11-30T00:00:00.000Z')?.minutes).toBe(-30);
    expect(nextClockChange('UTC', '2026-11-30T00:00:00.000Z')).toBeNull();
  });
});
