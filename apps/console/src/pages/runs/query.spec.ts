import { choices, filtered, filterWords, runsQueryOf } from './query';

const now = Date.parse('2026-11-19T14:32:41.000Z');

describe('filters of runs', () => {
  it('ask the API by its names', () =>
    expect(runsQueryOf({ bot: 'b', actor: 'key:k', outcome: 'failed', time: '24h', cursor: 'c' }, now)).toEqual({
      search: undefined,
      workspaceId: undefined,
      botId: 'b',
      actor: 'key:k',
      status: 'failed',
      source: undefined,
      triggerId: undefined,
      cursor: 'c',
      from: '2026-11-18T14:32:00.000Z',
      to: undefined,
      limit: 50,
    }));
  it('take a stretch of the strip instead of a range', () => {
    const stretch = { from: '2026-11-18T23:00:00.000Z', to: '2026-11-19T01:00:00.000Z' };
    expect(runsQueryOf({ ...stretch, time: '24h' }, now)).toMatchObject(stretch);
    expect(filterWords({ ...stretch, time: '24h' }, {})).toBe('18 Nov 2026, 23:00 to 19 Nov 2026, 01:00 UTC.');
    expect(filterWords({ from: '2026-11-18T15:00:00.000Z', to: '2026-11-18T17:00:00.000Z' }, {})).toBe(
      '18 Nov 2026, 15:00 to 17:00 UTC.',
    );
  });
  it('are said in a sentence', () =>
    expect(
      filterWords(
        { bot: 'b', outcome: 'failed', time: '24h', actor: 'user:u' },
        { bot: 'dunning-mailer', actor: 'Mia' },
      ),
    ).toBe('Bot is dunning-mailer, asked by Mia, outcome is Failed, last 24 hours.'));
  it('offer what occurs, by name', () =>
    expect(
      choices({
        workspaces: [{ workspaceId: 'w', name: 'Finance' }],
        sources: ['trigger', 'manual', 'unheard'],
        outcomes: ['failed', 'running', 'unheard'],
        bots: [
          { botId: 'b', name: 'stock-sync' },
          { botId: 'c', name: 'Ledger' },
        ],
        actors: [
          { kind: 'user', id: 'u', label: 'Zoe', value: 'user:u' },
          { kind: 'key', id: 'k', label: 'ERP', value: 'key:k' },
          { kind: 'key', id: 'l', value: 'key:l' },
          { kind: 'user', id: 'v', label: null, value: 'user:v' },
        ],
        triggers: [
          { triggerId: 't', name: 'Hourly', botId: 'b', botName: 'stock-sync' },
          { triggerId: 's', name: 'Daily', botId: 'b', botName: 'stock-sync' },
        ],
      }),
    ).toEqual({
      bots: [
        { value: 'c', label: 'Ledger' },
        { value: 'b', label: 'stock-sync' },
      ],
      outcomes: [
        { value: 'running', label: 'Running' },
        { value: 'failed', label: 'Failed' },
      ],
      triggers: [
        { value: 's', label: 'Daily, stock-sync' },
        { value: 't', label: 'Hourly, stock-sync' },
      ],
      workspaces: [{ value: 'w', label: 'Finance' }],
      sources: [
        { value: 'manual', label: 'A person' },
        { value: 'trigger', label: 'A trigger' },
      ],
      actors: [
        { value: 'user:v', label: '[erased]' },
        { value: 'key:l', label: 'A key' },
        { value: 'key:k', label: 'ERP, a key' },
        { value: 'user:u', label: 'Zoe' },
      ],
    }));
  it('know when none is set', () =>
    expect([filtered({ cursor: 'x' }), filtered({ search: 'x' })]).toEqual([false, true]));
});
