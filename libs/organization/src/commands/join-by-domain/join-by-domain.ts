import { memberAdded, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { noLongerAsks } from '../../organization/join-requests';
import { mustWork } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustNotBeMember } from '../../organization/people';
import { mustHaveSeat } from '../../organization/seating';
import { mustBeFounded } from '../../organization/settings';

export interface JoinByDomain {
  readonly personId: string;
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

/**
 * D4: somebody joins by themselves, as the default role. Who belonged to it before was removed or left: they come back
 * by invitation.
 * @throws Refused ALREADY_MEMBER, INVITATION_REQUIRED, SEAT_LIMIT_REACHED, ORG_NOT_FOUND, ORG_SUSPENDED, ORG_FROZEN
 */
export const joinByDomain: Decide<Organization, JoinByDomain, OrganizationEvent> = (
  state,
  { personId, userId, email, alias },
  { now },
) => {
  const { settings, lifecycle, people } = state;
  const roles = [state.roles.default];
  mustBeFounded(settings);
  mustWork(lifecycle);
  mustNotBeMember(people, { personId, userId });
  if (people.former.has(personId)) throw refused('INVITATION_REQUIRED');
  mustHaveSeat(state, { personId, roles }, now);
  return [
    memberAdded({ personId, userId, roles, via: 'domain' }, { email, alias }),
    ...noLongerAsks(state.joinRequests, personId),
  ];
};
