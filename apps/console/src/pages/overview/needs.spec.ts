import { needWords } from './needs';

const now = Date.parse('2026-11-19T14:32:00.000Z');
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const ofBot = { botId: 'id', botName: 'a' };
const named = (...names: string[]) => names.map((botName) => ({ botId: botName, botName }));
const silent = (names: string[], count = names.length) =>
  ({ kind: 'silent', bots: named(...names), count, lastSeenAt: at(26), host: 'WH-1' }) as const;

describe('what needs the reader, in words', () => {
  it('is a bot that fails, with its error and since when', () => {
    const failing = {
      kind: 'failing',
      ...ofBot,
      failed: 4,
      of: 5,
      since: at(25),
      error: 'portal answered 401',
    } as const;
    expect(needWords(failing, now)).toEqual({
      title: 'a is failing: 4 of its last 5 runs',
      cause: 'First 25 min ago. “portal answered 401”',
      bot: 'id',
    });
    expect(needWords({ ...failing, since: null, error: null }, now).cause).toBe('');
  });

  it('is a bot that says so itself', () =>
    expect(needWords({ kind: 'error', ...ofBot, lastSeenAt: at(1) }, now)).toEqual({
      title: 'a reports an error',
      cause: 'Last heard of 1 min ago.',
      bot: 'id',
    }));

  it('is bots that fell silent', () => {
    expect(needWords(silent(['a', 'b']), now)).toEqual({
      title: 'a and b are silent',
      cause: 'Last heard of 26 min ago, at 14:06 UTC, on host WH-1.',
      bot: undefined,
    });
    expect(needWords(silent(['a', 'b'], 9), now).title).toBe('a, b and 7 more are silent');
    expect(needWords(silent(['a']), now)).toMatchObject({ title: 'a is silent', bot: 'a' });
  });

  it('is a disabled bot that is still asked to run', () =>
    expect(needWords({ kind: 'refusing', ...ofBot, refused: 2 }, now).cause).toBe(
      '2 runs were refused in the last 24 hours.',
    ));
});
