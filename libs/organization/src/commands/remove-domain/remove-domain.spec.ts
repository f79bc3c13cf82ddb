import { domainAdded, domainRemoved, domainVerified } from '@annals/contracts';
import { given } from '@annals/kernel';
import { security } from '../../security/security';
import { domainId, halden } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { removeDomain } from './remove-domain';

const OTHER = '60000000-0000-4000-8000-000000000009';

describe('remove a domain', () => {
  it('is gone', () =>
    given(security, halden).when(removeDomain, { organizationId, domainId }).then(domainRemoved({ domainId })));

  it('I-6: the last verified one stays while only people of such domains come in', () => {
    const verified = domainVerified({ domainId });
    const other = domainAdded({ domainId: OTHER }, { domain: 'other.example' });
    const ask = { organizationId, domainId, ownDomainsOnly: true };
    given(security, halden, verified, other).when(removeDomain, ask).thenRefused('OWN_DOMAIN_REQUIRED');
    for (const open of [
      [halden, verified, other, domainVerified({ domainId: OTHER })],
      [halden, other],
    ])
      given(security, ...open)
        .when(removeDomain, ask)
        .then(domainRemoved({ domainId }));
  });

  it('says no to one that there is not, or not any more', () => {
    given(security).when(removeDomain, { organizationId, domainId }).thenRefused('DOMAIN_NOT_FOUND');
    given(security, halden, domainRemoved({ domainId }))
      .when(removeDomain, { organizationId, domainId })
      .thenRefused('DOMAIN_NOT_FOUND');
  });
});
