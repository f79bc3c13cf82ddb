import {
  joinRequestApproved,
  joinRequestDenied,
  joinRequested,
  joinRequestExpired,
  joinRequestWithdrawn,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { joinRequests } from './join-requests.view';

const [requestId, personId, userId] = [someId('request'), someId('person'), someId('user')];
const [at, then] = ['2026-06-03T10:00:00.000Z', '2026-07-03T10:00:00.000Z'];
const asked = happened(
  joinRequested({ requestId, personId, userId, expiresAt: then }, { email: 'mia@example.com', alias: 'Mia' }),
  { at },
);
const row = {
  organization_id: someOrganization,
  request_id: requestId,
  person_id: personId,
  account_id: userId,
  status: 'open',
  asked_at: at,
  expires_at: then,
  ended_at: null,
  ask_again_at: null,
  email: 'mia@example.com',
  alias: 'Mia',
  message: null,
};

describe('requests to join', () => {
  it('lists who asks, and forgets what they said of themselves when they are erased', () => {
    const log = givenLog(asked);
    expect(log.viewOf(joinRequests).requests).toEqual([row]);
    expect(log.erasedViewOf(joinRequests).requests).toEqual([{ ...row, email: null, alias: null }]);
  });

  it('says what became of it, and when', () => {
    for (const [end, status] of [
      [joinRequestApproved, 'approved'],
      [joinRequestWithdrawn, 'withdrawn'],
      [joinRequestExpired, 'expired'],
    ] as const)
      expect(givenLog(asked, happened(end({ requestId, personId }), { at: then })).viewOf(joinRequests)).toMatchObject({
        requests: [{ status, ended_at: then, ask_again_at: null }],
      });
    const denied = happened(joinRequestDenied({ requestId, personId, askAgainAt: then }), { at });
    expect(givenLog(asked, denied).viewOf(joinRequests)).toMatchObject({
      requests: [{ status: 'denied', ended_at: at, ask_again_at: then }],
    });
  });
});
