import type { Log } from '../engine/cursor';
import type { NamedLog } from '../engine/known-log';
import type { EngineLog } from '../engine/log';
import type { Progress } from '../sql/ledger';
import type { TableComparison } from './compare';

export interface RebuildOptions {
  readonly databaseUrl: string;
  readonly eventStore: Log & NamedLog;
  /** The role that reads views. */
  readonly apiRole: string;
  /** Called about once a second. */
  readonly onProgress?: (progress: Progress) => void;
  readonly maxBatch?: number;
  readonly log?: EngineLog;
  /** Ends it: what is built so far is kept for a day, and the next rebuild goes on with it. */
  readonly signal?: AbortSignal;
  /** So many events a second at most, so that readers and commands keep the machine; as fast as it can without it. */
  readonly eventsPerSecond?: number | undefined;
  /** Begins at the first event though there is something to go on with. */
  readonly anew?: boolean | undefined;
}

export interface RebuildReport {
  readonly view: string;
  readonly generation: number;
  /** Where both generations stood when they were compared. */
  readonly position: string;
  /** That the generation is made of, */
  readonly events: number;
  /** and those of them that a build before this one had handled. */
  readonly eventsBefore: number;
  readonly seconds: number;
  /** Of this build. */
  readonly eventsPerSecond: number;
  /** The new tables beside the ones that served, at the same place of the log. */
  readonly tables: readonly TableComparison[];
  readonly equal: boolean;
}

/** The view cannot be rebuilt now; the message is a sentence for the person who asked for it. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}
