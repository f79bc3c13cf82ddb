import type { CommandContext, EventStore } from '@annals/eventstore';
import { uuidV5 } from '@annals/eventstore';
import type { Actor } from '@annals/kernel';
import type { MailTransport, Memberships, OrganizationFounding } from '@annals/platform';
import type { Vault } from '@annals/vault';

/** What the jobs of this context work with. */
export interface IdentityJobTools {
  readonly eventStore: EventStore;
  readonly vault: Vault;
  readonly mail: MailTransport;
  readonly config: { readonly publicUrl: string };
  readonly founding: OrganizationFounding;
  readonly memberships: Memberships;
}

/** Handles one job; rejects when it has to be tried again. */
export type IdentityJob = (payload: unknown) => Promise<void>;

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
