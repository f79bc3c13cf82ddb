import { id, instant } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { fromMilliseconds, plus } from '@annals/kernel';
import { command, job, ofOrganization } from '@annals/platform';
import { z } from 'zod';
import { deleteTrigger } from '../../commands/delete-trigger/delete-trigger';
import { fleet } from '../../fleet/fleet';
import { endRun } from '../../run/end-runs';
import { hasEnded, isAtWork, run } from '../../run/run';
import { END_BOT } from './end-bot-when-it-is-retired';

/** How long workers have to stop. */
const GRACE = { minutes: 10 };

/** One that somebody deletes in this moment is gone. */
export const EndTrigger = command('EndTrigger', fleet, ofOrganization, (state, asked: Trigger, facts) =>
  state.triggers.has(asked.triggerId) ? deleteTrigger(state, asked, facts) : [],
);
interface Trigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

const Payload = z.object({
  organizationId: id,
  botId: id,
  inFlight: z.string(),
  retiredAt: instant,
  causedBy: id,
  correlation: z.string(),
});

/**
 * One by one, each by its stream, so that whoever goes on after a crash does nothing twice. Workers that were asked to
 * stop are looked at again, as the job is tried again, until they have; where they do not, their runs are ended.
 */
export const endBot = job({
  queue: END_BOT,
  payload: Payload,
  does:
    ({ eventStore, vault, commands }) =>
    async ({ organizationId, botId, inFlight, retiredAt, ...cause }) => {
      const { state } = await eventStore.state({ stream: fleet, id: [organizationId] }, 0);
      for (const trigger of [...state.triggers.values()].filter((each) => each.botId === botId)) {
        const { triggerId } = trigger;
        const context = {
          commandId: uuidV5(cause.causedBy, `end-trigger/${triggerId}`),
          actor: 'system:fleet',
        } as const;
        const story = { correlationId: cause.correlation, causationId: cause.causedBy };
        await commands.execute(new EndTrigger.Command({ organizationId, triggerId }, { ...context, ...story }));
      }
      const isOverdue = fromMilliseconds(Date.now()) > plus(retiredAt, GRACE);
      const how = inFlight === 'kill' || isOverdue ? 'kill' : 'stop';
      let left = 0;
      for (const { runId } of await vault.runQueue.of({ organizationId, botId })) {
        const target = { stream: run, id: [organizationId, runId] } as const;
        const waits = (await eventStore.state(target, 0)).state.status === 'requested';
        await endRun({ commands }, { organizationId, runId }, { how: waits ? 'stop' : how, ...cause });
        const { state: its } = await eventStore.state(target, 0);
        if (hasEnded(its)) await vault.runQueue.remove({ organizationId, botId, runId });
        else if (isAtWork(its)) left += 1;
      }
      if (left > 0) throw new Error(`${left} runs of a retired bot have not stopped yet`);
    },
});
