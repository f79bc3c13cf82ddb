import { workspaceSettingsChanged } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { customs, founded, organizationId, withCustoms } from '../../testing/some-organization';
import { changeWorkspaceSettings } from './change-workspace-settings';

const oslo = { timeZone: 'Europe/Oslo', inactivityMinutes: 30 };
const asked = { organizationId, workspaceId: customs, ...oslo };
const changed = workspaceSettingsChanged({ workspaceId: customs, ...oslo });

describe('change the settings of a workspace', () => {
  it('has them, and is as the organization again once they are taken back', () => {
    given(organization, ...withCustoms)
      .when(changeWorkspaceSettings, asked)
      .then(changed);
    const none = { timeZone: null, inactivityMinutes: null };
    given(organization, ...withCustoms, changed)
      .when(changeWorkspaceSettings, { ...asked, ...none })
      .then(workspaceSettingsChanged({ workspaceId: customs, ...none }));
  });

  it('says no where it is not', () =>
    given(organization, ...founded)
      .when(changeWorkspaceSettings, asked)
      .thenRefused('WORKSPACE_NOT_FOUND'));

  it('stays quiet when they are so already', () =>
    given(organization, ...withCustoms, changed)
      .when(changeWorkspaceSettings, asked)
      .thenNothing());
});
