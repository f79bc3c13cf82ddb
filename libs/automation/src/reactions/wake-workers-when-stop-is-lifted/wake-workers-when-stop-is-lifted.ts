import { reaction } from '@annals/views';

export const WAKE_WORKERS = 'automation.wake-workers';

/** W22: what waited while all runs were stopped starts as soon as that is lifted, not when a worker asks the next time. */
export const wakeWorkersWhenStopIsLifted = reaction({
  name: 'wake-workers-when-stop-is-lifted',
  on: {
    EmergencyStopLifted: ({ id, organization }) => [
      { queue: WAKE_WORKERS, key: id, payload: { organizationId: organization } },
    ],
  },
});
