import { memberContactRequested, memberContactVerified } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { inAWeek, mia, organizationId } from '../../testing/some-organization';
import { tellOldAddressWhenContactChanges as reaction } from './tell-old-address-when-contact-changes';

const { personId, email } = mia;
const verified = memberContactVerified({ personId, generation: 2, trustedFrom: inAWeek }, { email });
const requested = memberContactRequested({ personId, generation: 3, codeExpiresAt: inAWeek }, { email });

describe('tell the old address when a contact changes', () => {
  it('B3: tells it once, by ids', () =>
    expect(jobsOf(reaction, someLog(happened(verified, { organization: organizationId })))).toEqual([
      { queue: 'replaced-contacts', key: `${personId}:2`, payload: { organizationId, personId, generation: 2 } },
    ]));

  it('stays quiet about an address that only waits', () => expect(reaction.handles(requested.type)).toBe(false));
});
