import type { AssetPlan, Belongings } from '@annals/contracts';
import type { z } from 'zod';

/** Who gets a thing; null: it is held, disabled and without an owner. */
export type Place = { readonly personId: string; readonly name: string } | null;
/** What is decided so far, by the id of a bot; `REST` for those that are too many to be named. */
export type Places = ReadonlyMap<string, Place>;
type Owned = z.output<typeof Belongings>;

/** All bots that the answer does not name. */
export const REST = 'rest';

/** How many bots are not named. */
export const unnamed = ({ bots, botsTotal }: Owned): number => botsTotal - bots.length;

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
