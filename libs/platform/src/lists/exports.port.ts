import type { listExported } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';

/** A list that somebody takes as a file. */
export interface Exported {
  readonly exported: Parameters<typeof listExported>[0];
  /** What was looked for, as it was typed; empty for nothing. */
  readonly search: string;
}

/** Told of files before they are given out. */
export abstract class Exports {
  /** Settles when it is written for auditors. @throws Refused RATE_LIMITED for who takes too many */
  abstract record(organizationId: string, taken: Exported, context: CommandContext): Promise<void>;
}
