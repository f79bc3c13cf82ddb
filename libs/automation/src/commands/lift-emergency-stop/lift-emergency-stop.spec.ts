import { emergencyStopActivated, emergencyStopLifted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered, workspaceId } from '../../testing/examples';
import { liftEmergencyStop } from './lift-emergency-stop';

const stopped = emergencyStopActivated({ scope: 'workspace', targetId: workspaceId, running: 'stop' });

describe('W22: lift an emergency stop', () => {
  it('lets runs start there again', () =>
    given(fleet, registered, stopped)
      .when(liftEmergencyStop, { organizationId, workspaceId })
      .then(emergencyStopLifted({ scope: 'workspace', targetId: workspaceId })));

  it('says no where nothing is stopped, also when it is elsewhere', () => {
    given(fleet, registered, stopped)
      .when(liftEmergencyStop, { organizationId })
      .thenRefused('EMERGENCY_STOP_NOT_ACTIVE');
    given(fleet, registered, stopped)
      .when(liftEmergencyStop, { organizationId, botId })
      .thenRefused('EMERGENCY_STOP_NOT_ACTIVE');
    given(fleet, registered, stopped, emergencyStopLifted({ scope: 'workspace', targetId: workspaceId }))
      .when(liftEmergencyStop, { organizationId, workspaceId })
      .thenRefused('EMERGENCY_STOP_NOT_ACTIVE');
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(liftEmergencyStop, { organizationId, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));
});
