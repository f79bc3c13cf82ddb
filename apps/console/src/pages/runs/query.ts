import type { RunStatus } from '@annals/contracts';
import { type Range, rangeWords, since } from '../../app/page-search';
import { runWords } from '../../format/status-words';

/** The filters of the run history, as they stand in the URL. */
export interface RunFilters {
  search?: string | undefined;
  time?: Range | undefined;
  bot?: string | undefined;
  outcome?: RunStatus | undefined;
  source?: 'manual' | 'api' | 'trigger' | 'retry' | undefined;
  cursor?: string | undefined;
}

/** What the API is asked for. */
export const runsQueryOf = (filters: RunFilters, now: number) => ({
  search: filters.search,
  botId: filters.bot,
  status: filters.outcome,
  source: filters.source,
  cursor: filters.cursor,
  from: filters.time === undefined ? undefined : since(filters.time, now),
  limit: 50,
});

export const sourceWords = { manual: 'A person', api: 'A key', trigger: 'A trigger', retry: 'A retry' } as const;

/** The filters in a sentence: "Bot is dunning-mailer, outcome is Failed, last 24 hours." */
export function filterWords(filters: RunFilters, botName: string | undefined): string {
  const words = [
    filters.bot === undefined ? '' : `bot is ${botName ?? 'unknown'}`,
    filters.outcome === undefined ? '' : `outcome is ${runWords[filters.outcome]}`,
    filters.source === undefined ? '' : `started by ${sourceWords[filters.source].toLowerCase()}`,
    filters.search === undefined ? '' : `error has “${filters.search}”`,
    filters.time === undefined ? '' : rangeWords[filters.time],
  ]
    .filter((each) => each !== '')
    .join(', ');
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Whether any filter is set. */
export const filtered = (filters: RunFilters): boolean => filterWords(filters, '') !== '';
