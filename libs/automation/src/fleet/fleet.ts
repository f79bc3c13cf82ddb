import { refused, type FleetEvent } from '@annals/contracts';
import { evolveSlices, type Frozen, type Stream } from '@annals/kernel';
import { calendarsEvolve, type Calendars } from './calendars';
import { botsEvolve, type Bot, type Bots } from './bots';
import { retiredEvolve, type Retired } from './retired';
import { grantsEvolve, noGrants, type Grants } from './grants';
import { shareLinksEvolve, type ShareLinks } from './share-links';
import { stoppedEvolve, type Stopped } from './stopped';
import { triggersEvolve, type Triggers } from './triggers';

export type { Bot, Owner } from './bots';

export interface Fleet {
  readonly bots: Bots;
  readonly triggers: Triggers;
  readonly calendars: Calendars;
  readonly stopped: Stopped;
  readonly retired: Retired;
  readonly grants: Grants;
  readonly links: ShareLinks;
}

/** Stream `fleet-{organizationId}` (history.md §1). */
export const fleet: Stream<Fleet, FleetEvent> = {
  category: 'fleet',
  initial: () => ({
    bots: new Map(),
    triggers: new Map(),
    calendars: new Map(),
    stopped: new Map(),
    retired: new Map(),
    grants: noGrants(),
    links: new Map(),
  }),
  evolve: evolveSlices<Fleet, FleetEvent>()({
    bots: botsEvolve,
    triggers: triggersEvolve,
    calendars: calendarsEvolve,
    stopped: stoppedEvolve,
    retired: retiredEvolve,
    grants: grantsEvolve,
    links: shareLinksEvolve,
  }),
};

/** @throws Refused BOT_NOT_FOUND */
export function mustHaveBot({ bots }: Frozen<Fleet>, botId: string): Frozen<Bot> {
  const bot = bots.get(botId);
  if (!bot) throw refused('BOT_NOT_FOUND');
  return bot;
}

/** What an emergency stop that reaches a bot may be of. */
export const targetsOf = (organizationId: string, { workspaceId, botId }: Frozen<Bot>): readonly string[] => [
  organizationId,
  workspaceId,
  botId,
];

/** The bots that run as a person in a membership which is not theirs now (any more). */
export const runAsLeftBehind = ({ bots }: Frozen<Fleet>, personId: string, membership: number | undefined): string[] =>
  [...bots.values()]
    .filter(({ runAs }) => runAs?.personId === personId && runAs.membership !== membership)
    .map(({ botId }) => botId);

/** The bots of a person that belong to a membership which is not theirs now (any more). */
export function leftBehind({ bots }: Frozen<Fleet>, personId: string, membership: number | undefined): string[] {
  return [...bots.values()]
    .filter(({ owner }) => owner?.personId === personId && owner.membership !== membership)
    .map(({ botId }) => botId);
}
