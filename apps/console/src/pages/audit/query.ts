import { type auditArea, type AuditFilters, type auditOutcome, compareNames } from '@annals/contracts';
import type { z } from 'zod';
import { type Range, rangeWords, since } from '../../app/page-search';
import { clock, date, utcDay } from '../../format/time';
import { eventWords, personal, shortId } from '../../format/words';

export type Area = z.output<typeof auditArea>;
export type Outcome = z.output<typeof auditOutcome>;

/** The filters of the audit log, as they stand in the URL. */
export interface AuditFilters {
  search?: string | undefined;
  time?: Range | undefined;
  /** Any stretch of time, instead of `time`. */
  from?: string | undefined;
  to?: string | undefined;
  session?: string | undefined;
  routine?: 'shown' | undefined;
  area?: Area | undefined;
  type?: string | undefined;
  actor?: string | undefined;
  outcome?: Outcome | undefined;
  cursor?: string | undefined;
}

/** What the API is asked for. */
export const auditQueryOf = (filters: AuditFilters, now: number) => ({
  area: filters.area,
  type: filters.type,
  actor: filters.actor,
  outcome: filters.outcome,
  session: filters.session,
  search: filters.search,
  routine: filters.routine ?? ('folded' as const),
  cursor: filters.cursor,
  from: filters.from ?? (filters.time === undefined ? undefined : since(filters.time, now)),
  to: filters.to,
  limit: 50,
});

/** What of these filters a file knows: all but what is looked for by its text, and by a session. */
export const fileFilterOf = ({ area, type, actor, outcome, from, to }: ReturnType<typeof auditQueryOf>) => ({
  ...(area === undefined ? {} : { area }),
  ...(type === undefined ? {} : { type }),
  ...(actor === undefined ? {} : { actor }),
  ...(outcome === undefined ? {} : { outcome }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** Areas as people call them. */
export const areaWords: Readonly<Record<Area, string>> = {
  organization: 'Organization',
  fleet: 'Bots',
  run: 'Runs',
  knowledge: 'Knowledge',
  keys: 'API keys',
  billing: 'Billing',
  access: 'Access',
  security: 'Security',
  oversight: 'Audit',
};
const outcomeWords: Readonly<Record<Outcome, string>> = { allowed: 'Allowed', denied: 'Refused' };
const isArea = (area: string): area is Area => Object.hasOwn(areaWords, area);
export const areaName = (area: string): string => (isArea(area) ? areaWords[area] : eventWords(area));

interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}
const byLabel = (one: Choice, other: Choice) => compareNames(one.label, other.label);
const actorWords = ({ kind, label }: z.output<typeof AuditFilters>['actors'][number]) =>
  `${personal(label)}${kind === 'key' ? ', a key' : ''}`;

type Offered = Omit<z.output<typeof AuditFilters>, 'next'>;

/**
 * The choices of the filters: what occurs in this organization, in words. The system acts under many names, so each
 * says its own.
 */
export function choices(offered: Offered = { types: [], outcomes: [], actors: [] }): {
  actors: Choice[];
  areas: Choice<Area>[];
  outcomes: Choice<Outcome>[];
  types: Choice[];
} {
  return {
    actors: offered.actors
      .map((actor) => ({
        value: actor.value,
        label: actor.kind === 'system' ? `Annals, ${actor.id}` : actorWords(actor),
      }))
      .sort(byLabel),
    areas: [...new Set(offered.types.map(({ area }) => area))]
      .filter(isArea)
      .map((value) => ({ value, label: areaWords[value] }))
      .sort(byLabel),
    // whether it was allowed is worth asking where something was not
    outcomes: offered.outcomes.includes('denied')
      ? offered.outcomes.map((value) => ({ value, label: outcomeWords[value] }))
      : [],
    types: offered.types.map(({ type }) => ({ value: type, label: eventWords(type) })).sort(byLabel),
  };
}

/** The filters in a sentence. */
export function auditFilterWords(filters: AuditFilters, actorName: string | undefined): string {
  const words = [
    filters.search === undefined ? '' : `the text is “${filters.search}”`,
    timeWords(filters),
    filters.session === undefined ? '' : `session is ${shortId(filters.session)}`,
    filters.actor === undefined ? '' : `actor is ${actorName ?? 'unknown'}`,
    filters.area === undefined ? '' : `area is ${areaWords[filters.area]}`,
    filters.outcome === undefined ? '' : `outcome is ${outcomeWords[filters.outcome]}`,
    filters.type === undefined ? '' : `what happened is ${eventWords(filters.type)}`,
  ]
    .filter((each) => each !== '')
    .join(', ');
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const minute = (at: string): string => `${date(at)}, ${clock(at, false)}`;

/** From when to when, in words; nothing for all of time. */
export function timeWords({ time, from, to }: Pick<AuditFilters, 'time' | 'from' | 'to'>): string {
  if (from !== undefined && to !== undefined) return `${minute(from)} to ${minute(to)} UTC`;
  if (from !== undefined) return `since ${minute(from)} UTC`;
  if (to !== undefined) return `before ${minute(to)} UTC`;
  return time === undefined ? '' : rangeWords[time];
}

/** Entries under the UTC day they happened on, in the order they came. */
export function byDay<Entry extends { at: string }>(entries: readonly Entry[]): { day: string; entries: Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const day = utcDay(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
