import { joinRequestApproved, joinRequestDenied, joinRequestExpired, joinRequestWithdrawn } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { joinRequestId as requestId, waitsUntil } from '../../testing/some-join-requests';
import { organizationId, stranger } from '../../testing/some-organization';
import { mailAnswerWhenJoinRequestEnds as reaction } from './mail-answer-when-join-request-ends';

const ids = { requestId, personId: stranger.personId };

describe('mail an answer when a request to join ends', () => {
  it('tells who asked, once, by ids', () => {
    const ends = [
      joinRequestApproved(ids),
      joinRequestExpired(ids),
      joinRequestDenied({ ...ids, askAgainAt: waitsUntil }),
    ];
    for (const end of ends)
      expect(jobsOf(reaction, someLog(happened(end, { organization: organizationId })))).toEqual([
        { queue: 'join-answers', key: requestId, payload: { organizationId, requestId } },
      ]);
  });

  it('stays quiet about what they took back themselves', () =>
    expect(reaction.handles(joinRequestWithdrawn(ids).type)).toBe(false));
});
