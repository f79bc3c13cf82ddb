import { reaction } from '@annals/views';

export const STOP_RUNS = 'automation.stop-runs';

/** W22: what becomes of runs that workers are at when all runs are stopped; the job looks whether they may finish. */
export const stopRunsInAnEmergency = reaction({
  name: 'stop-runs-in-an-emergency',
  on: {
    EmergencyStopActivated: ({ id, organization, data: { targetId }, meta }) => [
      {
        queue: STOP_RUNS,
        key: id,
        payload: { organizationId: organization, targetId, causedBy: id, correlation: meta.correlationId },
      },
    ],
  },
});
