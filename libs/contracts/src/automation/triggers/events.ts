import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { code, generation, id, instant, line, owner, timeZone, utcDay, word } from '../../words';
import { awaitedEnd, missedPolicy, overlapPolicy, skipReason, triggerKind } from './api';
import { runRefusal } from '../api';

const settings = {
  /** With `cron` in the text, or so often from `from` on. */
  schedule: z.object({ zone: timeZone, everyMinutes: z.int().min(1).optional() }).optional(),
  daysOff: z.object({ weekdays: z.array(z.int().min(1).max(7)), dates: z.array(utcDay) }).optional(),
  /** Whose days are off, too. */
  calendarId: id.optional(),
  source: z.object({ botId: id, ends: z.array(word(awaitedEnd.options)) }).optional(),
  overlap: word(overlapPolicy.options),
  missed: word(missedPolicy.options),
  missedAtMost: z.int().min(1),
  pauseAfter: z.int().min(1),
};
const typed = { name: line(1, 80), cron: z.string().max(100).optional() };

/** In stream `fleet-{organizationId}`, beside bots. Due times are those after `from`. A fire is a run (history.md §7). */
export const triggerCreated = defineEvent('TriggerCreated', {
  version: 2,
  data: {
    triggerId: id,
    botId: id,
    kind: word(triggerKind.options),
    ownedBy: owner.optional(),
    from: instant,
    ...settings,
  },
  text: typed,
});
export const triggerUpdated = defineEvent('TriggerUpdated', {
  version: 2,
  data: { triggerId: id, from: instant, ...settings },
  text: typed,
});
export const triggerEnabled = defineEvent('TriggerEnabled', { data: { triggerId: id, from: instant } });
export const triggerDisabled = defineEvent('TriggerDisabled', { data: { triggerId: id } });
/** P15: so many of its fires in a row came to nothing. */
export const triggerAutoPaused = defineEvent('TriggerAutoPaused', {
  data: { triggerId: id, failures: z.int().min(1) },
});
export const triggerSecretRotated = defineEvent('TriggerSecretRotated', { data: { triggerId: id, generation } });
export const triggerReassigned = defineEvent('TriggerReassigned', {
  data: { triggerId: id, ownedBy: owner.optional() },
});
export const triggerDeleted = defineEvent('TriggerDeleted', { data: { triggerId: id } });
/** A spell of due times that were left out, after the first one of it, which is a refused run. */
export const triggerFiresMissed = defineEvent('TriggerFiresMissed', {
  data: {
    triggerId: id,
    from: instant,
    until: instant,
    count: z.int().min(1),
    reason: code<string>([...runRefusal.options, ...skipReason.options]),
  },
});

export const triggerEvents = {
  triggerCreated,
  triggerUpdated,
  triggerEnabled,
  triggerDisabled,
  triggerAutoPaused,
  triggerSecretRotated,
  triggerReassigned,
  triggerDeleted,
  triggerFiresMissed,
};
