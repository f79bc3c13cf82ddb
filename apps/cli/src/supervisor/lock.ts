import { isAlive, startTimeOf } from '@annals/postgres';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotStart } from '../sentence';
import type { DataFolder } from './data-folder';
import { readState } from './state';

/** A process that can be told from a later one with the same pid. */
const Owner = z.object({ pid: z.int(), startTime: z.string() });
type Owner = z.infer<typeof Owner>;

export const isRunning = ({ pid, startTime }: Owner): boolean => isAlive(pid) && startTimeOf(pid) === startTime;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a lock was left by a process that is dead. A lock that nobody can read was cut short by a crash. */
function isStale(text: string): boolean {
  try {
    return !isRunning(Owner.parse(JSON.parse(text)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return true;
    throw error;
  }
}

/** Puts our lock there in one step, or says that one is there. */
function place(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a stale lock away. Somebody quicker may have replaced it meanwhile: then theirs is put back. */
function clear(file: string, seen: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== seen) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/**
 * Makes sure that nobody else runs on this data folder. The lock of a killed instance is taken over.
 * @returns gives the folder free again
 * @throws CannotStart when another instance runs on it
 */
export function takeLock(folder: DataFolder): () => void {
  while (!place(folder.lock)) {
    const seen = read(folder.lock);
    if (seen === undefined) continue;
    if (!isStale(seen)) {
      const { pid } = Owner.parse(JSON.parse(seen));
      const url = readState(folder)?.url;
      throw new CannotStart(
        `Annals already runs on ${folder.path}${url === undefined ? '' : ` at ${url}`} (pid ${pid}): stop it first, or choose another data folder with ANNALS_DATA.`,
      );
    }
    clear(folder.lock, seen);
  }
  return () => {
    rmSync(folder.lock, { force: true });
  };
}
