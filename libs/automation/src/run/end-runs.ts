import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { command, type Tools } from '@annals/platform';
import { killRun } from '../commands/kill-run/kill-run';
import { StopRun } from '../commands/stop-run/stop-run.controller';
import { ofRun, run } from './run';

/** A run is over at once, by a decision of ours. */
export const EndRun = command('EndRun', run, ofRun, killRun);

/** The event that runs are ended for, and the story it belongs to. */
export interface Cause {
  readonly causedBy: string;
  readonly correlation: string;
}

interface OneRun {
  readonly organizationId: string;
  readonly runId: string;
}

/**
 * Asks a run to stop, or kills it. The command's id follows from the event and the run: whoever goes on after a crash
 * does it once. One that has ended in this moment is left as it is.
 */
export async function endRun(
  { commands }: Pick<Tools, 'commands'>,
  { organizationId, runId }: OneRun,
  { how, causedBy, correlation }: Cause & { readonly how: 'stop' | 'kill' },
): Promise<void> {
  const context: CommandContext = {
    commandId: uuidV5(causedBy, `${how}/${runId}`),
    actor: 'system:fleet',
    correlationId: correlation,
    causationId: causedBy,
  };
  const { Command } = how === 'stop' ? StopRun : EndRun;
  try {
    await commands.execute(new Command({ organizationId, runId }, context));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
