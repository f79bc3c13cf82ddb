import { id } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { job } from '@annals/platform';
import { z } from 'zod';
import { StopRun } from '../../commands/stop-run/stop-run.controller';
import { fleet, targetsOf } from '../../fleet/fleet';
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
    async ({ organizationId, targetId, causedBy, correlation }) => {
      const fleetNow = async () => (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
      for (const { botId, runId } of await vault.runQueue.held(organizationId)) {
        const { bots, stopped } = await fleetNow();
        const bot = bots.get(botId);
        if (stopped.get(targetId) !== 'stop') return;
        if (!bot || !targetsOf(organizationId, bot).includes(targetId)) continue;
        const { state } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
        if (!isAtWork(state)) continue;
        try {
          await commands.execute(
            new StopRun.Command(
              { organizationId, runId },
              {
                commandId: uuidV5(causedBy, `stop/${runId}`),
                actor: 'system:fleet',
                correlationId: correlation,
                causationId: causedBy,
              },
            ),
          );
        } catch (error) {
          if (!(error instanceof Refused)) throw error; // it has ended in this moment
        }
      }
    },
});
