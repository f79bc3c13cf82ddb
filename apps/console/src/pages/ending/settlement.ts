import type { AssetPlan, Belongings } from '@annals/contracts';
import type { z } from 'zod';
import type { ApiError } from '../../api/problem';
import { plural } from '../../format/words';

/** Who gets a thing; null: it is held, disabled and without an owner. */
export type Place = { readonly personId: string; readonly name: string } | null;
/** What is decided so far, by the id of a bot; `REST` for those that are too many to be named. */
export type Places = ReadonlyMap<string, Place>;
type Owned = z.output<typeof Belongings>;

/** All bots that the answer does not name. */
export const REST = 'rest';

/** How many bots are not named. */
export const unnamed = ({ bots, botsTotal }: Owned): number => botsTotal - bots.length;

/** How many runs of those are at work. */
export const unnamedRuns = ({ bots, runningTotal }: Owned): number =>
  runningTotal - bots.reduce((sum, { running }) => sum + running, 0);

/** What needs a decision, in the order in which it is shown. */
export const toDecide = (owned: Owned): readonly string[] => [
  ...owned.bots.map(({ botId }) => botId),
  ...(unnamed(owned) > 0 ? [REST] : []),
];

/** The plan as the API takes it; undefined where nothing is decided. */
export function planOf(places: Places): z.input<typeof AssetPlan> | undefined {
  if (places.size === 0) return undefined;
  const to = (place: Place | undefined) => place?.personId ?? null;
  const bots = [...places].flatMap(([botId, place]) => (botId === REST ? [] : [{ botId, to: to(place) }]));
  return { bots, ...(places.has(REST) ? { others: to(places.get(REST)) } : {}) };
}

/** "2 bots and 1 API key to look at. Each bot needs a new owner, or a rest, first." */
export function inWords({ botsTotal, triggersTotal, keysTotal }: Owned): string {
  if (botsTotal + triggersTotal + keysTotal === 0) return 'There are no bots, triggers or keys to look at.';
  const kinds = [
    ...(botsTotal > 0 ? [plural(botsTotal, 'bot')] : []),
    ...(triggersTotal > 0 ? [plural(triggersTotal, 'trigger')] : []),
    ...(keysTotal > 0 ? [plural(keysTotal, 'API key')] : []),
  ];
  const things = `${new Intl.ListFormat('en').format(kinds)} to look at.`;
  return botsTotal > 0 ? `${things} Each bot needs a new owner, or a rest, first.` : things;
}

/** What is known of it where the reader may not see it: only how many bots a refusal says. */
export function ofRefusal(error: Pick<ApiError, 'code' | 'details'> | null): Owned {
  const count = error?.code === 'ASSETS_NEED_OWNER' ? Number(error.details?.['count'] ?? 0) : 0;
  return { bots: [], botsTotal: count, runningTotal: 0, triggers: [], triggersTotal: 0, keys: [], keysTotal: 0 };
}
