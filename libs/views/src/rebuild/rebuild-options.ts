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
  /** Gives up: the unfinished generation is dropped. */
  readonly signal?: AbortSignal;
}

export interface RebuildReport {
  readonly view: string;
  readonly generation: number;
  /** Where both generations stood when they were compared. */
  readonly position: string;
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** The new tables beside the ones that served, at the same place of the log. */
  readonly tables: readonly TableComparison[];
  readonly equal: boolean;
}

/** The view cannot be rebuilt now; the message is a sentence for the person who asked for it. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}
