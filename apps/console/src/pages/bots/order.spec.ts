import type { Bot } from '@annals/contracts';
import type { z } from 'zod';
import { byNeed, byStatus, matching } from './order';

const bot = (
  name: string,
  status: z.output<typeof Bot>['status'],
  over: Partial<z.output<typeof Bot>> = {},
): z.output<typeof Bot> => ({
  botId: name,
  name,
  kind: 'rpa',
  status,
  enabled: status !== 'disabled',
  lastSeenAt: null,
  disabled: null,
  version: null,
  host: null,
  currentRunId: null,
  registeredAt: '',
  runs: 0,
  failed: 0,
  ...over,
});
const fleet = [
  bot('b', 'idle'),
  bot('a', 'idle'),
  bot('c', 'error', { host: 'WH-7' }),
  bot('d', 'disabled'),
  bot('e', 'offline', { kind: 'chat_agent' }),
];

describe('bots', () => {
  it('come by what needs you, then by name', () =>
    expect(byNeed(fleet).map((each) => each.name)).toEqual(['c', 'e', 'd', 'a', 'b']));
  it('match all filters', () => {
    expect(matching(fleet, { search: 'wh-' }).map((each) => each.name)).toEqual(['c']);
    expect(matching(fleet, { kind: 'chat_agent', status: 'offline' }).map((each) => each.name)).toEqual(['e']);
    expect(matching(fleet, { kind: 'chat_agent', status: 'idle' })).toEqual([]);
  });
  it('are counted by status', () =>
    expect(byStatus(fleet)).toEqual({ error: 1, offline: 1, busy: 0, idle: 2, disabled: 1 }));
});
