import { z } from 'zod';
import type { RunRefusal } from '../api';
import { daysOff } from '../calendars/api';
import {
  effect,
  id,
  instant,
  line,
  page,
  paged,
  reason,
  search,
  utcDay,
  word,
  askedTimeZone,
  timeZone,
} from '../../words';

export const TriggerParams = z.object({ organizationId: id, triggerId: id });

/** What lets a trigger fire beside somebody's hand: the clock, a signed call, or how a run of another bot ended. */
export const triggerKind = z.enum(['schedule', 'webhook', 'event']);
export type TriggerKind = z.output<typeof triggerKind>;
/**
 * Where the run before is still going: `skip` leaves this one out, `queue` waits for it (ten at most; the one that waits
 * longest gives way), `parallel` does not look.
 */
export const overlapPolicy = z.enum(['skip', 'queue', 'parallel']);
/** What becomes of due times at which nobody was there: none is fired, the last one is, or the last `missedAtMost`. */
export const missedPolicy = z.enum(['skip', 'once', 'all']);
/** Ends of runs that an event trigger may wait for. */
export const awaitedEnd = z.enum(['succeeded', 'failed', 'timed_out', 'lost', 'stopped', 'killed']);
export type AwaitedEnd = z.output<typeof awaitedEnd>;

/** How many triggers there are at most. A schedule has minutes: none fires more often than every minute. */
export const triggerLimits = { organization: 2_000, workspace: 1_000, bot: 100 } as const;
/** How many due times of a trigger wait at most where it queues. */
export const MOST_WAITING = 10;

/**
 * Why a due time did not become a run, beside what any run is refused for. `MISSED`: nobody was there; `STILL_RUNNING`:
 * the run before was still going; `TOO_MANY_WAIT`: it waited, and too many came after it; `OWNER_GONE`: nobody answers for
 * the trigger any more; `TRIGGER_CHANGED`: the trigger was changed, turned off or deleted before it fired.
 */
export const skipReason = z.enum([
  'MISSED',
  'STILL_RUNNING',
  'TOO_MANY_WAIT',
  'DAY_OFF',
  'OWNER_GONE',
  'TRIGGER_CHANGED',
]);
export type SkipReason = z.output<typeof skipReason> | RunRefusal;

const CRON = /^(?:@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)|\S+(?: \S+){4})$/;
/** Minute, hour, day of the month, month and day of the week; or a nickname. Whether it ever fires is looked at later. */
const cron = z
  .string()
  .trim()
  .max(100)
  .overwrite((value) => value.replace(/\s+/g, ' '))
  .regex(CRON, 'has five fields: minute, hour, day of month, month, day of week')
  .meta({ example: '*/15 * * * *' });
const when = {
  /** Either this, or `everyMinutes`. */
  cron: cron.optional(),
  /** Counted from when it was made or switched on. */
  everyMinutes: z.int().min(1).max(525_600).optional(),
  zone: askedTimeZone.default('UTC'),
};
const source = z.strictObject({ botId: id, ends: z.array(awaitedEnd).min(1).max(6) });
const settings = {
  name: line(1, 80),
  ...when,
  /** In the zone of the schedule, as those of the calendar. */
  daysOff: z.strictObject(daysOff).optional(),
  /** A calendar of the organization whose days are off, too. */
  calendarId: id.optional(),
  /** Of an event trigger: which ends of whose runs it waits for. */
  source: source.optional(),
  overlap: overlapPolicy.default('skip'),
  missed: missedPolicy.default('once'),
  missedAtMost: z.int().min(1).max(100).default(10),
  /** After so many failures in a row it pauses itself. */
  pauseAfter: z.int().min(1).max(100).default(10),
};
/** POST …/bots/{botId}/triggers */
export const CreateTrigger = z.strictObject({ kind: triggerKind, ...settings }).meta({ id: 'CreateTrigger' });
/** POST …/triggers/{triggerId}: all of it as it shall be; its kind and its bot stay. */
export const UpdateTrigger = z.strictObject({ ...settings, reason }).meta({ id: 'UpdateTrigger' });
/** POST …/triggers/{triggerId}/enable, /disable, /delete, /secret */
export const ToggleTrigger = z.strictObject({ reason }).meta({ id: 'ToggleTrigger' });
/** POST …/triggers/{triggerId}/owner */
export const ReassignTrigger = z.strictObject({ personId: id, reason }).meta({ id: 'ReassignTrigger' });
/** POST …/triggers/change: what is done to each of so many triggers, and why. */
export const changeOfTriggers = z.enum(['enable', 'disable', 'delete']);
export const ChangeTriggers = z
  .strictObject({ act: changeOfTriggers, triggerIds: z.array(id).min(1).max(100), reason })
  .meta({ id: 'ChangeTriggers' });
/** Of each, in the order in which they were named: what it was refused with, or null where it is so now. */
export const ChangedTriggers = z
  .object({ items: z.array(z.object({ triggerId: id, code: z.string().nullable() })).max(100), position: z.string() })
  .meta({ id: 'ChangedTriggers' });
export const TriggerEffect = z.object({ triggerId: id, ...effect }).meta({ id: 'TriggerEffect' });
/** Of a webhook also where it is called and what its calls are signed with: shown once. */
export const TriggerSecret = z
  .object({ triggerId: id, ...effect, address: z.string().nullable(), secret: z.string().nullable() })
  .meta({ id: 'TriggerSecret' });

