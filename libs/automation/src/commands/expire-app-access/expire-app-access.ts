import { appAccessExpired, appGrantExpired, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface ExpireAppAccess {
  readonly organizationId: string;
  /** Of a grant, or of a request for access. */
  readonly id: string;
}

/** A grant whose time is over is told to be; a request that nobody answered in its time ends. */
export const expireAppAccess: Decide<Fleet, ExpireAppAccess, FleetEvent> = ({ grants }, { id }, { clock }) => {
  const grant = grants.all.get(id);
  if (grant?.until !== undefined && grant.until <= clock)
    return [appGrantExpired({ grantId: id, botId: grant.botId, personId: grant.to.personId })];
  const request = grants.requests.get(id);
  if (request && request.expiresAt <= clock)
    return [appAccessExpired({ accessRequestId: id, botId: request.botId, personId: request.by.personId })];
  return [];
};
