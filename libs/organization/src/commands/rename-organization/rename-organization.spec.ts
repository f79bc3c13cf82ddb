import { organizationRenamed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { renameOrganization } from './rename-organization';

const to = (name: string) => ({ organizationId, name });

describe('A16: rename an organization', () => {
  it('has the new name', () =>
    given(organization, ...founded)
      .when(renameOrganization, to('Halden'))
      .then(organizationRenamed({}, { name: 'Halden' })));

  it('says no where there is no organization', () =>
    given(organization).when(renameOrganization, to('Halden')).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when it is called so already', () => {
    given(organization, ...founded)
      .when(renameOrganization, to('Halden Freight'))
      .thenNothing();
    given(organization, ...founded, organizationRenamed({}, { name: 'Halden' }))
      .when(renameOrganization, to('Halden'))
      .thenNothing();
  });
});
