import { phoneNumberRenamed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { added, phoneId } from '../../testing/some-phones';
import { renamePhone } from './rename-phone';

const to = (label: string) => ({ organizationId, phoneId, label });

describe('A19: say what a phone number is for', () => {
  it('has the new words', () =>
    given(organization, ...founded, added())
      .when(renamePhone, to('Night desk'))
      .then(phoneNumberRenamed({ phoneId }, { label: 'Night desk' })));

  it('says no where there is no such number', () =>
    given(organization, ...founded)
      .when(renamePhone, to('Night desk'))
      .thenRefused('PHONE_NOT_FOUND'));

  it('stays quiet when it says so already', () =>
    given(organization, ...founded, added())
      .when(renamePhone, to('Reception'))
      .thenNothing());
});
