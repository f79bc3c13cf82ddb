import { emergencyStopActivated, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { stopTarget, type StopTarget } from '../../fleet/stop-target';

export interface ActivateEmergencyStop extends StopTarget {
  /** What becomes of runs that workers are at. */
  readonly running: 'finish' | 'stop';
}

/**
 * W22: no run starts there from now on. A target is stopped once, so that one lifting ends it.
 * @throws Refused BOT_NOT_FOUND, EMERGENCY_STOP_ACTIVE
 */
export const activateEmergencyStop: Decide<Fleet, ActivateEmergencyStop, FleetEvent> = (
  state,
  { running, ...asked },
) => {
  const target = stopTarget(state, asked);
  if (state.stopped.has(target.targetId)) throw refused('EMERGENCY_STOP_ACTIVE');
  return [emergencyStopActivated({ ...target, running })];
};
