import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotStart } from '../sentence';
import type { DataFolder } from './data-folder';

const Process = z.object({ name: z.string(), pid: z.int(), startTime: z.string() });
const State = z.object({
  pid: z.int(),
  startTime: z.string(),
  /** Where people reach the console. */
  url: z.string(),
  /** The secret address of the mailbox page, where there is one. */
  mailbox: z.string().optional(),
  /** As the owner of the database. */
  databaseUrl: z.string(),
  /** As the projector: what a rebuild makes is its own. */
  projectorUrl: z.string().optional(),
  eventstoreUrl: z.string(),
  secretsFile: z.string(),
  /** The log is in the database, kept by the embedded event store. */
  isLogEmbedded: z.boolean(),
  processes: z.array(Process),
});

/** What runs on a data folder, for `annals rebuild`, for people, and for cleaning up after a kill. */
export type State = z.infer<typeof State>;
export type RunningProcess = z.infer<typeof Process>;

/**
 * What the instance that runs, or the last one, wrote; undefined when there is none or it was cut short. @throws
 * CannotStart when it belongs to somebody else
 */
export function readState(folder: Pick<DataFolder, 'state'>): State | undefined {
  if (!existsSync(folder.state)) return undefined;
  try {
    return State.parse(JSON.parse(readFileSync(folder.state, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES')
      throw new CannotStart(`${folder.state} may not be read by you: do this as the user that runs Annals.`, {
        cause: error,
      });
    // of another version: nothing to learn from it
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** Replaces it in one step. Mode 0600: it holds the address of the database with its password. */
export function writeState(folder: DataFolder, state: State): void {
  const draft = `${folder.state}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, folder.state);
  } finally {
    rmSync(draft, { force: true });
  }
}

export function removeState(folder: DataFolder): void {
  rmSync(folder.state, { force: true });
}
