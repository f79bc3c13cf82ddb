import { refused, type FleetEvent, type GrantLevel } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';
import { give } from '../../fleet/giving';
import { mustHoldAsMuch, mustSuit, type Granter, type Recipient } from '../../fleet/granter';
import { grantOf, hangsOn } from '../../fleet/grants';

export interface ShareApp extends Recipient {
  readonly organizationId: string;
  readonly botId: string;
  readonly level: GrantLevel;
  readonly until?: Instant | undefined;
  readonly granter: Granter;
}

/**
 * P28: somebody may something with a bot from here on, instead of what they had with it before. What they asked for is
 * answered by it.
 * @throws Refused BOT_NOT_FOUND, CANNOT_CHANGE_OWN_ACCESS, GRANT_EXCEEDS_OWN, GRANT_NOT_FOR_EXTERNALS,
 * GRANT_END_INVALID, GRANT_LIMIT_REACHED
 */
export const shareApp: Decide<Fleet, ShareApp, FleetEvent> = (state, command, facts) => {
  const { clock } = facts;
  const { botId, to, level, until, granter } = command;
  const { grants } = state;
  mustHaveBot(state, botId);
  if (granter.who?.personId === to.personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  if (until !== undefined && until <= clock) throw refused('GRANT_END_INVALID');
  const under = mustHoldAsMuch(state, granter, { botId, level, until }, clock);
  // It would count for nothing, and so would the grant that allows it.
  if (under && hangsOn(grants, under, to.personId, botId)) throw refused('GRANT_EXCEEDS_OWN');
  mustSuit(command, level);
  const before = grants.held.get(to.personId)?.get(botId);
  const held = grantOf(grants, to, botId, clock);
  // What a role allowed is as much as what a grant allows; the other way round it is given anew, to outlast that grant.
  const hangsOnTheSame = held?.under === undefined || held.under.personId === under?.personId;
  if (held?.level === level && held.until === until && hangsOnTheSame) return [];
  // Taking down what somebody has needs as much as giving it.
  if (before) mustHoldAsMuch(state, granter, { botId, level: before.level, until: clock }, clock);
  return give(state, { botId, to, level, until, under }, facts);
};
