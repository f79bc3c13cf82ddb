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
      cursor: 'c',
      from: '2026-11-18T14:32:00.000Z',
      limit: 50,
    }));
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
        actors: [
          { kind: 'user', id: 'u', label: 'Zoe', value: 'user:u' },
          { kind: 'key', id: 'k', label: 'ERP', value: 'key:k' },
          { kind: 'key', id: 'l', value: 'key:l' },
          { kind: 'user', id: 'v', label: null, value: 'user:v' },
        ],
      }),
    ).toEqual({
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
