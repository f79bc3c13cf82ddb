import { emergencyStopActivated, emergencyStopLifted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered, workspaceId } from '../../testing/examples';
import { activateEmergencyStop } from './activate-emergency-stop';

const running = 'stop';
const ofOrganization = { scope: 'organization', targetId: organizationId } as const;

describe('W22: stop all runs', () => {
  it('stops those of the organization, of a workspace or of a bot', () => {
    given(fleet, registered)
      .when(activateEmergencyStop, { organizationId, running })
      .then(emergencyStopActivated({ ...ofOrganization, running }));
    given(fleet, registered)
      .when(activateEmergencyStop, { organizationId, workspaceId, running: 'finish' })
      .then(emergencyStopActivated({ scope: 'workspace', targetId: workspaceId, running: 'finish' }));
    given(fleet, registered)
      .when(activateEmergencyStop, { organizationId, botId, running })
      .then(emergencyStopActivated({ scope: 'bot', targetId: botId, running }));
  });

  it('stops again what was let go on, and a workspace in a stopped organization', () => {
    const stopped = emergencyStopActivated({ ...ofOrganization, running });
    given(fleet, stopped, emergencyStopLifted(ofOrganization))
      .when(activateEmergencyStop, { organizationId, running })
      .then(stopped);
    given(fleet, stopped)
      .when(activateEmergencyStop, { organizationId, workspaceId, running })
      .then(emergencyStopActivated({ scope: 'workspace', targetId: workspaceId, running }));
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(activateEmergencyStop, { organizationId, botId: otherBotId, running })
      .thenRefused('BOT_NOT_FOUND'));

  it('says that they are stopped already, and writes nothing', () =>
    given(fleet, emergencyStopActivated({ ...ofOrganization, running }))
      .when(activateEmergencyStop, { organizationId, running: 'finish' })
      .thenRefused('EMERGENCY_STOP_ACTIVE'));
});
