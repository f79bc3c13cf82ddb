import { memberAdded, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustWork } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
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
 * @throws Refused ALREADY_MEMBER, INVITATION_REQUIRED, ORG_NOT_FOUND, ORG_SUSPENDED, ORG_FROZEN
 */
export const joinByDomain: Decide<Organization, JoinByDomain, OrganizationEvent> = (
  { settings, lifecycle, people, roles },
  { personId, userId, email, alias },
) => {
  mustBeFounded(settings);
  mustWork(lifecycle);
  if (people.members.has(personId) || people.byUser.has(userId)) throw refused('ALREADY_MEMBER');
  if (people.memberships.has(personId)) throw refused('INVITATION_REQUIRED');
  return [memberAdded({ personId, userId, roles: [roles.default], via: 'domain' }, { email, alias })];
};
