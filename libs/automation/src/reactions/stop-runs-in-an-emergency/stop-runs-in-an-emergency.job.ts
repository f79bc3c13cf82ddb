import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { fleet, targetsOf } from '../../fleet/fleet';
import { endRun } from '../../run/end-runs';
import { isAtWork, run } from '../../run/run';
import { STOP_RUNS } from './stop-runs-in-an-emergency';

/**
 * Each by its stream, so that whoever goes on after a crash stops none twice. Where they may finish nothing is done, and
 * after the stop was lifted nothing any more: what started since is meant to run.
 */
export const stopRuns = job({
  queue: STOP_RUNS,
  payload: z.object({ organizationId: id, targetId: id, causedBy: id, correlation: z.string() }),
  does:
    ({ eventStore, vault, commands }) =>
    async ({ organizationId, targetId, ...cause }) => {
      const fleetNow = async () => (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
      for (const { botId, runId } of await vault.runQueue.held(organizationId)) {
        const { bots, stopped } = await fleetNow();
        const bot = bots.get(botId);
        if (stopped.get(targetId) !== 'stop') return;
        if (!bot || !targetsOf(organizationId, bot).includes(targetId)) continue;
        const { state } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
        if (isAtWork(state)) await endRun({ commands }, { organizationId, runId }, { how: 'stop', ...cause });
      }
    },
});
