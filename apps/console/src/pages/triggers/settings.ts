import type { Settings } from '../../api/triggers';
import type { AnyTrigger } from './words';

/** How often a schedule fires, as it is chosen; `cron` is typed. */
export type Rhythm = 'minutes' | 'day' | 'weekdays' | 'week' | 'month' | 'cron';
export const rhythms: readonly { value: Rhythm; label: string }[] = [
  { value: 'minutes', label: 'so many minutes' },
  { value: 'day', label: 'day' },
  { value: 'weekdays', label: 'weekday' },
  { value: 'week', label: 'week' },
  { value: 'month', label: 'month' },
  { value: 'cron', label: 'as cron says' },
];

/** A trigger as it is typed. */
export interface Draft {
  name: string;
  rhythm: Rhythm;
  minutes: number;
  /** HH:MM */
  time: string;
  weekday: string;
  day: string;
  cron: string;
  zone: string;
  /** Of the organization; empty where it goes by none. */
  calendar: string;
  daysOff: string[];
  datesOff: string;
  source: string;
  ends: string[];
  overlap: 'skip' | 'queue' | 'parallel';
  missed: 'skip' | 'once' | 'all';
  missedAtMost: number;
  pauseAfter: number;
}

export const newDraft = (zone: string): Draft => ({
  name: '',
  rhythm: 'day',
  minutes: 15,
  time: '07:00',
  weekday: '1',
  day: '1',
  cron: '0 7 * * *',
  zone,
  calendar: '',
  daysOff: [],
  datesOff: '',
  source: '',
  ends: ['failed'],
  overlap: 'skip',
  missed: 'once',
  missedAtMost: 10,
  pauseAfter: 10,
});

/** As it is set now: the schedule as cron where it is one. */
export function draftOf(trigger: AnyTrigger): Draft {
  const draft = newDraft(trigger.zone ?? 'UTC');
  return {
    ...draft,
    name: trigger.name,
    rhythm: trigger.everyMinutes === null ? 'cron' : 'minutes',
    minutes: trigger.everyMinutes ?? draft.minutes,
    cron: trigger.cron ?? draft.cron,
    calendar: trigger.calendar?.calendarId ?? '',
    daysOff: (trigger.daysOff?.weekdays ?? []).map(String),
    datesOff: (trigger.daysOff?.dates ?? []).join('\n'),
    source: trigger.source?.botId ?? '',
    ends: trigger.source?.ends ?? draft.ends,
    overlap: trigger.overlap as Draft['overlap'],
    missed: trigger.missed as Draft['missed'],
    missedAtMost: trigger.missedAtMost,
    pauseAfter: trigger.pauseAfter,
  };
}

/** When it fires, as it is asked for. */
export function timingOf({ rhythm, minutes, time, weekday, day, cron }: Draft): {
  cron?: string;
  everyMinutes?: number;
} {
  const [hour, minute] = time.split(':').map(Number);
  const at = `${minute ?? 0} ${hour ?? 0}`;
  switch (rhythm) {
    case 'minutes':
      return { everyMinutes: minutes };
    case 'day':
      return { cron: `${at} * * *` };
    case 'weekdays':
      return { cron: `${at} * * 1-5` };
    case 'week':
      return { cron: `${at} * * ${weekday}` };
    case 'month':
      return { cron: `${at} ${day} * *` };
    case 'cron':
      return { cron: cron.trim() };
  }
}

/** The calendar that it goes by, as it is asked for. */
export const calendarOf = ({ calendar }: Draft): { calendarId?: string } =>
  calendar === '' ? {} : { calendarId: calendar };

/** All of it, as the API takes it. */
export function settingsOf(kind: string, draft: Draft): Settings {
  const { name, zone, overlap, missed, missedAtMost, pauseAfter } = draft;
  const dates = draft.datesOff.split(/\s+/).filter((date) => date !== '');
  const daysOff = { weekdays: draft.daysOff.map(Number), dates };
  const hasDaysOff = daysOff.weekdays.length + dates.length > 0;
  return {
    name: name.trim(),
    zone,
    overlap,
    missed,
    missedAtMost,
    pauseAfter,
    ...(kind === 'schedule' ? { ...timingOf(draft), ...(hasDaysOff ? { daysOff } : {}), ...calendarOf(draft) } : {}),
    ...(kind === 'event'
      ? { source: { botId: draft.source, ends: draft.ends as NonNullable<Settings['source']>['ends'] } }
      : {}),
  };
}
