import { organizationFrozen, organizationSuspended } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { freezeOrganization } from './freeze-organization';

const { now: since } = someFacts;
const freeze = { organizationId };
const frozen = organizationFrozen({ since });

describe('A17: freeze an organization', () => {
  it('stops what works', () =>
    given(organization, ...founded)
      .when(freezeOrganization, freeze)
      .then(frozen));

  it('says no to what does not work, and where there is no organization', () => {
    given(organization, ...founded, organizationSuspended({ since, by: 'owner' }))
      .when(freezeOrganization, freeze)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'suspended', to: 'frozen', by: 'owner' });
    given(organization).when(freezeOrganization, freeze).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...founded, frozen)
      .when(freezeOrganization, freeze)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'frozen', to: 'frozen' }));
});
