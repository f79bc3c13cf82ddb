import { filtered, filterWords, runsQueryOf } from './query';

const now = Date.parse('2026-11-19T14:32:41.000Z');

describe('filters of runs', () => {
  it('ask the API by its names', () =>
    expect(runsQueryOf({ bot: 'b', outcome: 'failed', time: '24h', cursor: 'c' }, now)).toEqual({
      search: undefined,
      botId: 'b',
      status: 'failed',
      source: undefined,
      cursor: 'c',
      from: '2026-11-18T14:32:00.000Z',
      limit: 50,
    }));
  it('are said in a sentence', () =>
    expect(filterWords({ bot: 'b', outcome: 'failed', time: '24h' }, 'dunning-mailer')).toBe(
      'Bot is dunning-mailer, outcome is Failed, last 24 hours.',
    ));
  it('know when none is set', () =>
    expect([filtered({ cursor: 'x' }), filtered({ search: 'x' })]).toEqual([false, true]));
});
