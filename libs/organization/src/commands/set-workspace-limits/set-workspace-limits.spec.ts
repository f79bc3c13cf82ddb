import { workspaceLimitsSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { customs, founded, organizationId, withCustoms } from '../../testing/some-organization';
import { setWorkspaceLimits } from './set-workspace-limits';

const atMost = (members: number | null) => ({ organizationId, workspaceId: customs, members });

describe('set the limits of a workspace', () => {
  it('has them', () =>
    given(organization, ...withCustoms)
      .when(setWorkspaceLimits, atMost(3))
      .then(workspaceLimitsSet({ workspaceId: customs, members: 3 })));

  it('says no where it is not', () =>
    given(organization, ...founded)
      .when(setWorkspaceLimits, atMost(3))
      .thenRefused('WORKSPACE_NOT_FOUND'));

  it('stays quiet when they are so already', () =>
    given(organization, ...withCustoms)
      .when(setWorkspaceLimits, atMost(null))
      .thenNothing());
});
