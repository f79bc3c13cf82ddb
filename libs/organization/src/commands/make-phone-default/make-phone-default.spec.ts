import { defaultPhoneNumberSet, phoneNumberRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { added, otherPhoneId, phoneId, verified } from '../../testing/some-phones';
import { makePhoneDefault } from './make-phone-default';

const asked = { organizationId, phoneId };
const isDefault = defaultPhoneNumberSet({ phoneId, purpose: 'contact' });
const other = added({ phoneId: otherPhoneId, number: '+4790155300' });
const otherIsDefault = defaultPhoneNumberSet({ phoneId: otherPhoneId, purpose: 'contact' });

describe('A19: the default phone number of a purpose', () => {
  it('takes the place of the one before it', () =>
    given(organization, ...founded, added(), verified(), isDefault, other, verified(otherPhoneId), otherIsDefault)
      .when(makePhoneDefault, asked)
      .then(isDefault));

  it('says no to a number that is not verified or not there', () => {
    given(organization, ...founded, added())
      .when(makePhoneDefault, asked)
      .thenRefused('PHONE_NOT_VERIFIED');
    given(organization, ...founded, added(), phoneNumberRemoved({ phoneId }))
      .when(makePhoneDefault, asked)
      .thenRefused('PHONE_NOT_FOUND');
  });

  it('stays quiet when it is the default already', () =>
    given(organization, ...founded, added(), verified(), isDefault)
      .when(makePhoneDefault, asked)
      .thenNothing());
});
