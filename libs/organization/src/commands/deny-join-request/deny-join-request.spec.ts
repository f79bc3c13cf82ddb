import { joinRequestApproved, joinRequestDenied, joinRequestExpired, joinRequestWithdrawn } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId as requestId, waitsUntil } from '../../testing/some-join-requests';
import { founded, now, organizationId, stranger } from '../../testing/some-organization';
import { denyJoinRequest } from './deny-join-request';

const { personId } = stranger;
const deny = { organizationId, requestId };
const open = [...founded, asked(stranger)];
const denied = joinRequestDenied({ requestId, personId, askAgainAt: plus(now, { days: 30 }) });

describe('turn down who asks to join', () => {
  it('ends the request, and says when they may ask again', () =>
    given(organization, ...open)
      .when(denyJoinRequest, deny)
      .then(denied));

  it('says no of one that is none, or no longer waits', () => {
    given(organization, ...founded)
      .when(denyJoinRequest, deny)
      .thenRefused('JOIN_REQUEST_NOT_FOUND');
    for (const end of [
      denied,
      ...[joinRequestApproved, joinRequestWithdrawn, joinRequestExpired].map((ends) => ends({ requestId, personId })),
    ])
      given(organization, ...open, end)
        .when(denyJoinRequest, deny)
        .thenRefused('JOIN_REQUEST_CLOSED');
    given(organization, ...open)
      .when(denyJoinRequest, deny, { now: waitsUntil })
      .thenRefused('JOIN_REQUEST_CLOSED');
  });

  it('says no to who does not belong any more', () =>
    given(organization, ...open)
      .when(denyJoinRequest, deny, { actor: stranger.actor })
      .thenRefused('ORG_NOT_FOUND'));
});
