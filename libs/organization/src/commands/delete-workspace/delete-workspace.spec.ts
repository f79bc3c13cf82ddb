import { workspaceDeleted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { archived, customs, founded, organizationId, withCustoms, workspaceId } from '../../testing/some-organization';
import { deleteWorkspace } from './delete-workspace';

const asked = { organizationId, workspaceId: customs, bots: 0 };
const deleted = workspaceDeleted({ workspaceId: customs });

describe('D22: delete a workspace', () => {
  it('is gone', () =>
    given(organization, ...withCustoms, archived())
      .when(deleteWorkspace, asked)
      .then(deleted));

  it('says no to one that is not archived, to the last one, and to one with bots', () => {
    given(organization, ...withCustoms)
      .when(deleteWorkspace, asked)
      .thenRefused('WORKSPACE_NOT_ARCHIVED');
    given(organization, ...founded)
      .when(deleteWorkspace, { ...asked, workspaceId })
      .thenRefused('LAST_WORKSPACE');
    given(organization, ...withCustoms, archived())
      .when(deleteWorkspace, { ...asked, bots: 2 })
      .thenRefused('WORKSPACE_HAS_BOTS', { bots: 2 });
  });

  it('says that there is none once it is deleted', () =>
    given(organization, ...withCustoms, archived(), deleted)
      .when(deleteWorkspace, asked)
      .thenRefused('WORKSPACE_NOT_FOUND'));
});
