import { phoneNumberCodeRequested } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, now, organizationId } from '../../testing/some-organization';
import { added, phoneId, verified } from '../../testing/some-phones';
import { sendPhoneCode } from './send-phone-code';

const asked = { organizationId, phoneId };

describe('A19: send a phone number a new code', () => {
  it('has a higher generation and 10 minutes of its own, also after the last one ended', () => {
    const later = plus(now, { hours: 1 });
    given(organization, ...founded, added())
      .when(sendPhoneCode, asked, { now: later })
      .then(phoneNumberCodeRequested({ phoneId, generation: 2, codeExpiresAt: plus(later, { minutes: 10 }) }));
  });

  it('says no to a number that is verified or not there', () => {
    given(organization, ...founded, added(), verified())
      .when(sendPhoneCode, asked)
      .thenRefused('PHONE_ALREADY_VERIFIED');
    given(organization, ...founded)
      .when(sendPhoneCode, asked)
      .thenRefused('PHONE_NOT_FOUND');
  });
});
