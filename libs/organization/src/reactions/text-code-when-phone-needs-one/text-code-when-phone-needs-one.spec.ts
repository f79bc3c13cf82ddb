import { phoneNumberCodeRequested, type OrganizationEvent } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { organizationId } from '../../testing/some-organization';
import { added, codeExpiresAt, number, phoneId, verified } from '../../testing/some-phones';
import { textCodeWhenPhoneNeedsOne as reaction } from './text-code-when-phone-needs-one';

const jobsFor = (event: OrganizationEvent) =>
  jobsOf(reaction, someLog(happened(event, { organization: organizationId })));

describe('text a code when a phone needs one', () => {
  it('A19: sends each code once', () => {
    expect(jobsFor(added())).toMatchObject([
      { queue: 'phone-codes', key: `${phoneId}:1`, payload: { organizationId, phoneId, generation: 1 } },
    ]);
    expect(jobsFor(phoneNumberCodeRequested({ phoneId, generation: 2, codeExpiresAt }))).toMatchObject([
      { key: `${phoneId}:2`, payload: { generation: 2 } },
    ]);
  });

  it('carries ids, never numbers', () => expect(JSON.stringify(jobsFor(added()))).not.toContain(number));

  it('stays quiet about anything else', () => expect(reaction.handles(verified().type)).toBe(false));
});
