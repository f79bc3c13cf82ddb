import { organizationFrozen, organizationUnfrozen } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { unfreezeOrganization } from './unfreeze-organization';

const unfreeze = { organizationId };
const frozen = organizationFrozen({ since: someFacts.now });

describe('A17: unfreeze an organization', () => {
  it('lets it go on', () =>
    given(organization, ...founded, frozen)
      .when(unfreezeOrganization, unfreeze)
      .then(organizationUnfrozen({})));

  it('says no to what is not frozen, and where there is no organization', () => {
    given(organization, ...founded)
      .when(unfreezeOrganization, unfreeze)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'active', to: 'active' });
    given(organization).when(unfreezeOrganization, unfreeze).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...founded, frozen, organizationUnfrozen({}))
      .when(unfreezeOrganization, unfreeze)
      .thenRefused('INVALID_STATUS_TRANSITION'));
});
