import { joinRequestWithdrawn, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustWait } from '../../organization/join-requests';
import { mustWork } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';

export interface WithdrawJoinRequest {
  readonly organizationId: string;
  readonly requestId: string;
}

/**
 * Who asked asks no more; to everybody else there is no such request.
 * @throws Refused JOIN_REQUEST_NOT_FOUND, JOIN_REQUEST_CLOSED, and as `mustWork`
 */
export const withdrawJoinRequest: Decide<Organization, WithdrawJoinRequest, OrganizationEvent> = (
  { lifecycle, joinRequests },
  { requestId },
  { actor, now },
) => {
  if (actor !== `user:${joinRequests.all.get(requestId)?.userId}`) throw refused('JOIN_REQUEST_NOT_FOUND');
  mustWork(lifecycle);
  const { personId } = mustWait(joinRequests, requestId, now);
  return [joinRequestWithdrawn({ requestId, personId })];
};
