import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { dueTimes } from '../../triggers/due-times.service';
import { scheduleOf } from '../../triggers/past-schedules';
import { KEEP_TRIGGER_DUE } from './keep-trigger-due-when-trigger-changes';

/**
 * Looks at the stream: what the trigger is now counts, whichever job comes last. Where something of it is to be settled
 * already, whoever fires looks at it again, and settles first what the change left over.
 */
export const keepTriggerDue = job({
  queue: KEEP_TRIGGER_DUE,
  payload: z.object({ organizationId: id, triggerId: id }),
  does:
    ({ eventStore, vault }) =>
    async (which) => {
      const { state } = await eventStore.state({ stream: fleet, id: [which.organizationId] }, 0);
      const schedule = scheduleOf(state.triggers.get(which.triggerId));
      const [due] = schedule ? dueTimes(schedule, schedule.from, 1) : [];
      if (!schedule || due === undefined) await vault.triggerDues.lookAgain(which);
      else await vault.triggerDues.keep({ ...which, from: schedule.from, due });
    },
});
