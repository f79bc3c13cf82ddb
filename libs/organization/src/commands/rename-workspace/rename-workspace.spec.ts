import { workspaceRenamed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { archived, customs, founded, organizationId, withCustoms } from '../../testing/some-organization';
import { renameWorkspace } from './rename-workspace';

const to = (name: string) => ({ organizationId, workspaceId: customs, name });

describe('rename a workspace', () => {
  it('has the new name, also one that differs from its own in capitals only', () => {
    for (const name of ['Duties', 'CUSTOMS'])
      given(organization, ...withCustoms)
        .when(renameWorkspace, to(name))
        .then(workspaceRenamed({ workspaceId: customs }, { name }));
  });

  it('says no where it is not, and to the name of another one', () => {
    given(organization, ...founded)
      .when(renameWorkspace, to('Duties'))
      .thenRefused('WORKSPACE_NOT_FOUND');
    given(organization, ...withCustoms)
      .when(renameWorkspace, to('default WORKSPACE'))
      .thenRefused('WORKSPACE_NAME_TAKEN');
  });

  it('stays quiet when it is called so already', () =>
    given(organization, ...withCustoms, archived())
      .when(renameWorkspace, to('Customs'))
      .thenNothing());
});
