import { refused, type AssetPlan, type memberRemoved } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import type { z } from 'zod';
import { mustBeAbleToOwn } from './ownership';
import type { People } from './people';

/** What somebody owns who goes, and what is to become of it. */
export interface Settling {
  readonly assetPlan?: z.output<typeof AssetPlan> | undefined;
  /** Their bots. */
  readonly owned: readonly string[];
}

/** As the event keeps it; nothing where they owned nothing. */
type Settled = Pick<ReturnType<typeof memberRemoved>['data'], 'plan'>;

/** So many are named where they have no place to go. */
const NAMED = 200;

/**
 * I-7: every bot has a place to go, and who gets one is an active member who stays.
 * @throws Refused ASSETS_NEED_OWNER, MEMBER_NOT_FOUND, MEMBER_SUSPENDED
 */
export function settled(people: Frozen<People>, personId: string, { assetPlan, owned }: Settling): Settled {
  if (owned.length === 0) return {};
  const { bots = [], others } = assetPlan ?? {};
  const mine = bots.filter(({ botId }) => owned.includes(botId));
  const named = new Set(mine.map(({ botId }) => botId));
  const left = others === undefined ? owned.filter((botId) => !named.has(botId)) : [];
  if (left.length > 0) throw refused('ASSETS_NEED_OWNER', { bots: left.slice(0, NAMED), count: left.length });
  for (const heir of new Set([...mine.map(({ to }) => to), others ?? null])) {
    if (heir === personId) throw refused('MEMBER_NOT_FOUND');
    if (heir !== null) mustBeAbleToOwn(people, heir);
  }
  const places = mine.map(({ botId, to }) => ({ botId, ...(to === null ? {} : { to }) }));
  return { plan: { bots: places, ...(typeof others === 'string' ? { others } : {}) } };
}
