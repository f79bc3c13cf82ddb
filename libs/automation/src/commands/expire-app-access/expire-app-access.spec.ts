import { appAccessExpired, appAccessRequested, appGrantExpired, appGrantRevoked, appShared } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, botId, grantId, mia, organizationId, registered } from '../../testing/examples';
import { expireAppAccess } from './expire-app-access';

const until = '2026-06-03T09:15:00.000Z';
const { personId } = mia;
const before = plus(until, { seconds: -1 });
const shared = appShared({ grantId, botId, to: mia, level: 'run', until });
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'run', expiresAt: until }, {});
const [ofGrant, ofRequest] = [grantId, accessRequestId].map((id) => ({ organizationId, id })) as [
  { organizationId: string; id: string },
  { organizationId: string; id: string },
];

describe('access to an app that has an end', () => {
  it('is told to be over: a grant, and a request that nobody answered', () => {
    given(fleet, registered, shared)
      .when(expireAppAccess, ofGrant, { now: until })
      .then(appGrantExpired({ grantId, botId, personId }));
    given(fleet, registered, asked)
      .when(expireAppAccess, ofRequest, { now: until })
      .then(appAccessExpired({ accessRequestId, botId, personId }));
  });

  it('stays quiet before that, of what ended otherwise or is none, and of what has no end', () => {
    given(fleet, registered, shared).when(expireAppAccess, ofGrant, { now: before }).thenNothing();
    given(fleet, registered, asked).when(expireAppAccess, ofRequest, { now: before }).thenNothing();
    given(fleet, registered, shared, appGrantRevoked({ grantId, botId, personId }))
      .when(expireAppAccess, ofGrant, { now: until })
      .thenNothing();
    given(fleet, registered, appShared({ grantId, botId, to: mia, level: 'run' }))
      .when(expireAppAccess, ofGrant, { now: until })
      .thenNothing();
  });
});
