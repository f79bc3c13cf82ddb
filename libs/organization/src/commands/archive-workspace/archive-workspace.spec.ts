import { workspaceArchived } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { archived, customs, founded, organizationId, withCustoms, workspaceId } from '../../testing/some-organization';
import { archiveWorkspace } from './archive-workspace';

const asked = { organizationId, workspaceId: customs, runs: 0 };

describe('D22: archive a workspace', () => {
  it('is archived, the first one as any', () => {
    for (const which of [customs, workspaceId])
      given(organization, ...withCustoms)
        .when(archiveWorkspace, { ...asked, workspaceId: which })
        .then(workspaceArchived({ workspaceId: which }));
  });

  it('says no to the last one that is left, whatever is archived', () => {
    given(organization, ...founded)
      .when(archiveWorkspace, { ...asked, workspaceId })
      .thenRefused('LAST_WORKSPACE');
    given(organization, ...withCustoms, archived(workspaceId))
      .when(archiveWorkspace, asked)
      .thenRefused('LAST_WORKSPACE');
    given(organization, ...founded)
      .when(archiveWorkspace, asked)
      .thenRefused('WORKSPACE_NOT_FOUND');
  });

  it('says no while something runs there', () =>
    given(organization, ...withCustoms)
      .when(archiveWorkspace, { ...asked, runs: 2 })
      .thenRefused('WORKSPACE_HAS_RUNNING_JOBS', { runs: 2 }));

  it('stays quiet when it is archived already', () =>
    given(organization, ...withCustoms, archived())
      .when(archiveWorkspace, asked)
      .thenNothing());
});
