import { organizationLogoRemoved, organizationLogoSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { removeLogo } from './remove-logo';

const set = organizationLogoSet({ digest: 'a'.repeat(64), format: 'png' });

describe('A12: remove the logo', () => {
  it('is gone', () =>
    given(organization, ...founded, set)
      .when(removeLogo, { organizationId })
      .then(organizationLogoRemoved({})));

  it('says no where there is no organization', () =>
    given(organization).when(removeLogo, { organizationId }).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet where there is none', () => {
    given(organization, ...founded)
      .when(removeLogo, { organizationId })
      .thenNothing();
    given(organization, ...founded, set, organizationLogoRemoved({}))
      .when(removeLogo, { organizationId })
      .thenNothing();
  });
});
