import { needs } from './needs';

const now = Date.parse('2026-11-19T14:32:00.000Z');
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
type BotInput = Parameters<typeof needs>[0][number];
type RunInput = Parameters<typeof needs>[1][number];
const bot = (name: string, over: Partial<BotInput> = {}): BotInput => ({ botId: name, name, status: 'idle', enabled: true, lastHeartbeatAt: at(1), host: 'WH-1', ...over });
const runs = (of: string, outcomes: string): RunInput[] => [...outcomes].map((letter, index) => ({ botId: of, status: letter === 'f' ? 'failed' : letter === 'r' ? 'refused' : 'succeeded', requestedAt: at(index * 10 + 5), error: letter === 'f' ? 'portal answered 401' : null }));

describe('what needs the reader', () => {
  it('is nothing when nothing is wrong', () => expect(needs([bot('a')], runs('a', 'sssf'), now)).toEqual([]));

  it('is a bot that fails, with its error and since when', () =>
    expect(needs([bot('a')], runs('a', 'fffsf'), now)).toEqual([{ kind: 'failing', title: 'a is failing: 4 of its last 5 runs', cause: 'First 25 min ago. “portal answered 401”', bots: ['a'] }]));

  it('judges by the last 15 runs', () => expect(needs([bot('a')], runs('a', `${'s'.repeat(15)}${'f'.repeat(30)}`), now)).toEqual([]));
  it('is a bot that says so itself', () => expect(needs([bot('a', { status: 'error' })], [], now)[0]?.title).toBe('a reports an error'));

  it('puts silent bots together, and leaves out those that never spoke', () => {
    const silent = { status: 'offline', lastHeartbeatAt: at(26) } as const;
    expect(needs([bot('a', silent), bot('b', silent), bot('c', { status: 'offline', lastHeartbeatAt: null })], [], now)).toEqual([{ kind: 'silent', title: 'a and b are silent', cause: 'Last heard of 26 min ago, at 14:06 UTC, on host WH-1.', bots: ['a', 'b'] }]);
  });

  it('is a disabled bot that is still asked to run', () => expect(needs([bot('a', { enabled: false, status: 'disabled' })], runs('a', 'rr'), now)[0]?.cause).toBe('2 runs were refused in the last 24 hours.'));
  it('is five things at most, failures first', () => {
    const all = needs([...'abcdefg'].map((name) => bot(name, { status: 'error' })).concat(bot('z', { status: 'offline' })), [], now);
    expect([all.length, all[0]?.kind]).toEqual([5, 'failing']);
  });
});
