import { joinRequestApproved, joinRequestExpired } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { asked, joinRequestId as requestId } from '../../testing/some-join-requests';
import { organizationId, stranger } from '../../testing/some-organization';
import { keepEndOfJoinRequestWhenItChanges as reaction } from './keep-end-of-join-request-when-it-changes';

const job = { queue: 'organization.keep-join-request-end', payload: { organizationId, requestId } };

describe('keep the end of a request to join when it changes', () => {
  it('makes a job when somebody asks, and when they are answered', () => {
    for (const event of [asked(stranger), joinRequestApproved({ requestId, personId: stranger.personId })])
      expect(jobsOf(reaction, someLog(happened(event, { organization: organizationId })))).toMatchObject([job]);
  });

  it('stays quiet when it expires: the timer forgets it', () =>
    expect(reaction.handles(joinRequestExpired({ requestId, personId: stranger.personId }).type)).toBe(false));
});
