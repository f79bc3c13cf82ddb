import {
  type BotsOfRuns,
  compareNames,
  type FiredTriggers,
  inWords,
  type Run,
  type RunFilters as OfferedFilters,
  runSource,
  runStatus,
  type RunStatus,
} from '@annals/contracts';
import type { z } from 'zod';
import { type Range, rangeWords, since } from '../../app/page-search';
import { clock, date } from '../../format/time';
import { personal } from '../../format/words';
import { runWords } from '../../format/status-words';

/** The filters of the run history, as they stand in the URL. */
export interface RunFilters {
  search?: string | undefined;
  time?: Range | undefined;
  /** Of a stretch of the strip, instead of `time`. */
  from?: string | undefined;
  to?: string | undefined;
  workspace?: string | undefined;
  bot?: string | undefined;
  actor?: string | undefined;
  outcome?: RunStatus | undefined;
  trigger?: string | undefined;
  source?: 'manual' | 'api' | 'trigger' | 'retry' | undefined;
  cursor?: string | undefined;
}

/** What the API is asked for. */
export const runsQueryOf = (filters: RunFilters, now: number) => ({
  search: filters.search,
  workspaceId: filters.workspace,
  botId: filters.bot,
  actor: filters.actor,
  status: filters.outcome,
  source: filters.source,
  triggerId: filters.trigger,
  cursor: filters.cursor,
  from: filters.from ?? (filters.time === undefined ? undefined : since(filters.time, now)),
  to: filters.to,
  limit: 50,
});

export const sourceWords = { manual: 'A person', api: 'A key', trigger: 'A trigger', retry: 'A retry' } as const;

/** What the values of filters are called. */
export interface Named {
  workspace?: string | undefined;
  bot?: string | undefined;
  actor?: string | undefined;
  trigger?: string | undefined;
}

/** The filters in a sentence: "Bot is dunning-mailer, outcome is Failed, last 24 hours." */
export function filterWords(filters: RunFilters, named: Named): string {
  const words = [
    filters.workspace === undefined ? '' : `workspace is ${named.workspace ?? 'unknown'}`,
    filters.bot === undefined ? '' : `bot is ${named.bot ?? 'unknown'}`,
    filters.actor === undefined ? '' : `asked by ${named.actor ?? 'somebody unknown'}`,
    filters.outcome === undefined ? '' : `outcome is ${runWords[filters.outcome]}`,
    filters.source === undefined ? '' : `started by ${sourceWords[filters.source].toLowerCase()}`,
    filters.trigger === undefined ? '' : `trigger is ${named.trigger ?? 'unknown'}`,
    filters.search === undefined ? '' : `error has “${filters.search}”`,
    stretch(filters) ?? (filters.time === undefined ? '' : rangeWords[filters.time]),
  ]
    .filter((each) => each !== '')
    .join(', ');
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A stretch of time that was chosen in the strip: "3 Oct 2026, 15:00 to 17:00 UTC". */
export function stretch({ from, to }: Pick<RunFilters, 'from' | 'to'>): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [first, last] = [`${date(from)}, ${clock(from, false)}`, clock(to, false)];
  return `${first} to ${date(from) === date(to) ? last : `${date(to)}, ${last}`} UTC`;
}

/** Whether any filter is set. */
export const filtered = (filters: RunFilters): boolean => filterWords(filters, {}) !== '';

type Offered = Pick<z.output<typeof OfferedFilters>, 'workspaces' | 'sources' | 'outcomes' | 'actors'> & {
  readonly bots: z.output<typeof BotsOfRuns>['items'];
  readonly triggers: z.output<typeof FiredTriggers>['items'];
};
const nothing: Offered = { workspaces: [], sources: [], outcomes: [], actors: [], triggers: [], bots: [] };

/** The choices of the filters: what occurs in this history, in words. */
export const choices = ({ workspaces, sources, outcomes, actors, triggers, bots }: Offered = nothing) => ({
  bots: bots
    .map(({ botId, name }) => ({ value: botId, label: name }))
    .sort((one, other) => compareNames(one.label, other.label)),
  outcomes: runStatus.options
    .filter((each) => outcomes.includes(each))
    .map((value) => ({ value, label: runWords[value] })),
  triggers: triggers
    .map(({ triggerId, name, botName }) => ({ value: triggerId, label: `${name}, ${botName}` }))
    .sort((one, other) => compareNames(one.label, other.label)),
  workspaces: workspaces.map(({ workspaceId, name }) => ({ value: workspaceId, label: name })),
  sources: runSource.options
    .filter((each) => sources.includes(each))
    .map((value) => ({ value, label: sourceWords[value] })),
  actors: actors
    .map((actor) => ({
      value: actor.value,
      label: `${actorName(actor)}${actor.kind === 'key' && actor.label !== undefined ? ', a key' : ''}`,
    }))
    .sort((one, other) => compareNames(one.label, other.label)),
});

interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

/** What is chosen is among what is offered, also where nothing is of it. */
export const withChosen = <Value extends string>(
  options: readonly Choice<Value>[],
  { value, label }: { value: Value | undefined; label: string | undefined },
): readonly Choice<Value>[] =>
  value === undefined || label === undefined || options.some((option) => option.value === value)
    ? options
    : [...options, { value, label }];

/** Who did something, by name where the reader may see it. */
export const actorName = ({ kind, label }: z.output<typeof Run>['requestedBy']): string =>
  label === undefined ? inWords(actorKinds, kind) : personal(label);
const actorKinds = { user: 'A person', key: 'A key', system: 'Annals', operator: 'An operator' };
