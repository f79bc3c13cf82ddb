import { needsTitle, needWords } from './words';

const now = Date.parse('2026-11-19T14:32:00.000Z');
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const ofBot = { botId: 'id', botName: 'a' };
const named = (...names: string[]) => names.map((botName) => ({ botId: botName, botName }));
const silent = (names: string[], count = names.length) =>
  ({ kind: 'silent', bots: named(...names), count, lastSeenAt: at(26), host: 'WH-1', waiting: 0 }) as const;

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
    });
    expect(needWords({ ...failing, since: null, error: null }, now).cause).toBe('');
  });

  it('is a bot that says so itself', () =>
    expect(needWords({ kind: 'error', ...ofBot, lastSeenAt: at(1) }, now)).toEqual({
      title: 'a reports an error',
      cause: 'Last heard of 1 min ago.',
    }));

  it('is bots that fell silent', () => {
    expect(needWords(silent(['a', 'b']), now)).toEqual({
      title: 'a and b are silent',
      cause: 'Last heard of 26 min ago, at 14:06 UTC, on host WH-1.',
    });
    expect(needWords(silent(['a', 'b'], 9), now).title).toBe('a, b and 7 more are silent');
    expect(needWords(silent(['a']), now)).toMatchObject({ title: 'a is silent' });
  });

  it('is a disabled bot that is still asked to run', () =>
    expect(needWords({ kind: 'refusing', ...ofBot, refused: 2 }, now).cause).toBe(
      '2 runs were refused in the last 24 hours.',
    ));

  it('is people who ask for access to a bot', () =>
    expect(needWords({ kind: 'access_requests', ...ofBot, count: 2, oldestAt: at(60) }, now)).toEqual({
      title: '2 people ask for access to a',
      cause: 'The first asked 60 min ago.',
    }));

  it('is runs that wait, also for silent bots', () => {
    expect(needWords({ kind: 'queue', ...ofBot, waiting: 9, oldestAt: at(12) }, now)).toEqual({
      title: '9 runs wait for a',
      cause: 'The oldest was asked for 12 min ago.',
    });
    expect(needWords({ kind: 'queue', ...ofBot, waiting: 1_000, oldestAt: at(12) }, now).title).toBe(
      '1,000 runs or more wait for a',
    );
    expect(needWords({ ...silent(['a']), waiting: 1 }, now).cause).toMatch(/1 run waits\.$/);
  });

  it('is a trigger that paused itself or is held', () => {
    const trigger = { ...ofBot, triggerId: 't', triggerName: 'Nightly' };
    expect(needWords({ kind: 'paused', ...trigger, failures: 10, since: at(60) }, now)).toEqual({
      title: 'Nightly paused itself',
      cause: '60 min ago, after 10 failures in a row. It would run a.',
    });
    expect(needWords({ kind: 'held', ...trigger, count: 1, by: 'OWNER_GONE' }, now)).toEqual({
      title: 'Nightly is held',
      cause: 'Because nobody answers for the trigger: give it to somebody.',
    });
    expect(needWords({ kind: 'held', ...trigger, count: 2, by: 'BOT_DISABLED' }, now)).toEqual({
      title: '2 triggers of a are held',
      cause: 'a is disabled.',
    });
  });

  it('is a key that ends or has ended', () => {
    const key = { kind: 'key_ending', keyId: 'k', keyName: 'Host', bot: ofBot } as const;
    expect(needWords({ ...key, expiresAt: at(-3 * 24 * 60) }, now).title).toBe('The API key “Host” of a ends in 3 d');
    expect(needWords({ ...key, bot: null, expiresAt: at(60) }, now)).toEqual({
      title: 'The API key “Host” has ended',
      cause: '60 min ago. What uses it is refused.',
    });
  });

  it('is people who wait, and invitations that nobody took', () => {
    expect(needWords({ kind: 'join_requests', count: 2, oldestAt: at(60) }, now)).toEqual({
      title: '2 people ask to belong',
      cause: 'The first asked 60 min ago.',
    });
    const one = { kind: 'invitations_expired', count: 1, email: 'mary@acme.example', expiredAt: at(60) } as const;
    expect(needWords(one, now)).toEqual({
      title: 'The invitation of mary@acme.example expired',
      cause: 'Nobody took it. It ended 60 min ago.',
    });
    expect(needWords({ ...one, count: 3, email: null }, now).title).toBe('3 invitations expired');
  });

  it('is counted in the same words everywhere', () =>
    expect([0, 1, 3].map(needsTitle)).toEqual(['Nothing needs you', '1 thing needs you', '3 things need you']));
});
