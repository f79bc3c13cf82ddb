import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { hasEnded, run } from '../../run/run';
import { KEEP_QUEUE } from './keep-queue-when-run-changes';

/** Looks at the stream: what the run is now counts, whichever job comes last. */
export const keepQueue = job({
  queue: KEEP_QUEUE,
  payload: z.object({ organizationId: id, botId: id, runId: id, position: z.string() }),
  does:
    ({ eventStore, vault }) =>
    async ({ position, ...queued }) => {
      const { state } = await eventStore.state({ stream: run, id: [queued.organizationId, queued.runId] }, 0);
      if (state.status === 'requested') await vault.runQueue.add(queued, position);
      else if (hasEnded(state)) await vault.runQueue.remove(queued);
    },
});
