import { botRunAsSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { adam, botId, mia, organizationId, registered } from '../../testing/examples';
import { setRunAs } from './set-run-as';

const set = { organizationId, botId, runAs: mia };
const runsAs = botRunAsSet({ botId, runAs: mia });

describe('W4: say as whom a bot runs', () => {
  it('is somebody, somebody else, or itself again', () => {
    given(fleet, registered).when(setRunAs, set).then(runsAs);
    given(fleet, registered, runsAs)
      .when(setRunAs, { ...set, runAs: adam })
      .then(botRunAsSet({ botId, runAs: adam }));
    given(fleet, registered, runsAs)
      .when(setRunAs, { ...set, runAs: undefined })
      .then(botRunAsSet({ botId }));
  });

  it('says no where there is no such bot', () => given(fleet).when(setRunAs, set).thenRefused('BOT_NOT_FOUND'));

  it('stays quiet where it is so, and not of who is back in another membership', () => {
    given(fleet, registered, runsAs).when(setRunAs, set).thenNothing();
    given(fleet, registered)
      .when(setRunAs, { ...set, runAs: undefined })
      .thenNothing();
    const back = { ...mia, membership: 2 };
    given(fleet, registered, runsAs)
      .when(setRunAs, { ...set, runAs: back })
      .then(botRunAsSet({ botId, runAs: back }));
  });
});
