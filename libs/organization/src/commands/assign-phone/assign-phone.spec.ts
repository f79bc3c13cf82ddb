import { phoneNumberAssigned } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId, workspaceId } from '../../testing/some-organization';
import { added, otherPhoneId, phoneId } from '../../testing/some-phones';
import { assignPhone } from './assign-phone';

const asked = { organizationId, phoneId };
const ofWorkspace = phoneNumberAssigned({ phoneId, workspaceId });

describe('A19: give a phone number to a workspace', () => {
  it('is of the workspace, and of the whole organization again', () => {
    given(organization, ...founded, added())
      .when(assignPhone, { ...asked, workspaceId })
      .then(ofWorkspace);
    given(organization, ...founded, added(), ofWorkspace)
      .when(assignPhone, asked)
      .then(phoneNumberAssigned({ phoneId }));
  });

  it('says no where there is no such workspace or number', () => {
    given(organization, ...founded, added())
      .when(assignPhone, { ...asked, workspaceId: otherPhoneId })
      .thenRefused('WORKSPACE_NOT_FOUND');
    given(organization, ...founded)
      .when(assignPhone, asked)
      .thenRefused('PHONE_NOT_FOUND');
  });

  it('stays quiet when it is there already', () => {
    given(organization, ...founded, added(), ofWorkspace)
      .when(assignPhone, { ...asked, workspaceId })
      .thenNothing();
    given(organization, ...founded, added())
      .when(assignPhone, asked)
      .thenNothing();
  });
});
