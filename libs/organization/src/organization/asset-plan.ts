import { refused, type AssetPlan, type memberRemoved } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import type { z } from 'zod';
import type { Belonging } from './belongings.port';
import { mustBeAbleToOwn } from './ownership';
import type { People } from './people';

/** What somebody owns who goes, and what is to become of it. */
export interface Settling {
  readonly assetPlan?: z.output<typeof AssetPlan> | undefined;
  readonly owned: readonly Belonging[];
}

/** As the event keeps it; nothing where they owned nothing. */
type Settled = Pick<ReturnType<typeof memberRemoved>['data'], 'plan'>;

/** So many are named of a kind. */
const NAMED = 200;
/** What the plan has to say about a thing: a bot goes to somebody or is held; a key ends, and a trigger goes with its bot. */
const asksForPlace = { bot: true, key: false, trigger: false } as const satisfies Record<Belonging['kind'], boolean>;

/**
 * I-7: every bot has a place to go, and who gets one is an active member who stays.
 * @throws Refused ASSETS_NEED_OWNER, MEMBER_NOT_FOUND, MEMBER_SUSPENDED
 */
export function settled(people: Frozen<People>, personId: string, { assetPlan, owned }: Settling): Settled {
  const toPlace = new Set(owned.filter(({ kind }) => asksForPlace[kind]).map(({ id }) => id));
  if (toPlace.size === 0) return {};
  const { bots = [], others } = assetPlan ?? {};
  const mine = bots.filter(({ botId }) => toPlace.has(botId));
  const named = new Set(mine.map(({ botId }) => botId));
  const left = others === undefined ? [...toPlace].filter((id) => !named.has(id)) : [];
  if (left.length > 0) {
    const ending = owned.filter(({ kind }) => kind === 'key').map(({ id }) => id);
    const [bots, keys] = [left.slice(0, NAMED), ending.slice(0, NAMED)];
    throw refused('ASSETS_NEED_OWNER', { bots, count: left.length, keys });
  }
  for (const heir of new Set([...mine.map(({ to }) => to), others ?? null])) {
    if (heir === personId) throw refused('MEMBER_NOT_FOUND');
    if (heir !== null) mustBeAbleToOwn(people, heir);
  }
  const places = mine.map(({ botId, to }) => ({ botId, ...(to === null ? {} : { to }) }));
  return { plan: { bots: places, ...(typeof others === 'string' ? { others } : {}) } };
}
