import { appAccessExpired, appGrantExpired, shareLinkExpired, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface ExpireAppAccess {
  readonly organizationId: string;
  /** Of a grant, of a request for access, or of a link. */
  readonly id: string;
}

/** A grant or a link whose time is over is told to be; a request that nobody answered in its time ends. */
export const expireAppAccess: Decide<Fleet, ExpireAppAccess, FleetEvent> = ({ grants, links }, { id }, { clock }) => {
  const grant = grants.all.get(id);
  if (grant?.until !== undefined && grant.until <= clock)
    return [appGrantExpired({ grantId: id, botId: grant.botId, personId: grant.to.personId })];
  const request = grants.requests.get(id);
  if (request && request.expiresAt <= clock)
    return [appAccessExpired({ accessRequestId: id, botId: request.botId, personId: request.by.personId })];
  const link = links.get(id);
  if (link && link.until <= clock) return [shareLinkExpired({ linkId: id, botId: link.botId })];
  return [];
};
