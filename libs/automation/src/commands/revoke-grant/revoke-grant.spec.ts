import { appGrantRevoked, appShared } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, byGrant, byRole, grantId, mia, olga, organizationId, registered } from '../../testing/examples';
import { revokeGrant } from './revoke-grant';

const { personId } = mia;
const revoke = { organizationId, botId, personId, granter: byRole };
const shared = appShared({ grantId, botId, to: mia, level: 'edit' });
const revoked = appGrantRevoked({ grantId, botId, personId });

describe('P28: take back what was shared', () => {
  it('ends what somebody has with a bot', () =>
    given(fleet, registered, shared).when(revokeGrant, revoke).then(revoked));

  it('says no where it is not shared with them, or not any more, and about no bot', () => {
    given(fleet, registered).when(revokeGrant, revoke).thenRefused('GRANT_NOT_FOUND');
    given(fleet, registered, shared, revoked).when(revokeGrant, revoke).thenRefused('GRANT_NOT_FOUND');
    given(fleet, registered, shared)
      .when(revokeGrant, { ...revoke, personId: olga.personId })
      .thenRefused('GRANT_NOT_FOUND');
    given(fleet).when(revokeGrant, revoke).thenRefused('BOT_NOT_FOUND');
  });

  it('W2: takes nothing that one could not give', () =>
    given(fleet, registered, shared)
      .when(revokeGrant, { ...revoke, granter: byGrant })
      .thenRefused('GRANT_EXCEEDS_OWN'));
});
