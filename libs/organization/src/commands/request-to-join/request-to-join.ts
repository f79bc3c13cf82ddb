import { JOIN_REQUEST_WAITS, joinRequested, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { mustTakeAnother } from '../../organization/join-requests';
import type { Organization } from '../../organization/organization';
import { mustNotBeMember } from '../../organization/people';
import { mustBeFounded } from '../../organization/settings';

export interface RequestToJoin {
  readonly personId: string;
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  readonly message?: string | undefined;
  /** Whether their verified address opens a way in here. */
  readonly byDomain: boolean;
}

/**
 * D4: somebody asks to belong, once at a time. Where nobody may ask, there is nothing: no word tells such an organization
 * from none.
 * @throws Refused ORG_NOT_FOUND, ALREADY_MEMBER, JOIN_REQUEST_DENIED, JOIN_REQUEST_RATE_LIMITED
 */
export const requestToJoin: Decide<Organization, RequestToJoin, OrganizationEvent> = (
  { settings, lifecycle, people, joinRequests, policies },
  { personId, userId, email, alias, message, byDomain },
  { id, now },
) => {
  mustBeFounded(settings);
  mustNotBeMember(people, { personId, userId });
  if (lifecycle.status !== 'active' || !(policies.inForce.discoverable || byDomain)) throw refused('ORG_NOT_FOUND');
  if (joinRequests.openOf.has(personId)) return [];
  mustTakeAnother(joinRequests, personId, now);
  const data = { requestId: id('join-request'), personId, userId, expiresAt: plus(now, JOIN_REQUEST_WAITS) };
  return [joinRequested(data, { email, alias, message })];
};
