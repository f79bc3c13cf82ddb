import { domainRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { security } from '../../security/security';
import { domainId, halden } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { removeDomain } from './remove-domain';

describe('remove a domain', () => {
  it('is gone', () =>
    given(security, halden).when(removeDomain, { organizationId, domainId }).then(domainRemoved({ domainId })));

  it('says no to one that there is not, or not any more', () => {
    given(security).when(removeDomain, { organizationId, domainId }).thenRefused('DOMAIN_NOT_FOUND');
    given(security, halden, domainRemoved({ domainId }))
      .when(removeDomain, { organizationId, domainId })
      .thenRefused('DOMAIN_NOT_FOUND');
  });
});
