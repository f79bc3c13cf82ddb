import { domainLost, domainVerified } from '@annals/contracts';
import { given } from '@annals/kernel';
import { security } from '../../security/security';
import { domainId, halden, verified } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { verifyDomain } from './verify-domain';

const look = (found: boolean) => ({ organizationId, domainId, found });

describe('verify a domain', () => {
  it('is verified once its record is there, and lost once it is gone', () => {
    given(security, halden).when(verifyDomain, look(true)).then(domainVerified({ domainId }));
    given(security, halden, verified).when(verifyDomain, look(false)).then(domainLost({ domainId }));
  });

  it('says no to one that there is not', () =>
    given(security).when(verifyDomain, look(true)).thenRefused('DOMAIN_NOT_FOUND'));

  it('stays quiet when it is so already', () => {
    given(security, halden, verified).when(verifyDomain, look(true)).thenNothing();
    given(security, halden).when(verifyDomain, look(false)).thenNothing();
  });
});
