import { id, instant } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { Refused, type Frozen } from '@annals/kernel';
import { byOrganization, command, eachDue, jobsTogether, ofOrganization, type Tools } from '@annals/platform';
import { z } from 'zod';
import { autoPauseTrigger } from '../../commands/auto-pause-trigger/auto-pause-trigger';
import { RequestRunCommand } from '../../commands/request-run/request-run.handler';
import { fleet, type Fleet } from '../../fleet/fleet';
import type { Trigger } from '../../fleet/triggers';
import { run } from '../../run/run';
import { FOLLOW_TRIGGERS } from './follow-triggers-when-run-ends';

const Payload = z.object({ organizationId: id, botId: id, runId: id, at: instant, end: z.string() });
type Ended = z.output<typeof Payload>;

export const AutoPauseTrigger = command('AutoPauseTrigger', fleet, ofOrganization, autoPauseTrigger);

/** Ends that count as failures; a stop by somebody says nothing of the work. */
const failing = ['failed', 'lost', 'timed_out'];
/** What a fire is refused for that is nobody's failure: it is held, or left out as it is set. */
const heldBy = [
  'EMERGENCY_STOPPED',
  'BOT_DISABLED',
  'WORKSPACE_ARCHIVED',
  'ORG_SUSPENDED',
  'ORG_FROZEN',
  'ORG_PENDING_DELETION',
  'ORG_PURGED',
  'OWNER_GONE',
  'MISSED',
  'STILL_RUNNING',
  'TOO_MANY_WAIT',
  'DAY_OFF',
  'TRIGGER_CHANGED',
];

/** What is done twice comes to the same: outcomes are kept by run, and a run is named by what it follows. */
export const followTriggers = jobsTogether({
  queue: FOLLOW_TRIGGERS,
  payload: Payload,
  does: (tools) => (everywhere) =>
    eachDue(byOrganization(everywhere), (one) => followIn(tools, one), 'ends of runs could not be followed'),
});

async function followIn(
  tools: Tools,
  { organizationId, all }: { readonly organizationId: string; readonly all: readonly Ended[] },
): Promise<void> {
  const target = { stream: fleet, id: [organizationId] } as const;
  if ((await tools.eventStore.state(target, 0)).state.triggers.size === 0) return;
  const follow = async (ended: Ended): Promise<void> => {
    // As it is now: what ended before may have paused one.
    const { state } = await tools.eventStore.state(target, 0);
    await count(tools, ended, state);
    for (const trigger of state.triggers.values()) if (awaits(trigger, ended)) await fire(tools, ended, trigger);
  };
  await eachDue(all, follow, 'ends of runs could not be followed');
}

const awaits = ({ enabled, source, from }: Frozen<Trigger>, { botId, end, at }: Ended): boolean =>
  enabled && source?.botId === botId && source.ends.includes(end) && from < at;

/** P15: counted by the trigger that began the run; so many failures in a row pause it. */
async function count({ eventStore, vault, commands }: Tools, ended: Ended, state: Frozen<Fleet>): Promise<void> {
  const { organizationId, runId, at, end } = ended;
  const target = { stream: run, id: [organizationId, runId] } as const;
  const { triggerId = '', refused } = (await eventStore.state(target, 0)).state;
  const trigger = state.triggers.get(triggerId);
  const isFailure = end === 'refused' ? !heldBy.includes(refused?.code ?? '') : failing.includes(end);
  if (!trigger || (!isFailure && end !== 'succeeded')) return;
  const { from, pauseAfter } = trigger;
  const outcome = { organizationId, triggerId, runId, at, failed: isFailure };
  const failures = await vault.triggerOutcomes.note(outcome, from, pauseAfter);
  if (failures < pauseAfter) return;
  const commandId = uuidV5(triggerId, `auto-pause/${from}`);
  const body = { organizationId, triggerId, failures, from };
  const context = { commandId, actor: 'system:triggers', correlationId: commandId } as const;
  await commands.execute(new AutoPauseTrigger.Command(body, context));
}

/** P14: the run that ended is what the next one works on. */
async function fire({ commands }: Tools, ended: Ended, { triggerId, botId, owner }: Frozen<Trigger>): Promise<void> {
  const { organizationId, end } = ended;
  const commandId = uuidV5(triggerId, `run/${ended.runId}`);
  const input = { runId: ended.runId, botId: ended.botId, status: end };
  const runId = uuidV5(commandId, 'run');
  const body = { organizationId, botId, runId, input, askedBy: owner, trigger: { triggerId } };
  const context = { commandId, actor: 'system:triggers', correlationId: commandId } as const;
  try {
    await commands.execute(new RequestRunCommand(body, context));
  } catch (error) {
    const isRecorded = error instanceof Refused && 'runId' in (error as Refused).details;
    if (!isRecorded) throw error;
  }
}
