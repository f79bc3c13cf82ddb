import type { BotPresence } from '@annals/vault';
import { needsOf, type Judged } from './needs';

const now = '2026-11-19T14:32:00.000Z';
const early = '2026-11-19T14:06:00.000Z';
const bot = (botName: string, over: Partial<Judged> = {}): Judged => ({
  botId: botName,
  botName,
  enabled: true,
  running: false,
  ended: 15,
  failed: 0,
  failingSince: null,
  error: null,
  refused: 0,
  ...over,
});
const beat = (over: Partial<BotPresence> = {}): BotPresence => ({
  status: 'idle',
  version: null,
  host: 'WH-1',
  at: now,
  ...over,
});
const needs = (bots: readonly Judged[], beats: Readonly<Record<string, BotPresence>> = {}) =>
  needsOf(bots, { beats: new Map(Object.entries(beats)), now });

describe('D1: what needs somebody', () => {
  it('is nothing when nothing is wrong, and a bot that never spoke is not silent', () =>
    expect(needs([bot('a', { failed: 2 }), bot('b')], { a: beat() })).toEqual({ items: [], total: 0 }));

  it('is a bot that fails in half of its last runs and three times at least, the worst first', () => {
    const found = needs([
      bot('a', { failed: 8, error: 'x', failingSince: early }),
      bot('b', { failed: 15 }),
      bot('c', { failed: 7 }),
      bot('d', { ended: 2, failed: 2 }),
    ]);
    expect(found.items).toEqual([
      { kind: 'failing', botId: 'b', botName: 'b', failed: 15, of: 15, since: null, error: null },
      { kind: 'failing', botId: 'a', botName: 'a', failed: 8, of: 15, since: early, error: 'x' },
    ]);
  });

  it('is a bot that says so itself', () =>
    expect(needs([bot('a')], { a: beat({ status: 'error' }) }).items).toEqual([
      { kind: 'error', botId: 'a', botName: 'a', lastSeenAt: now },
    ]));

  it('puts silent bots together, three by name at most, with the host that they share', () => {
    const silent = beat({ at: early });
    const of = (...names: string[]) =>
      needs(
        names.map((name) => bot(name)),
        Object.fromEntries(names.map((name) => [name, silent])),
      ).items;
    const named = (...names: string[]) => names.map((name) => ({ botId: name, botName: name }));
    expect(of('a', 'b')).toEqual([
      { kind: 'silent', bots: named('a', 'b'), count: 2, lastSeenAt: early, host: 'WH-1' },
    ]);
    expect([of('a', 'b', 'c')[0], of('a', 'b', 'c', 'd')[0]]).toEqual([
      expect.objectContaining({ bots: named('a', 'b', 'c') }),
      expect.objectContaining({ bots: named('a', 'b'), count: 4 }),
    ]);
    expect(needs([bot('a'), bot('b')], { a: silent, b: { ...silent, host: 'WH-2' } }).items).toMatchObject([
      { host: null },
    ]);
  });

  it('is a disabled bot that is still asked to run; it is neither failing nor silent', () =>
    expect(needs([bot('a', { enabled: false, failed: 15, refused: 2 })], { a: beat({ at: early }) }).items).toEqual([
      { kind: 'refusing', botId: 'a', botName: 'a', refused: 2 },
    ]));

  it('shows five and says how many there are', () => {
    const found = needs([...'abcdefg'].map((name) => bot(name, { failed: 3, ended: 3 })));
    expect([found.items.length, found.total]).toEqual([5, 7]);
  });
});
