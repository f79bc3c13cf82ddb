import { phoneNumberAdded, phoneNumberRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { added, codeExpiresAt, number, phoneId } from '../../testing/some-phones';
import { addPhone } from './add-phone';

const reception = { organizationId, number, label: 'Reception', purpose: 'contact' } as const;
const nth = (n: number) => `30000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;

describe('A19: add a phone number', () => {
  it('is added with a code that ends in 10 minutes', () =>
    given(organization, ...founded)
      .when(addPhone, reception)
      .then(
        phoneNumberAdded(
          { phoneId: 'id-of-phone', purpose: 'contact', generation: 1, codeExpiresAt },
          { number, label: 'Reception' },
        ),
      ));

  it('says no to a number that the organization has, until it was removed', () => {
    given(organization, ...founded, added())
      .when(addPhone, { ...reception, label: 'Again', purpose: 'alerts' })
      .thenRefused('PHONE_ALREADY_REGISTERED');
    given(organization, ...founded, added(), phoneNumberRemoved({ phoneId }))
      .when(addPhone, reception)
      .then(
        phoneNumberAdded(
          { phoneId: 'id-of-phone', purpose: 'contact', generation: 1, codeExpiresAt },
          { number, label: 'Reception' },
        ),
      );
  });

  it('says no to the 21st, and where there is no organization', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => added({ phoneId: nth(n), number: `+47692104${n + 10}` }));
    given(organization, ...founded, ...twenty)
      .when(addPhone, reception)
      .thenRefused('PHONE_LIMIT_REACHED', { limit: 20 });
    given(organization).when(addPhone, reception).thenRefused('ORG_NOT_FOUND');
  });
});
