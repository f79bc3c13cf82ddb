import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { endRun } from '../../run/end-runs';
import { hasEnded, run } from '../../run/run';
import { KEEP_QUEUE } from './keep-queue-when-run-changes';

/**
 * Looks at the stream: what the run is now counts, whichever job comes last. One that was asked for in the moment in
 * which its bot was retired is stopped here, where what ended the bot did not find it yet.
 */
export const keepQueue = job({
  queue: KEEP_QUEUE,
  payload: z.object({ organizationId: id, botId: id, runId: id, position: z.string() }),
  does:
    ({ eventStore, vault, commands }) =>
    async ({ position, ...queued }) => {
      const { organizationId, botId, runId } = queued;
      const { state } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
      if (hasEnded(state)) return vault.runQueue.remove(queued);
      if (state.status !== 'requested') return;
      await vault.runQueue.add(queued, position);
      const { retired } = (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
      if (!retired.has(botId)) return;
      await endRun({ commands }, queued, { how: 'stop', causedBy: runId, correlation: runId });
      await vault.runQueue.remove(queued);
    },
});
