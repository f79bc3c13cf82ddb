import { CreateTrigger } from '@annals/contracts';
import { draftOf, newDraft, settingsOf, timingOf } from './settings';
import type { AnyTrigger } from './words';

const CALENDAR = '0c000000-0000-4000-8000-0000000000f2';
const draft = { ...newDraft('Europe/Oslo'), name: ' Month end ' };

describe('B12: a trigger as it is typed', () => {
  it('is asked for as the API takes it', () => {
    const asked = settingsOf('schedule', {
      ...draft,
      daysOff: ['6', '7'],
      datesOff: '2026-12-25\n2026-12-26',
      calendar: CALENDAR,
    });
    expect(CreateTrigger.parse({ kind: 'schedule', ...asked })).toMatchObject({
      name: 'Month end',
      cron: '0 7 * * *',
      daysOff: { weekdays: [6, 7], dates: ['2026-12-25', '2026-12-26'] },
      calendarId: CALENDAR,
    });
    expect(settingsOf('webhook', draft)).not.toHaveProperty('cron');
    expect(settingsOf('event', { ...draft, source: 'b1' })).toMatchObject({
      source: { botId: 'b1', ends: ['failed'] },
    });
  });

  it.each([
    ['minutes', { everyMinutes: 15 }],
    ['day', { cron: '5 22 * * *' }],
    ['weekdays', { cron: '5 22 * * 1-5' }],
    ['week', { cron: '5 22 * * 1' }],
    ['month', { cron: '5 22 L * *' }],
    ['cron', { cron: '0 7 * * *' }],
  ] as const)('every %s', (rhythm, timing) =>
    expect(timingOf({ ...draft, rhythm, time: '22:05', day: 'L' })).toEqual(timing),
  );

  it('one that is there is shown as it is set', () => {
    const timing = { cron: '0 * * * *', everyMinutes: null, zone: 'UTC', daysOff: null };
    const calendar = { calendarId: CALENDAR, name: 'Oslo' };
    const trigger = { name: 'Hourly', ...timing, calendar, source: null };
    const policies = { overlap: 'queue', missed: 'all', missedAtMost: 3, pauseAfter: 5 };
    expect(settingsOf('schedule', draftOf({ ...trigger, ...policies } as AnyTrigger))).toEqual({
      name: 'Hourly',
      cron: '0 * * * *',
      zone: 'UTC',
      calendarId: CALENDAR,
      ...policies,
    });
  });
});
