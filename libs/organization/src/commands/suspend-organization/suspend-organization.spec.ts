import { organizationFrozen, organizationSuspended } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, olga, organizationId } from '../../testing/some-organization';
import { suspendOrganization } from './suspend-organization';

const { now: since } = someFacts;
const suspend = { organizationId };
const byOwner = organizationSuspended({ since, by: 'owner' });
const byOperator = organizationSuspended({ since, by: 'operator' });
const asOperator = { actor: 'operator:pat' } as const;

describe('A17: suspend an organization', () => {
  it('is paused by an owner, or stopped by an operator', () => {
    given(organization, ...founded)
      .when(suspendOrganization, suspend, { actor: olga.actor })
      .then(byOwner);
    given(organization, ...founded)
      .when(suspendOrganization, suspend, asOperator)
      .then(byOperator);
  });

  it('is stopped by an operator also where an owner paused it', () =>
    given(organization, ...founded, byOwner)
      .when(suspendOrganization, suspend, asOperator)
      .then(byOperator));

  it('says no to what is suspended or frozen already, and where there is no organization', () => {
    given(organization, ...founded, byOwner)
      .when(suspendOrganization, suspend, { actor: olga.actor })
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'suspended', to: 'suspended', by: 'owner' });
    given(organization, ...founded, byOperator)
      .when(suspendOrganization, suspend, asOperator)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'suspended', to: 'suspended', by: 'operator' });
    given(organization, ...founded, organizationFrozen({ since }))
      .when(suspendOrganization, suspend, asOperator)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'frozen', to: 'suspended' });
    given(organization).when(suspendOrganization, suspend).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...founded, byOwner)
      .when(suspendOrganization, suspend, { actor: olga.actor })
      .thenRefused('INVALID_STATUS_TRANSITION'));
});
