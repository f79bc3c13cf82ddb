import { domainLost, domainModeSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { security } from '../../security/security';
import { domainId, halden, open, verified } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { setDomainMode } from './set-domain-mode';

const set = (mode: 'off' | 'join') => ({ organizationId, domainId, mode });

describe('say what a domain does', () => {
  it('lets people join, and stops it', () => {
    given(security, halden, verified)
      .when(setDomainMode, set('join'))
      .then(domainModeSet({ domainId, mode: 'join' }));
    given(security, halden, verified, open)
      .when(setDomainMode, set('off'))
      .then(domainModeSet({ domainId, mode: 'off' }));
  });

  it('says no of one that is not verified, or not any more, and of one that there is not', () => {
    given(security, halden).when(setDomainMode, set('join')).thenRefused('DOMAIN_NOT_VERIFIED');
    given(security, halden, verified, domainLost({ domainId }))
      .when(setDomainMode, set('join'))
      .thenRefused('DOMAIN_NOT_VERIFIED');
    given(security).when(setDomainMode, set('off')).thenRefused('DOMAIN_NOT_FOUND');
  });

  it('stays quiet when it does so already', () =>
    given(security, halden, verified, open).when(setDomainMode, set('join')).thenNothing());
});
