import { appAccessWithdrawn, appAccessRequested } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, adam, botId, mia, organizationId, registered } from '../../testing/examples';
import { withdrawAccess } from './withdraw-access';

const now = '2026-06-03T09:15:00.000Z';
const expiresAt = plus(now, { days: 14 });
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'edit', expiresAt }, {});
const ended = appAccessWithdrawn({ accessRequestId, botId, personId: mia.personId });
const withdraw = { organizationId, accessRequestId, who: mia };

describe('P28: take a request for access back', () => {
  it('ends the request', () => given(fleet, registered, asked).when(withdrawAccess, withdraw, { now }).then(ended));

  it('says that there is none where it is somebody else’s, or has ended', () => {
    given(fleet, registered, asked)
      .when(withdrawAccess, { ...withdraw, who: adam }, { now })
      .thenRefused('ACCESS_REQUEST_NOT_FOUND');
    given(fleet, registered, asked, ended)
      .when(withdrawAccess, withdraw, { now })
      .thenRefused('ACCESS_REQUEST_NOT_FOUND');
  });
});
