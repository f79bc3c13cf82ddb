import { appGrantRevoked, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';
import { mustHoldAsMuch, type Granter } from '../../fleet/granter';

export interface RevokeGrant {
  readonly organizationId: string;
  readonly botId: string;
  readonly personId: string;
  readonly granter: Granter;
}

/**
 * What somebody has with a bot is taken away; taking needs as much as giving. @throws Refused BOT_NOT_FOUND,
 * GRANT_NOT_FOUND, GRANT_EXCEEDS_OWN
 */
export const revokeGrant: Decide<Fleet, RevokeGrant, FleetEvent> = (state, { botId, personId, granter }, { clock }) => {
  mustHaveBot(state, botId);
  const grant = state.grants.held.get(personId)?.get(botId);
  if (!grant) throw refused('GRANT_NOT_FOUND');
  mustHoldAsMuch(state, granter, { botId, level: grant.level, until: clock }, clock);
  return [appGrantRevoked({ grantId: grant.grantId, botId, personId })];
};