export const Trigger = z
  .object({
    triggerId: id,
    botId: id,
    botName: z.string(),
    workspaceId: id,
    name: z.string(),
    kind: word(),
    /** The wish of who set it: off, or on. */
    enabled: z.boolean(),
    /** Why it does not fire although it is on; null where it does. */
    held: z.string().nullable(),
    /** After so many failures in a row it paused itself; null where it did not. */
    pausedAfter: z.int().nullable(),
    cron: z.string().nullable(),
    everyMinutes: z.int().nullable(),
    zone: timeZone.nullable(),
    daysOff: z.object({ weekdays: z.array(z.int()), dates: z.array(utcDay) }).nullable(),
    calendar: z.object({ calendarId: id, name: z.string() }).nullable(),
    source: z.object({ botId: id, ends: z.array(word()) }).nullable(),
    overlap: word(),
    missed: word(),
    missedAtMost: z.int(),
    pauseAfter: z.int(),
    /** The person who answers for it; null where nobody does, and for who may not see people (W15). */
    ownerId: id.nullable(),
    createdAt: instant,
    /** When it fires next, five times at most, as far as a schedule that is on does: days off are left out. */
    next: z.array(instant).max(5),
    last: z.object({ runId: id, status: word(), at: instant }).nullable(),
    sequence: z.int(),
  })
  .meta({ id: 'Trigger' });
/** By name. `held` ones are on and do not fire; `paused` ones paused themselves. */
export const triggerState = z.enum(['paused', 'held', 'active', 'off']);
export type TriggerState = z.output<typeof triggerState>;
/** What is true of a trigger, beside the wish of who set it. */
export const stateOfTrigger = ({
  enabled,
  pausedAfter,
  held,
}: Pick<z.output<typeof Trigger>, 'enabled' | 'pausedAfter' | 'held'>): TriggerState => {
  if (!enabled) return pausedAfter === null ? 'off' : 'paused';
  return held === null ? 'active' : 'held';
};
export const ListTriggers = z.strictObject({
  ...page,
  search,
  botId: id.optional(),
  kind: triggerKind.optional(),
  state: triggerState.optional(),
});
export const Triggers = z
  .object({
    ...paged(Trigger),
    /** Of all that the reader sees, whatever is asked for. */
    counts: z.object({ paused: z.int(), held: z.int(), active: z.int(), off: z.int() }),
  })
  .meta({ id: 'Triggers' });

/**
 * What a due time came to. `skipped`: as it is set, or as somebody wished; `not_launched`: it should have begun and could
 * not, because of who asks or whom it runs as, or it was refused when a worker came for it.
 */
export const fireFate = z.enum(['fired', 'skipped', 'not_launched']);
export type FireFate = z.output<typeof fireFate>;
/** GET …/triggers/{triggerId}/fires: newest first; a spell of due times that were left out is one. */
export const ListFires = z.strictObject({ ...page, outcome: fireFate.optional() });
export const Fire = z.object({
  runId: id.nullable(),
  /** Of a schedule: the due time, the last of a spell; otherwise when it was asked for. */
  due: instant,
  from: instant.nullable(),
  /** How many due times this is. */
  count: z.int(),
  fate: fireFate,
  status: word(),
  code: z.string().nullable(),
  error: z.string().nullable(),
  firedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  sequence: z.int(),
});
export const Fires = z.object(paged(Fire)).meta({ id: 'Fires' });

/** GET …/triggers/{triggerId}/figures: of its last 1,000 due times within 30 days. */
export const figuresOf = { dueTimes: 1_000, days: 30, inStrip: 30 } as const;
export const FireFigures = z
  .object({
    due: z.int(),
    fired: z.int(),
    skipped: z.array(z.object({ code: z.string(), count: z.int() })).max(40),
    notLaunched: z.int(),
    /** Milliseconds after its due time at which a half, and 99 of 100, of those by the clock were fired. */
    lateBy: z.object({ p50: z.int(), p99: z.int() }).nullable(),
    /** The last ones, the oldest first; a spell is one. */
    strip: z
      .array(
        z.object({
          due: instant,
          count: z.int(),
          runId: id.nullable(),
          status: word(),
          code: z.string().nullable(),
          fate: fireFate,
        }),
      )
      .max(figuresOf.inStrip),
  })
  .meta({ id: 'FireFigures' });

/** So many days that are left out are named. */
export const MOST_LEFT_OUT = 10;
/** GET …/schedule: when something would fire, in order; and the next change of the zone's clock after now. */
export const PreviewSchedule = z.strictObject({
  ...when,
  everyMinutes: z.coerce.number().int().min(1).max(525_600).optional(),
  weekdaysOff: z
    .string()
    .regex(/^(?:[1-7](?:,[1-7])*)?$/)
    .optional(),
  calendarId: id.optional(),
});
export const Schedule = z
  .object({
    next: z.array(z.object({ at: instant, local: z.string() })).max(5),
    /** Days off until the last of these that it would have fired on: the first ten. */
    leftOut: z.array(utcDay).max(MOST_LEFT_OUT),
    clockChange: z.object({ at: instant, minutes: z.int() }).nullable(),
  })
  .meta({ id: 'Schedule' });

/** POST /api/v1/hooks/{token} */
export const HookParams = z.object({ token: z.string().min(1).max(300) });
export const HookAnswer = z.object({ runId: id }).meta({ id: 'HookAnswer' });
