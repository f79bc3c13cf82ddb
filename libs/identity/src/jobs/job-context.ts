import { uuidV5, type CommandContext } from '@annals/eventstore';
import type { Actor } from '@annals/kernel';

/** The event that caused a job, and the story it belongs to. */
export interface Cause {
  readonly causedBy: string;
  readonly correlation: string;
}

/**
 * A job's command: its id follows from the event and the step, so that the step happens once however often the job is
 * tried.
 */
export function contextOf({ causedBy, correlation }: Cause, actor: Actor, step: string): CommandContext {
  return { commandId: uuidV5(causedBy, step), actor, correlationId: correlation, causationId: causedBy };
}
