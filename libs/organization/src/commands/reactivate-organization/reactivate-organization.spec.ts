import { organizationFrozen, organizationReactivated, organizationSuspended } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, olga, organizationId } from '../../testing/some-organization';
import { reactivateOrganization } from './reactivate-organization';

const { now: since } = someFacts;
const reactivate = { organizationId };
const asOwner = { actor: olga.actor } as const;
const suspendedBy = (by: 'owner' | 'operator') => [...founded, organizationSuspended({ since, by })];

describe('A17: let an organization go on', () => {
  it('ends the pause of an owner', () =>
    given(organization, ...suspendedBy('owner'))
      .when(reactivateOrganization, reactivate, asOwner)
      .then(organizationReactivated({})));

  it('is an operator where an operator stopped it', () => {
    given(organization, ...suspendedBy('operator'))
      .when(reactivateOrganization, reactivate, { actor: 'operator:pat' })
      .then(organizationReactivated({}));
    given(organization, ...suspendedBy('operator'))
      .when(reactivateOrganization, reactivate, asOwner)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'suspended', to: 'active', by: 'operator' });
  });

  it('says no where nothing is paused', () => {
    given(organization, ...founded)
      .when(reactivateOrganization, reactivate, asOwner)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'active', to: 'active' });
    given(organization, ...founded, organizationFrozen({ since }))
      .when(reactivateOrganization, reactivate, asOwner)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'frozen', to: 'active' });
    given(organization).when(reactivateOrganization, reactivate).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...suspendedBy('owner'), organizationReactivated({}))
      .when(reactivateOrganization, reactivate, asOwner)
      .thenRefused('INVALID_STATUS_TRANSITION'));
});
