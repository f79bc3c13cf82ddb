import { type FireFate, type Trigger, type TriggerState, stateOfTrigger } from '@annals/contracts';
import {
  IconAlertTriangleFilled,
  IconBolt,
  IconClock,
  IconHandStop,
  IconPlayerPause,
  IconPointFilled,
  type TablerIcon,
  IconWebhook,
} from '@tabler/icons-react';
import type { z } from 'zod';
import type { Look } from '../../components/status';
import { plural } from '../../format/words';
import { refusalWords } from '../runs/outcome';

export type AnyTrigger = z.output<typeof Trigger>;
type Timing = Pick<AnyTrigger, 'cron' | 'everyMinutes'>;

export const stateLooks: Readonly<Record<TriggerState, Look>> = {
  paused: { word: 'Paused', icon: IconAlertTriangleFilled, tone: 'bad' },
  held: { word: 'Held', icon: IconHandStop, tone: 'no' },
  active: { word: 'Active', icon: IconPointFilled, tone: 'ok' },
  off: { word: 'Off', icon: IconPlayerPause, tone: 'quiet' },
};

/** With why it does not fire, where it does not. */
export function lookOf(trigger: AnyTrigger): Look {
  const look = stateLooks[stateOfTrigger(trigger)];
  if (trigger.pausedAfter !== null) return { ...look, word: `Paused after ${plural(trigger.pausedAfter, 'failure')}` };
  if (trigger.held === null) return look;
  const why = refusalWords(trigger.held);
  return { ...look, word: `Held: ${why.charAt(0).toLowerCase()}${why.slice(1)}` };
}

export const kindWords: Readonly<Record<string, string>> = {
  schedule: 'Schedule',
  webhook: 'Signed call',
  event: 'Event',
};
export const kindIcons: Readonly<Record<string, TablerIcon>> = {
  schedule: IconClock,
  webhook: IconWebhook,
  event: IconBolt,
};

const days = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const two = (value: string | undefined): string => (value ?? '').padStart(2, '0');
const span = (minutes: number): string => {
  const [number, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return number === 1 ? `Every ${unit}` : `Every ${number} ${unit}s`;
};

/** A cron expression in words, where they are short; else itself. */
export function cronWords(cron: string): string {
  const [minute, hour, day, month, weekday, more] = cron.split(' ');
  const step = /^\*\/(\d+)$/.exec(minute ?? '')?.[1];
  const [everyHour, everyDay] = [hour === '*', day === '*' && month === '*'];
  if (more === undefined && everyDay && weekday === '*' && everyHour && step !== undefined) return span(Number(step));
  if (!/^\d+$/.test(minute ?? '') || month !== '*') return cron;
  if (everyHour && everyDay && weekday === '*') return `Every hour, at minute ${minute}`;
  if (!/^\d+$/.test(hour ?? '')) return cron;
  const at = `at ${two(hour)}:${two(minute)}`;
  if (everyDay && weekday === '*') return `Every day ${at}`;
  if (everyDay && weekday === '1-5') return `Weekdays ${at}`;
  if (everyDay && /^[0-7]$/.test(weekday ?? '')) return `${days[Number(weekday) % 7]} ${at}`;
  if (weekday === '*' && /^\d+$/.test(day ?? '')) return `Every month on day ${day} ${at}`;
  return weekday === '*' && day === 'L' ? `Every month on the last day ${at}` : cron;
}

/** When it fires, in a line. */
export function whenWords({ cron, everyMinutes, kind }: Timing & Pick<AnyTrigger, 'kind'>): string {
  if (everyMinutes !== null) return span(everyMinutes);
  if (cron !== null) return cronWords(cron);
  return kind === 'webhook' ? 'A signed call' : 'The end of a run';
}

export const overlapWords: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  skip: ['Skip this one', 'Nothing runs twice. The skip is written down.'],
  queue: ['Wait in line', 'Runs right after; ten wait at most, then the one that waits longest is skipped.'],
  parallel: ['Run beside it', 'As many at the same time as the bot is set to.'],
};
export const missedWords: Readonly<Record<string, string>> = {
  skip: 'leave them out',
  once: 'run once for all of them',
  all: 'run the last ones, up to',
};

const stripLooks: Readonly<Record<string, 'ok' | 'bad' | 'busy'>> = {
  succeeded: 'ok',
  failed: 'bad',
  timed_out: 'bad',
  lost: 'bad',
  running: 'busy',
  stopping: 'busy',
};
/** How a due time looks in the strip of a trigger. */
export const stripLook = (fate: FireFate, status: string): 'ok' | 'bad' | 'busy' | 'off' | FireFate =>
  fate === 'fired' ? (stripLooks[status] ?? 'off') : fate;
