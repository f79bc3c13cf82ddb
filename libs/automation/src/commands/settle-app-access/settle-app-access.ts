import { appAccessWithdrawn, appGrantRevoked, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface SettleAppAccess {
  readonly organizationId: string;
  /** Of a grant, or of a request for access. */
  readonly id: string;
  /** Whose it was. */
  readonly from: string;
  /** The membership that they are in now: what they were given in it is theirs. */
  readonly current: number | undefined;
}

/** What was shared with somebody ends with their membership, and so does what they ask for. */
export const settleAppAccess: Decide<Fleet, SettleAppAccess, FleetEvent> = ({ grants }, { id, from, current }) => {
  const isLeft = (of: { readonly personId: string; readonly membership: number }) =>
    of.personId === from && of.membership !== current;
  const grant = grants.all.get(id);
  if (grant && isLeft(grant.to)) return [appGrantRevoked({ grantId: id, botId: grant.botId, personId: from })];
  const request = grants.requests.get(id);
  if (!request || !isLeft(request.by)) return [];
  return [appAccessWithdrawn({ accessRequestId: id, botId: request.botId, personId: from })];
};
