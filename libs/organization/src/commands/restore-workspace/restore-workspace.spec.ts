import { workspaceCreated, workspaceRestored } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { archived, customs, founded, organizationId, withCustoms } from '../../testing/some-organization';
import { restoreWorkspace } from './restore-workspace';

const asked = { organizationId, workspaceId: customs };
const another = workspaceCreated(
  { workspaceId: '0e000000-0000-4000-8000-00000000000e', isDefault: false },
  { name: 'customs' },
);

describe('restore a workspace', () => {
  it('is back', () =>
    given(organization, ...withCustoms, archived())
      .when(restoreWorkspace, asked)
      .then(workspaceRestored({ workspaceId: customs })));

  it('says no where it is not, and where another one has its name now', () => {
    given(organization, ...founded)
      .when(restoreWorkspace, asked)
      .thenRefused('WORKSPACE_NOT_FOUND');
    given(organization, ...withCustoms, archived(), another)
      .when(restoreWorkspace, asked)
      .thenRefused('WORKSPACE_NAME_TAKEN');
  });

  it('stays quiet when it is not archived', () =>
    given(organization, ...withCustoms)
      .when(restoreWorkspace, asked)
      .thenNothing());
});
