import { ASKS_AGAIN_AFTER, joinRequestDenied, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { mustWait } from '../../organization/join-requests';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';

export interface DenyJoinRequest {
  readonly organizationId: string;
  readonly requestId: string;
}

/** Turns somebody down for 30 days. @throws Refused JOIN_REQUEST_NOT_FOUND, JOIN_REQUEST_CLOSED */
export const denyJoinRequest: Decide<Organization, DenyJoinRequest, OrganizationEvent> = (
  { people, joinRequests },
  { requestId },
  { actor, now },
) => {
  actingMember(people, actor);
  const { personId } = mustWait(joinRequests, requestId, now);
  return [joinRequestDenied({ requestId, personId, askAgainAt: plus(now, ASKS_AGAIN_AFTER) })];
};
