import { phoneNumberAssigned, phoneNumberRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId, workspaceId } from '../../testing/some-organization';
import { added, phoneId } from '../../testing/some-phones';
import { removePhone } from './remove-phone';

const asked = { organizationId, phoneId };
const ofWorkspace = phoneNumberAssigned({ phoneId, workspaceId });

describe('A19: remove a phone number', () => {
  it('is gone, also after a workspace gave it back', () => {
    given(organization, ...founded, added())
      .when(removePhone, asked)
      .then(phoneNumberRemoved({ phoneId }));
    given(organization, ...founded, added(), ofWorkspace, phoneNumberAssigned({ phoneId }))
      .when(removePhone, asked)
      .then(phoneNumberRemoved({ phoneId }));
  });

  it('says no while a workspace uses it, and when it is gone', () => {
    given(organization, ...founded, added(), ofWorkspace)
      .when(removePhone, asked)
      .thenRefused('PHONE_IN_USE', { workspaceId });
    given(organization, ...founded, added(), phoneNumberRemoved({ phoneId }))
      .when(removePhone, asked)
      .thenRefused('PHONE_NOT_FOUND');
  });
});
