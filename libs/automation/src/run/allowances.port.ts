import type { RunRefusal } from '@annals/contracts';

/** A run that is about to be asked for or to begin. */
export interface RunToBegin {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
  readonly workspaceId: string;
}

/** What an organization may spend: asked last, of what nothing else stops (domain §4.9). */
export abstract class Allowances {
  /** @returns why the run may not be paid for; undefined where it may */
  abstract stops(run: RunToBegin): Promise<RunRefusal | undefined>;
}
