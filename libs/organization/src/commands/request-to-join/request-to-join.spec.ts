import {
  ASKS_AGAIN_AFTER,
  JOIN_REQUEST_WAITS,
  joinRequestDenied,
  joinRequested,
  JOIN_REQUESTS_A_DAY,
  joinRequestWithdrawn,
  organizationSuspended,
  orgPolicyChanged,
} from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId } from '../../testing/some-join-requests';
import { founded, joined, mia, now, stranger } from '../../testing/some-organization';
import { requestToJoin } from './request-to-join';

const { personId, userId, email, alias } = stranger;
const ask = { personId, userId, email, alias, message: 'I load your ships.', byDomain: false };
const discoverable = [...founded, orgPolicyChanged({ discoverable: true })];
const requested = joinRequested(
  { requestId: someFacts.id('join-request'), personId, userId, expiresAt: plus(now, JOIN_REQUEST_WAITS) },
  { email, alias, message: 'I load your ships.' },
);
const denied = joinRequestDenied({ requestId: joinRequestId, personId, askAgainAt: plus(now, ASKS_AGAIN_AFTER) });

describe('D4, A14: ask to join', () => {
  it('asks where the organization lets itself be found, or the address opens a way in', () => {
    given(organization, ...discoverable)
      .when(requestToJoin, ask)
      .then(requested);
    given(organization, ...founded)
      .when(requestToJoin, { ...ask, byDomain: true })
      .then(requested);
  });

  it('says no as if there were nothing where nobody may ask', () => {
    given(organization).when(requestToJoin, ask).thenRefused('ORG_NOT_FOUND');
    given(organization, ...founded)
      .when(requestToJoin, ask)
      .thenRefused('ORG_NOT_FOUND');
    given(organization, ...discoverable, organizationSuspended({ since: now, by: 'owner' }))
      .when(requestToJoin, ask)
      .thenRefused('ORG_NOT_FOUND');
  });

  it('says no to members, and to who was turned down within 30 days', () => {
    given(organization, ...discoverable, joined(mia, ['member']))
      .when(requestToJoin, { ...ask, personId: mia.personId, userId: mia.userId })
      .thenRefused('ALREADY_MEMBER');
    const turnedDown = [...discoverable, asked(stranger), denied];
    given(organization, ...turnedDown)
      .when(requestToJoin, ask, { now: plus(now, { days: 29 }) })
      .thenRefused('JOIN_REQUEST_DENIED');
    given(organization, ...turnedDown)
      .when(requestToJoin, ask, { now: plus(now, { days: 30 }) })
      .then({ ...requested, data: { ...requested.data, expiresAt: plus(now, { days: 44 }) } });
  });

  it('says no on a day when as many asked as may', () => {
    const many = Array.from({ length: JOIN_REQUESTS_A_DAY }, (_, n) =>
      asked({ ...stranger, personId: `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000` }),
    );
    given(organization, ...discoverable, ...many)
      .when(requestToJoin, ask)
      .thenRefused('JOIN_REQUEST_RATE_LIMITED');
    given(organization, ...discoverable, ...many)
      .when(requestToJoin, ask, { now: plus(now, { days: 1 }) })
      .then({ ...requested, data: { ...requested.data, expiresAt: plus(now, { days: 15 }) } });
  });

  it('stays quiet while a request waits; one that was taken back may be followed by another', () => {
    given(organization, ...discoverable, asked(stranger))
      .when(requestToJoin, ask)
      .thenNothing();
    given(organization, ...discoverable, asked(stranger), joinRequestWithdrawn({ requestId: joinRequestId, personId }))
      .when(requestToJoin, ask)
      .then(requested);
  });
});
