import { datesIn, daysWords, withDates } from './words';

describe('P14: the days of a calendar, in words', () => {
  it.each([
    [[], [], 'No days yet'],
    [[6, 7], [], 'Saturdays and Sundays'],
    [[], ['2026-12-25'], '1 date'],
    [[7], ['2026-12-25', '2026-12-26'], 'Sundays, and 2 dates'],
  ])('%j %j', (weekdays, dates, words) => expect(daysWords({ weekdays, dates })).toBe(words));

  it('takes dates however they are put apart', () =>
    expect(datesIn(' 2026-12-25\n2026-12-26, 2027-01-01;\n')).toEqual(['2026-12-25', '2026-12-26', '2027-01-01']));

  it('has dates added in order, each once, and keeps what is no date yet', () =>
    expect(withDates('2026-12-26\nmidsummer', ['2026-12-25', '2026-12-26'])).toBe('2026-12-25\n2026-12-26\nmidsummer'));
});
