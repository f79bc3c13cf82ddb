import { appAccessDenied, appAccessRequested } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, botId, mia, organizationId, registered } from '../../testing/examples';
import { denyAccess } from './deny-access';

const now = '2026-06-03T09:15:00.000Z';
const expiresAt = plus(now, { days: 14 });
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'edit', expiresAt }, {});
const ended = appAccessDenied({ accessRequestId, botId, personId: mia.personId });
const deny = { organizationId, accessRequestId };

describe('P28: say no to who asks for access', () => {
  it('ends the request', () => given(fleet, registered, asked).when(denyAccess, deny, { now }).then(ended));

  it('says that there is none where it was answered, is too old or never was', () => {
    given(fleet, registered).when(denyAccess, deny, { now }).thenRefused('ACCESS_REQUEST_NOT_FOUND');
    given(fleet, registered, asked, ended).when(denyAccess, deny, { now }).thenRefused('ACCESS_REQUEST_NOT_FOUND');
    given(fleet, registered, asked).when(denyAccess, deny, { now: expiresAt }).thenRefused('ACCESS_REQUEST_NOT_FOUND');
  });
});
