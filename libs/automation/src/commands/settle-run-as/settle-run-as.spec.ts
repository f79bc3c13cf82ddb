import { botDisabled, botRunAsSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { adam, botId, disabled, mia, organizationId, registered } from '../../testing/examples';
import { settleRunAs } from './settle-run-as';

const runsAs = botRunAsSet({ botId, runAs: mia });
const settle = { organizationId, botId, from: mia.personId, current: undefined, to: undefined };

describe('W4: a bot that ran as who has gone', () => {
  it('runs as who takes it, or rests', () => {
    given(fleet, registered, runsAs)
      .when(settleRunAs, { ...settle, to: adam })
      .then(botRunAsSet({ botId, runAs: adam }));
    given(fleet, registered, runsAs).when(settleRunAs, settle).then(botDisabled({ botId }), botRunAsSet({ botId }));
    given(fleet, registered, disabled, runsAs).when(settleRunAs, settle).then(botRunAsSet({ botId }));
  });

  it('stays quiet of who is back, and of bots that run as others or as themselves', () => {
    given(fleet, registered, runsAs)
      .when(settleRunAs, { ...settle, current: 1 })
      .thenNothing();
    given(fleet, registered, botRunAsSet({ botId, runAs: adam }))
      .when(settleRunAs, settle)
      .thenNothing();
    given(fleet, registered).when(settleRunAs, settle).thenNothing();
  });
});
