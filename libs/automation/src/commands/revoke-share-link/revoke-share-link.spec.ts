import { shareLinkMade, shareLinkRevoked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, linkId, olga, organizationId, otherBotId, registered } from '../../testing/examples';
import { revokeShareLink } from './revoke-share-link';

const made = shareLinkMade({ linkId, botId, by: olga, level: 'run', until: '2026-06-30T23:59:59.999Z' });
const revoke = { organizationId, botId, linkId };
const revoked = shareLinkRevoked({ linkId, botId });

describe('P29: take a link back', () => {
  it('works for nobody any more', () => given(fleet, registered, made).when(revokeShareLink, revoke).then(revoked));

  it('says no where there is no such link of that bot (any more)', () => {
    given(fleet, registered).when(revokeShareLink, revoke).thenRefused('SHARE_LINK_NOT_FOUND');
    given(fleet, registered, made, revoked).when(revokeShareLink, revoke).thenRefused('SHARE_LINK_NOT_FOUND');
    given(fleet, registered, made)
      .when(revokeShareLink, { ...revoke, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND');
  });
});
