import { emergencyStopLifted, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { stopTarget, type StopTarget } from '../../fleet/stop-target';

/**
 * W22: runs start there again, as far as nothing else stops them. Also where the workspace is archived by now.
 * @throws Refused BOT_NOT_FOUND, EMERGENCY_STOP_NOT_ACTIVE
 */
export const liftEmergencyStop: Decide<Fleet, StopTarget, FleetEvent> = (state, asked) => {
  const target = stopTarget(state, asked);
  if (!state.stopped.has(target.targetId)) throw refused('EMERGENCY_STOP_NOT_ACTIVE');
  return [emergencyStopLifted(target)];
};
