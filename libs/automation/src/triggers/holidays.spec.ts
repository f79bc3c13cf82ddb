import { Holidays } from './holidays.service';

const holidays = new Holidays();
const of = async (country: string, region?: string, ...years: number[]) =>
  (await holidays.days({ country, region }, years)).map(({ date, name }) => `${date} ${name}`);

describe('P14: public holidays that calendars are filled from', () => {
  it('knows countries and their regions by name', async () => {
    const countries = await holidays.countries();
    expect(countries.length).toBeGreaterThan(200);
    expect(countries.map(({ name }) => name)).toEqual([...countries.map(({ name }) => name)].sort(byName));
    const germany = countries.find(({ country }) => country === 'DE');
    expect(germany?.name).toBe('Germany');
    expect(germany?.regions).toContainEqual({ region: 'BY', name: 'Bayern' });
    expect(germany?.regions).toContainEqual({ region: 'BY.A', name: 'Bayern, Stadt Augsburg' });
  });

  it('says which days are off as a whole, each once, in order, over years', async () => {
    const norway = await of('NO', undefined, 2027, 2026, 2026);
    expect(norway.filter((day) => day.startsWith('2026'))).toEqual([
      "2026-01-01 New Year's Day",
      '2026-04-02 Maundy Thursday',
      '2026-04-03 Good Friday',
      '2026-04-05 Easter Sunday',
      '2026-04-06 Easter Monday',
      '2026-05-01 Labour Day',
      '2026-05-14 Ascension Day',
      '2026-05-17 Constitution Day',
      '2026-05-24 Pentecost',
      '2026-05-25 Whit Monday',
      '2026-12-25 Christmas Day',
      '2026-12-26 Boxing Day',
    ]);
    expect(norway).toContain('2027-05-17 Constitution Day, Whit Monday');
    expect(norway).toHaveLength(23);
    expect(norway).toEqual([...norway].sort());
  });

  it('goes by the region, and by a region of that', async () => {
    const days = await Promise.all([of('DE', undefined, 2026), of('DE', 'BY', 2026), of('DE', 'BY.A', 2026)]);
    const augsburg = '2026-08-08 Peace Festival';
    expect(days.map((each) => each.includes('2026-01-06 Epiphany'))).toEqual([false, true, true]);
    expect(days.map((each) => each.some((day) => day.startsWith(augsburg.slice(0, 10))))).toEqual([false, false, true]);
  });

  it('a holiday of several days is each of them, one that begins in the evening its own day, and half a day is none', async () => {
    expect(await of('SA', undefined, 2026)).toEqual([
      '2026-02-22 Founding Day',
      ...['19', '20', '21', '22'].map((day) => `2026-03-${day} End of Ramadan (Eid al-Fitr)`),
      ...['26', '27', '28', '29'].map((day) => `2026-05-${day} Feast of the Sacrifice (Eid al-Adha)`),
      '2026-09-23 National Day',
    ]);
    expect(await of('IL', undefined, 2026)).toContain('2026-04-02 Passover (Pesach)');
    const china = await of('CN', undefined, 2026);
    expect(china).toContain('2026-10-03 National Day');
    expect(china.filter((day) => day.includes("Women's Day"))).toEqual([]);
  });

  it('says no to countries and regions that it does not know, and to the region of another country', async () => {
    for (const unknown of ['ZZ', 'de', 'constructor'])
      await expect(of(unknown, undefined, 2026)).rejects.toMatchObject({ code: 'COUNTRY_NOT_FOUND' });
    for (const unknown of ['ZZ', 'constructor', 'BY.ZZ', 'BY.'])
      await expect(of('DE', unknown, 2026)).rejects.toMatchObject({ code: 'REGION_NOT_FOUND' });
    await expect(of('NO', 'BY', 2026)).rejects.toMatchObject({ code: 'REGION_NOT_FOUND' });
  });
});

const byName = (one: string, other: string): number => one.localeCompare(other, 'en');
