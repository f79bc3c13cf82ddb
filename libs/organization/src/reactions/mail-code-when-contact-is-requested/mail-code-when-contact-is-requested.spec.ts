import { memberContactRequested, memberContactVerified } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { inAWeek, mia, organizationId } from '../../testing/some-organization';
import { mailCodeWhenContactIsRequested as reaction } from './mail-code-when-contact-is-requested';

const { personId, email } = mia;
const requested = memberContactRequested({ personId, generation: 2, codeExpiresAt: inAWeek }, { email });
const verified = memberContactVerified({ personId, generation: 2, trustedFrom: inAWeek }, { email });

describe('mail a code when a contact is requested', () => {
  it('B3: sends each code once, by ids', () =>
    expect(jobsOf(reaction, someLog(happened(requested, { organization: organizationId })))).toEqual([
      { queue: 'contact-codes', key: `${personId}:2`, payload: { organizationId, personId, generation: 2 } },
    ]));

  it('stays quiet once it counts', () => expect(reaction.handles(verified.type)).toBe(false));
});
