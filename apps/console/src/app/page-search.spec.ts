import { auditSearch, botsSearch, peopleSearch, runsSearch, since } from './page-search';

describe('what pages keep in their URL', () => {
  it('is read back', () => {
    const id = '9c11b2f0-0000-4000-8000-0000abcd4a7c';
    expect(runsSearch.parse({ outcome: 'failed', bot: id, row: id, time: '24h', cursor: 'x' })).toEqual({
      outcome: 'failed',
      bot: id,
      row: id,
      time: '24h',
      cursor: 'x',
    });
    expect(auditSearch.parse({ row: '48209', area: 'fleet' })).toEqual({ row: 48_209, area: 'fleet' });
  });

  it('is left out where it makes no sense, never an error', () => {
    expect(
      runsSearch.parse({
        outcome: 'mislaid',
        bot: "x' or 1=1",
        row: 7,
        time: 'ever',
        search: 'a'.repeat(900),
        new: 'bot',
      }),
    ).toEqual({});
    expect([runsSearch.parse({ search: 'zw' }), runsSearch.parse({ search: '失敗' })]).toEqual([
      {},
      { search: '失敗' },
    ]);
    expect([
      botsSearch.parse({ status: 1 }),
      peopleSearch.parse({ tab: 'rooms', role: 'king' }),
      auditSearch.parse({ row: '-1', area: 'x' }),
    ]).toEqual([{}, {}, {}]);
  });

  it('starts a range at the same minute for the same page', () => {
    expect(since('24h', Date.parse('2026-11-19T14:32:41.123Z'))).toBe('2026-11-18T14:32:00.000Z');
    expect(since('7d', Date.parse('2026-11-19T14:32:59.999Z'))).toBe('2026-11-12T14:32:00.000Z');
  });
});
