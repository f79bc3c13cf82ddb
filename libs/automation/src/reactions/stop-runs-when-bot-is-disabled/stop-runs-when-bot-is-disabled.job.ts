import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { endRun } from '../../run/end-runs';
import { isAtWork, run } from '../../run/run';
import { STOP_RUNS_OF_BOT } from './stop-runs-when-bot-is-disabled';

/** Each by its stream; once the bot was enabled again nothing any more: what started since is meant to run. */
export const stopRunsOfBot = job({
  queue: STOP_RUNS_OF_BOT,
  payload: z.object({ organizationId: id, botId: id, causedBy: id, correlation: z.string() }),
  does:
    ({ eventStore, vault, commands }) =>
    async ({ organizationId, botId, ...cause }) => {
      for (const { runId } of await vault.runQueue.of({ organizationId, botId })) {
        const { state } = await eventStore.state({ stream: fleet, id: [organizationId] }, 0);
        if (state.bots.get(botId)?.stopsRuns !== true) return;
        const { state: its } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
        if (isAtWork(its)) await endRun({ commands }, { organizationId, runId }, { how: 'stop', ...cause });
      }
    },
});
