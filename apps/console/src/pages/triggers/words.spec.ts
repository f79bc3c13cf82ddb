import { cronWords, lookOf, whenWords, type AnyTrigger, stripLook } from './words';

describe('B12: when a trigger fires, in words', () => {
  it.each([
    ['*/15 * * * *', 'Every 15 minutes'],
    ['5 * * * *', 'Every hour, at minute 5'],
    ['0 7 * * *', 'Every day at 07:00'],
    ['20 15 * * 1-5', 'Weekdays at 15:20'],
    ['0 9 * * 1', 'Mondays at 09:00'],
    ['0 9 * * 7', 'Sundays at 09:00'],
    ['30 22 L * *', 'Every month on the last day at 22:30'],
    ['30 22 1 * *', 'Every month on day 1 at 22:30'],
    ['30 22 LW * *', '30 22 LW * *'],
    ['0 9 * 1 1', '0 9 * 1 1'],
    ['@daily', '@daily'],
  ])('%s is “%s”', (cron, words) => expect(cronWords(cron)).toBe(words));

  it('says how often, or what is waited for', () => {
    expect(whenWords({ kind: 'schedule', cron: null, everyMinutes: 60 })).toBe('Every hour');
    expect(whenWords({ kind: 'schedule', cron: null, everyMinutes: 90 })).toBe('Every 90 minutes');
    expect(whenWords({ kind: 'webhook', cron: null, everyMinutes: null })).toBe('A signed call');
    expect(whenWords({ kind: 'event', cron: null, everyMinutes: null })).toBe('The end of a run');
  });

  it('says why one does not fire', () => {
    const look = (over: Partial<AnyTrigger>) =>
      lookOf({ enabled: true, pausedAfter: null, held: null, ...over } as AnyTrigger).word;
    expect(look({})).toBe('Active');
    expect(look({ held: 'BOT_DISABLED' })).toBe('Held: the bot is disabled');
    expect(look({ held: 'OWNER_GONE' })).toBe('Held: nobody answers for the trigger');
    expect(look({ enabled: false, pausedAfter: 10 })).toBe('Paused after 10 failures');
    expect(look({ enabled: false })).toBe('Off');
  });
});

it('a due time looks like what came of it', () =>
  expect([
    stripLook('fired', 'succeeded'),
    stripLook('fired', 'failed'),
    stripLook('fired', 'running'),
    stripLook('fired', 'stopped'),
    stripLook('skipped', 'refused'),
    stripLook('not_launched', 'lost'),
  ]).toEqual(['ok', 'bad', 'busy', 'off', 'skipped', 'not_launched']));
