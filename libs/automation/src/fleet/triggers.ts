import {
  refused,
  triggerLimits,
  type EventOf,
  type FleetEvent,
  type triggerCreated,
  type triggerUpdated,
} from '@annals/contracts';
import type { Frozen, Instant, Seen, SliceEvolve } from '@annals/kernel';
import type { Bot, Bots, Owner } from './bots';

/** When a schedule comes due: by a cron expression, or so often from an instant on. */
export interface Timing {
  readonly zone: string;
  readonly cron?: string | undefined;
  readonly everyMinutes?: number | undefined;
}

/** Days on which nothing fires that goes by them: ISO days of the week, and single days. */
export interface DaysOff {
  readonly weekdays: readonly number[];
  readonly dates: readonly string[];
}

/** How a trigger is set. Words of another release stay as they are: nobody here acts on them. */
export interface TriggerSettings {
  readonly timing: Timing | undefined;
  readonly daysOff: DaysOff | undefined;
  /** Of the organization: its days are off, too. */
  readonly calendarId: string | undefined;
  readonly source: { readonly botId: string; readonly ends: readonly string[] } | undefined;
  readonly overlap: string;
  readonly missed: string;
  readonly missedAtMost: number;
  readonly pauseAfter: number;
}

/** A trigger as decisions see it. */
export interface Trigger extends TriggerSettings {
  readonly triggerId: string;
  readonly botId: string;
  readonly kind: string;
  readonly name: string;
  readonly owner: Owner | undefined;
  /** Somebody answered for it, and nobody does now: it is held. */
  readonly isLeft: boolean;
  readonly enabled: boolean;
  /** Its due times are those after. */
  readonly from: Instant;
  /** The same of how it was set, or on, before. */
  readonly before: Instant | undefined;
  /** Due times up to this one were left out, by the last spell. */
  readonly missedUntil: Instant | undefined;
  /** Of its address and secret. */
  readonly generation: number;
}

export type Triggers = Map<string, Trigger>;

interface Fleet {
  readonly bots: Bots;
  readonly triggers: Triggers;
}

type Set = Pick<Seen<EventOf<typeof triggerCreated> | EventOf<typeof triggerUpdated>>, 'text'> & {
  readonly data: Omit<EventOf<typeof triggerUpdated>['data'], 'triggerId' | 'from'>;
};

/** What an event says of how a trigger is set. */
export function settingsOf({ data, text }: Set): TriggerSettings & { readonly name: string } {
  const { schedule, daysOff, calendarId, source, overlap, missed, missedAtMost, pauseAfter } = data;
  const timing = schedule && { ...schedule, cron: text.cron };
  return { name: text.name, timing, daysOff, calendarId, source, overlap, missed, missedAtMost, pauseAfter };
}

function change(triggers: Triggers, triggerId: string, to: Partial<Trigger>): void {
  const trigger = triggers.get(triggerId);
  if (trigger) triggers.set(triggerId, { ...trigger, ...to });
}

function begin(
  triggers: Triggers,
  { triggerId, from }: { readonly triggerId: string; readonly from: Instant },
  to: Partial<Trigger>,
): void {
  change(triggers, triggerId, { from, before: triggers.get(triggerId)?.from, ...to });
}

export const triggersEvolve = {
  TriggerCreated: (triggers, event) => {
    const { triggerId, botId, kind, ownedBy } = event.data;
    const what = { triggerId, botId, kind, owner: ownedBy, isLeft: false, before: undefined, missedUntil: undefined };
    triggers.set(triggerId, { ...what, enabled: true, generation: 1, from: event.data.from, ...settingsOf(event) });
  },
  TriggerUpdated: (triggers, event) => begin(triggers, event.data, settingsOf(event)),
  TriggerEnabled: (triggers, { data }) => begin(triggers, data, { enabled: true }),
  TriggerDisabled: (triggers, { data }) => change(triggers, data.triggerId, { enabled: false }),
  TriggerAutoPaused: (triggers, { data }) => change(triggers, data.triggerId, { enabled: false }),
  TriggerSecretRotated: (triggers, { data }) => change(triggers, data.triggerId, { generation: data.generation }),
  TriggerReassigned: (triggers, { data: { triggerId, ownedBy } }) =>
    change(triggers, triggerId, { owner: ownedBy, isLeft: ownedBy === undefined }),
  TriggerDeleted: (triggers, { data }) => {
    triggers.delete(data.triggerId);
  },
  TriggerFiresMissed: (triggers, { data }) => change(triggers, data.triggerId, { missedUntil: data.until }),
} satisfies SliceEvolve<Triggers, FleetEvent>;

/** @throws Refused TRIGGER_NOT_FOUND */
export function mustHaveTrigger({ triggers }: Frozen<Pick<Fleet, 'triggers'>>, triggerId: string): Frozen<Trigger> {
  const trigger = triggers.get(triggerId);
  if (!trigger) throw refused('TRIGGER_NOT_FOUND');
  return trigger;
}

/** @throws Refused TRIGGER_LIMIT_REACHED with what is full: the bot, its workspace or the organization */
export function mustHaveRoom({ bots, triggers }: Frozen<Fleet>, { botId, workspaceId }: Frozen<Bot>): void {
  const all = [...triggers.values()];
  const full = (of: keyof typeof triggerLimits, count: number): void => {
    if (count >= triggerLimits[of]) throw refused('TRIGGER_LIMIT_REACHED', { of, limit: triggerLimits[of] });
  };
  full('bot', all.filter((each) => each.botId === botId).length);
  full('workspace', all.filter((each) => bots.get(each.botId)?.workspaceId === workspaceId).length);
  full('organization', all.length);
}

/**
 * A bot that would be set off by its own runs, at once or by way of others, would go on for ever.
 * @throws Refused TRIGGER_LOOP
 */
export function mustNotLoop(
  { triggers }: Frozen<Pick<Fleet, 'triggers'>>,
  { triggerId, from, to }: { readonly triggerId: string; readonly from: string; readonly to: string },
): void {
  const links = [...triggers.values()].filter((each) => each.source && each.triggerId !== triggerId);
  const reached = new Set([to]);
  for (const bot of reached) for (const { source, botId } of links) if (source?.botId === bot) reached.add(botId);
  if (reached.has(from)) throw refused('TRIGGER_LOOP');
}

/** The triggers of a person that belong to a membership which is not theirs now (any more). */
export function triggersLeftBehind(
  { triggers }: Frozen<Pick<Fleet, 'triggers'>>,
  personId: string,
  membership: number | undefined,
): string[] {
  return [...triggers.values()]
    .filter(({ owner }) => owner?.personId === personId && owner.membership !== membership)
    .map(({ triggerId }) => triggerId);
}
