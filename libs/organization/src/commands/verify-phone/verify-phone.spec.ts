import { defaultPhoneNumberSet, phoneNumberCodeRequested, phoneNumberVerified } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, now, organizationId } from '../../testing/some-organization';
import { added, codeExpiresAt, otherPhoneId, phoneId, verified } from '../../testing/some-phones';
import { verifyPhone } from './verify-phone';

const first = { organizationId, phoneId, generation: 1 };
const isDefault = defaultPhoneNumberSet({ phoneId, purpose: 'contact' });

describe('A19: verify a phone number', () => {
  it('is verified, and the default of its purpose where that has none', () => {
    given(organization, ...founded, added())
      .when(verifyPhone, first)
      .then(phoneNumberVerified({ phoneId, generation: 1 }), isDefault);
    const other = added({ phoneId: otherPhoneId, number: '+4790155300' });
    given(organization, ...founded, added(), verified(), isDefault, other)
      .when(verifyPhone, { ...first, phoneId: otherPhoneId })
      .then(phoneNumberVerified({ phoneId: otherPhoneId, generation: 1 }));
  });

  it('says no once the code has ended, and to a code that a newer one replaced', () => {
    given(organization, ...founded, added())
      .when(verifyPhone, first, { now: codeExpiresAt })
      .thenRefused('PHONE_CODE_EXPIRED');
    const again = phoneNumberCodeRequested({ phoneId, generation: 2, codeExpiresAt: plus(now, { minutes: 11 }) });
    given(organization, ...founded, added(), again)
      .when(verifyPhone, first)
      .thenRefused('PHONE_CODE_EXPIRED');
    given(organization, ...founded)
      .when(verifyPhone, first)
      .thenRefused('PHONE_NOT_FOUND');
  });

  it('stays quiet about a verified number, whatever is said', () =>
    given(organization, ...founded, added(), verified(), isDefault)
      .when(verifyPhone, { ...first, generation: 0 }, { now: plus(now, { days: 1 }) })
      .thenNothing());
});
