import { reaction } from '@annals/views';

export const STOP_RUNS = 'automation.stop-runs';

/** W22: runs that workers are at are asked to stop, where whoever stopped everything wished so. */
export const stopRunsInAnEmergency = reaction({
  name: 'stop-runs-in-an-emergency',
  on: {
    EmergencyStopActivated: ({ id, organization, data, meta }) =>
      data.running === 'stop'
        ? [
            {
              queue: STOP_RUNS,
              key: id,
              payload: {
                organizationId: organization,
                targetId: data.targetId,
                causedBy: id,
                correlation: meta.correlationId,
              },
            },
          ]
        : [],
  },
});
