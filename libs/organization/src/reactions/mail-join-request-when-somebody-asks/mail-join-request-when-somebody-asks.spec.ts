import { joinRequestWithdrawn } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { asked, joinRequestId as requestId } from '../../testing/some-join-requests';
import { organizationId, stranger } from '../../testing/some-organization';
import { mailJoinRequestWhenSomebodyAsks as reaction } from './mail-join-request-when-somebody-asks';

describe('mail a request to join when somebody asks', () => {
  it('tells of each once, by ids', () =>
    expect(jobsOf(reaction, someLog(happened(asked(stranger), { organization: organizationId })))).toEqual([
      { queue: 'join-request-mails', key: requestId, payload: { organizationId, requestId } },
    ]));

  it('stays quiet about one that is taken back', () =>
    expect(reaction.handles(joinRequestWithdrawn({ requestId, personId: stranger.personId }).type)).toBe(false));
});
