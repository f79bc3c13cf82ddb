import {
  appAccessExpired,
  appAccessRequested,
  appGrantExpired,
  appGrantRevoked,
  appShared,
  shareLinkExpired,
  shareLinkMade,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, botId, grantId, linkId, mia, organizationId, registered } from '../../testing/examples';
import { expireAppAccess } from './expire-app-access';

const until = '2026-06-03T09:15:00.000Z';
const { personId } = mia;
const before = plus(until, { seconds: -1 });
const shared = appShared({ grantId, botId, to: mia, level: 'run', until });
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'run', expiresAt: until }, {});
const made = shareLinkMade({ linkId, botId, by: mia, level: 'run', until });
const of = (id: string) => ({ organizationId, id });
const [ofGrant, ofRequest, ofLink] = [of(grantId), of(accessRequestId), of(linkId)];

describe('access to an app that has an end', () => {
  it('is told to be over: a grant, a link, and a request that nobody answered', () => {
    given(fleet, registered, shared)
      .when(expireAppAccess, ofGrant, { now: until })
      .then(appGrantExpired({ grantId, botId, personId }));
    given(fleet, registered, asked)
      .when(expireAppAccess, ofRequest, { now: until })
      .then(appAccessExpired({ accessRequestId, botId, personId }));
    given(fleet, registered, made)
      .when(expireAppAccess, ofLink, { now: until })
      .then(shareLinkExpired({ linkId, botId }));
  });

  it('stays quiet before that, of what ended otherwise or is none, and of what has no end', () => {
    given(fleet, registered, shared).when(expireAppAccess, ofGrant, { now: before }).thenNothing();
    given(fleet, registered, asked).when(expireAppAccess, ofRequest, { now: before }).thenNothing();
    given(fleet, registered, made).when(expireAppAccess, ofLink, { now: before }).thenNothing();
    given(fleet, registered, shared, appGrantRevoked({ grantId, botId, personId }))
      .when(expireAppAccess, ofGrant, { now: until })
      .thenNothing();
    given(fleet, registered, appShared({ grantId, botId, to: mia, level: 'run' }))
      .when(expireAppAccess, ofGrant, { now: until })
      .thenNothing();
  });
});
