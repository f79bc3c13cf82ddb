import { joinRequestExpired, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';

export interface ExpireJoinRequest {
  readonly organizationId: string;
  readonly requestId: string;
}

/** A request that nobody answered in its time ends. */
export const expireJoinRequest: Decide<Organization, ExpireJoinRequest, OrganizationEvent> = (
  { joinRequests },
  { requestId },
  { clock },
) => {
  const request = joinRequests.all.get(requestId);
  if (request?.status !== 'open' || clock < request.expiresAt) return [];
  return [joinRequestExpired({ requestId, personId: request.personId })];
};
