import { domainAdded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { security } from '../../security/security';
import { halden } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { addDomain } from './add-domain';

const add = (domain: string, isPublic = false) => ({ organizationId, domain, isPublic });

describe('P1: add a domain', () => {
  it('is there, and opens nothing yet', () =>
    given(security)
      .when(addDomain, add('halden.example'))
      .then(domainAdded({ domainId: 'id-of-domain' }, { domain: 'halden.example' })));

  it('says no to one where anybody has an address, to one that it has, and to more than twenty', () => {
    given(security).when(addDomain, add('gmail.com', true)).thenRefused('PUBLIC_DOMAIN');
    given(security, halden).when(addDomain, add('halden.example')).thenRefused('DOMAIN_ALREADY_ADDED');
    const many = Array.from({ length: 20 }, (_, n) =>
      domainAdded({ domainId: `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}` }, { domain: `h${n}.example` }),
    );
    given(security, ...many)
      .when(addDomain, add('halden.example'))
      .thenRefused('DOMAIN_LIMIT_REACHED', { limit: 20 });
  });
});
