import { workspaceRunRetentionSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { customs, founded, organizationId, withCustoms } from '../../testing/some-organization';
import { setRunRetention } from './set-run-retention';

const seenFor = (days: number | null) => ({ organizationId, workspaceId: customs, days });
const thirty = workspaceRunRetentionSet({ workspaceId: customs, days: 30 });

describe('W23: say for how long the runs of a workspace are seen', () => {
  it('is so from then on', () =>
    given(organization, ...withCustoms)
      .when(setRunRetention, seenFor(30))
      .then(thirty));

  it('goes back to what the organization says', () =>
    given(organization, ...withCustoms, thirty)
      .when(setRunRetention, seenFor(null))
      .then(workspaceRunRetentionSet({ workspaceId: customs, days: null })));

  it('says no where it is not', () =>
    given(organization, ...founded)
      .when(setRunRetention, seenFor(30))
      .thenRefused('WORKSPACE_NOT_FOUND'));

  it('stays quiet when it is so already', () => {
    given(organization, ...withCustoms)
      .when(setRunRetention, seenFor(null))
      .thenNothing();
    given(organization, ...withCustoms, thirty)
      .when(setRunRetention, seenFor(30))
      .thenNothing();
  });
});
