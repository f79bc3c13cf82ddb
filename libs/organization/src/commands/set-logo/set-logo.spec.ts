import { organizationLogoSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { setLogo } from './set-logo';

const [red, blue] = [
  { digest: 'a'.repeat(64), format: 'png' } as const,
  { digest: 'b'.repeat(64), format: 'webp' } as const,
];

describe('A12: set the logo', () => {
  it('names the picture by its digest, in place of the one before', () => {
    given(organization, ...founded)
      .when(setLogo, { organizationId, ...red })
      .then(organizationLogoSet(red));
    given(organization, ...founded, organizationLogoSet(red))
      .when(setLogo, { organizationId, ...blue })
      .then(organizationLogoSet(blue));
  });

  it('says no where there is no organization', () =>
    given(organization)
      .when(setLogo, { organizationId, ...red })
      .thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when it is the logo already', () =>
    given(organization, ...founded, organizationLogoSet(red))
      .when(setLogo, { organizationId, ...red })
      .thenNothing());
});
