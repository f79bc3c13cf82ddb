import { appAccessRequested, appAccessWithdrawn, appGrantRevoked, appShared } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, botId, grantId, mia, organizationId, registered } from '../../testing/examples';
import { settleAppAccess } from './settle-app-access';

const { personId } = mia;
const shared = appShared({ grantId, botId, to: mia, level: 'run' });
const asked = appAccessRequested(
  { accessRequestId, botId, by: mia, level: 'run', expiresAt: '2026-06-03T09:15:00.000Z' },
  {},
);
const settle = { organizationId, from: personId, current: undefined };

describe('W4: access to apps of who has gone', () => {
  it('ends, and so does what they ask for', () => {
    given(fleet, registered, shared)
      .when(settleAppAccess, { ...settle, id: grantId })
      .then(appGrantRevoked({ grantId, botId, personId }));
    given(fleet, registered, asked)
      .when(settleAppAccess, { ...settle, id: accessRequestId })
      .then(appAccessWithdrawn({ accessRequestId, botId, personId }));
  });

  it('stays quiet of what they were given in the membership that they are in now, and of others', () => {
    for (const id of [grantId, accessRequestId]) {
      given(fleet, registered, shared, asked)
        .when(settleAppAccess, { ...settle, current: 1, id })
        .thenNothing();
      given(fleet, registered, shared, asked)
        .when(settleAppAccess, { ...settle, from: botId, id })
        .thenNothing();
    }
  });
});
