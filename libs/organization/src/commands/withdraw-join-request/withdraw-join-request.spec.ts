import { joinRequestApproved, joinRequestWithdrawn, organizationSuspended } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId as requestId, waitsUntil } from '../../testing/some-join-requests';
import { founded, mia, now, organizationId, stranger } from '../../testing/some-organization';
import { withdrawJoinRequest } from './withdraw-join-request';

const { personId, actor } = stranger;
const withdraw = { organizationId, requestId };
const open = [...founded, asked(stranger)];

describe('take a request to join back', () => {
  it('ends it', () =>
    given(organization, ...open)
      .when(withdrawJoinRequest, withdraw, { actor })
      .then(joinRequestWithdrawn({ requestId, personId })));

  it('says no of somebody else’s, as of none', () => {
    given(organization, ...open)
      .when(withdrawJoinRequest, withdraw, { actor: mia.actor })
      .thenRefused('JOIN_REQUEST_NOT_FOUND');
    given(organization, ...founded)
      .when(withdrawJoinRequest, withdraw, { actor })
      .thenRefused('JOIN_REQUEST_NOT_FOUND');
  });

  it('says no of one that was answered, taken back or is over', () => {
    for (const end of [joinRequestApproved, joinRequestWithdrawn])
      given(organization, ...open, end({ requestId, personId }))
        .when(withdrawJoinRequest, withdraw, { actor })
        .thenRefused('JOIN_REQUEST_CLOSED');
    given(organization, ...open)
      .when(withdrawJoinRequest, withdraw, { actor, now: waitsUntil })
      .thenRefused('JOIN_REQUEST_CLOSED');
  });

  it('A17: says no while the organization does not work, and tells nobody else', () => {
    const suspended = [...open, organizationSuspended({ since: now, by: 'operator' })];
    given(organization, ...suspended)
      .when(withdrawJoinRequest, withdraw, { actor })
      .thenRefused('ORG_SUSPENDED', { organizationStatus: 'suspended', since: now });
    given(organization, ...suspended)
      .when(withdrawJoinRequest, withdraw, { actor: mia.actor })
      .thenRefused('JOIN_REQUEST_NOT_FOUND');
  });
});
