import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresStartError } from './postgres-start-error';
import { answers, eventually, hasArgument, isAlive, processesIn } from './processes';

/** What postmaster.pid says: line 1 the pid, line 4 the port, line 8 the state (as pg_ctl reads it). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads `data/postmaster.pid`; undefined when there is none (or it is only half written). */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined; // no file: nothing runs here
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** Whether a Postgres, or what is left of one, works on `data` at this moment. */
export function isHeld(data: string): boolean {
  const seen = readPostmaster(data);
  return (seen !== undefined && isAlive(seen.pid) && hasArgument(seen.pid, data)) || processesIn(data).length > 0;
}

/**
 * Finds a Postgres that an earlier, killed parent left running on `data`.
 * Otherwise makes sure that nothing of it is left, so that a new one can be started.
 * @throws PostgresStartError when one is there that neither answers nor ends within 30 s
 */
export async function findRunning(data: string): Promise<Postmaster | undefined> {
  const seen = readPostmaster(data);
  if (seen !== undefined && isAlive(seen.pid) && hasArgument(seen.pid, data)) {
    const settled = await eventually(
      async () => !isAlive(seen.pid) || (readPostmaster(data)?.ready === true && (await answers(seen.port))),
      30_000,
    );
    if (!settled)
      throw new PostgresStartError(
        `A Postgres with pid ${seen.pid} holds ${data} but neither answers nor ends: end it and start again.`,
      );
    if (isAlive(seen.pid)) return seen;
  }
  // Backends outlive a killed postmaster for a moment; two generations on one data folder would destroy it.
  const gone = await eventually(() => processesIn(data).length === 0, 15_000);
  if (!gone)
    throw new PostgresStartError(
      `Processes of an earlier Postgres (pids ${processesIn(data).join(', ')}) still hold ${data}: end them and start again.`,
    );
  // Postgres itself takes a zombie or a stranger with a reused pid for the owner and would refuse to start.
  if (seen !== undefined) rmSync(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}
