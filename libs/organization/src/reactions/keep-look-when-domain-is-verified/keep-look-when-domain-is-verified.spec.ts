import { domainLost } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { domainId, verified } from '../../testing/some-domain';
import { now, organizationId } from '../../testing/some-organization';
import { keepLookWhenDomainIsVerified as reaction } from './keep-look-when-domain-is-verified';

describe('keep a look when a domain is verified', () => {
  it('makes a job, with when it was', () =>
    expect(jobsOf(reaction, someLog(happened(verified, { organization: organizationId, at: now })))).toMatchObject([
      { queue: 'organization.keep-domain-look', payload: { organizationId, domainId, at: now } },
    ]));

  it('stays quiet about one that is lost: the look finds that out', () =>
    expect(reaction.handles(domainLost({ domainId }).type)).toBe(false));
});
