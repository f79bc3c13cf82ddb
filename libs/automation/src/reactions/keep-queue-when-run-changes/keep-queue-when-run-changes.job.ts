import { id } from '@annals/contracts';
import { byOrganization, eachDue, jobsTogether, type Tools } from '@annals/platform';
import { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { endRun } from '../../run/end-runs';
import { hasEnded, run } from '../../run/run';
import { KEEP_QUEUE } from './keep-queue-when-run-changes';

const Payload = z.object({
  organizationId: id,
  botId: id,
  runId: id,
  position: z.string(),
  /** Whether it was its end that was heard of, or that it waits. */
  ended: z.boolean().optional(),
});
type Changed = z.output<typeof Payload>;

/**
 * The guarantee behind those who keep the queue as they ask for runs and end them: where it is as it was said to be
 * nothing is done. One that was asked for in the moment in which its bot was retired is stopped here, where what ended
 * the bot did not find it yet.
 */
export const keepQueue = jobsTogether({
  queue: KEEP_QUEUE,
  payload: Payload,
  does: (tools) => (everywhere) =>
    eachDue(byOrganization(everywhere), (one) => keep(tools, one), 'queues could not be kept'),
});

async function keep(
  tools: Tools,
  { organizationId, all }: { readonly organizationId: string; readonly all: readonly Changed[] },
): Promise<void> {
  const { eventStore, vault } = tools;
  const lastOf = new Map(all.map((each) => [each.runId, each]));
  const queued = await vault.runQueue.among(organizationId, [...lastOf.keys()]);
  const { retired } = (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
  const isKept = ({ ended, runId }: Changed): boolean => ended !== undefined && queued.has(runId) !== ended;
  const doubtful = [...lastOf.values()].filter((each) => !isKept(each) || (!each.ended && retired.has(each.botId)));
  await eachDue(doubtful, (each) => settle(tools, each, retired.has(each.botId)), 'runs could not be looked at');
}

/** Looks at the stream: what the run is now counts, whichever job comes last. */
async function settle(
  { eventStore, vault, commands }: Tools,
  { position, ...queued }: Changed,
  isRetired: boolean,
): Promise<void> {
  const { organizationId, runId } = queued;
  const { state } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
  if (hasEnded(state)) return vault.runQueue.remove(queued);
  if (state.status !== 'requested') return;
  await vault.runQueue.add(queued, position);
  if (!isRetired) return;
  await endRun({ commands }, queued, { how: 'stop', causedBy: runId, correlation: runId });
  await vault.runQueue.remove(queued);
}
