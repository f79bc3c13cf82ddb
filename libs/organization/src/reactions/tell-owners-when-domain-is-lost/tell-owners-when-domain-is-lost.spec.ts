import { domainLost, domainRemoved } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { domainId } from '../../testing/some-domain';
import { organizationId } from '../../testing/some-organization';
import { tellOwnersWhenDomainIsLost as reaction } from './tell-owners-when-domain-is-lost';

describe('tell owners when a domain is lost', () => {
  it('tells of each time that it is, by ids', () =>
    expect(
      jobsOf(reaction, someLog(happened(domainLost({ domainId }), { organization: organizationId }))),
    ).toMatchObject([{ queue: 'lost-domains', payload: { organizationId, domainId } }]));

  it('stays quiet about one that somebody removed', () =>
    expect(reaction.handles(domainRemoved({ domainId }).type)).toBe(false));
});
