import { joinRequestExpired, joinRequestWithdrawn } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId as requestId, waitsUntil } from '../../testing/some-join-requests';
import { founded, organizationId, stranger } from '../../testing/some-organization';
import { expireJoinRequest } from './expire-join-request';

const { personId } = stranger;
const due = { organizationId, requestId };
const open = [...founded, asked(stranger)];

describe('a request to join that nobody answers', () => {
  it('ends in time', () =>
    given(organization, ...open)
      .when(expireJoinRequest, due, { now: waitsUntil })
      .then(joinRequestExpired({ requestId, personId })));

  it('stays quiet before that, and of one that ended or is none', () => {
    given(organization, ...open)
      .when(expireJoinRequest, due, { now: plus(waitsUntil, { seconds: -1 }) })
      .thenNothing();
    given(organization, ...open, joinRequestWithdrawn({ requestId, personId }))
      .when(expireJoinRequest, due, { now: waitsUntil })
      .thenNothing();
    given(organization, ...founded)
      .when(expireJoinRequest, due, { now: waitsUntil })
      .thenNothing();
  });
});
