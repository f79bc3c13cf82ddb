import {
  defaultRoleSet,
  joinRequestWithdrawn,
  memberAdded,
  memberRemoved,
  organizationSuspended,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId } from '../../testing/some-join-requests';
import { founded, joined, mia, now } from '../../testing/some-organization';
import { joinByDomain } from './join-by-domain';

const { personId, userId, email, alias } = mia;
const join = { personId, userId, email, alias };

describe('D4: join by a domain', () => {
  it('is a member by the default role', () => {
    given(organization, ...founded)
      .when(joinByDomain, join)
      .then(memberAdded({ personId, userId, roles: ['member'], via: 'domain' }, { email, alias }));
    given(organization, ...founded, defaultRoleSet({ role: 'external' }))
      .when(joinByDomain, join)
      .then(memberAdded({ personId, userId, roles: ['external'], via: 'domain' }, { email, alias }));
  });

  it('asks no more, where they had asked before', () =>
    given(organization, ...founded, asked(mia))
      .when(joinByDomain, join)
      .then(
        memberAdded({ personId, userId, roles: ['member'], via: 'domain' }, { email, alias }),
        joinRequestWithdrawn({ requestId: joinRequestId, personId }),
      ));

  it('says no to members, to who was one, and where the organization is paused or is none', () => {
    given(organization, ...founded, joined(mia, ['member']))
      .when(joinByDomain, join)
      .thenRefused('ALREADY_MEMBER');
    given(organization, ...founded, joined(mia, ['member']), memberRemoved({ personId }))
      .when(joinByDomain, join)
      .thenRefused('INVITATION_REQUIRED');
    given(organization, ...founded, organizationSuspended({ since: now, by: 'owner' }))
      .when(joinByDomain, join)
      .thenRefused('ORG_SUSPENDED');
    given(organization).when(joinByDomain, join).thenRefused('ORG_NOT_FOUND');
  });
});
