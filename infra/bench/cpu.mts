import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Ticks of the kernel in a second (`getconf CLK_TCK`): 100 on every Linux that Node runs on. */
const TICKS = 100;

interface Process {
  readonly parent: number;
  /** Its own time and that of children that ended. */
  readonly seconds: number;
}

/** All processes, by pid. One that ends while we look is left out: its parent has its time. */
function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each)))
    try {
      // The second field, the name in parentheses, may hold anything.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number);
      const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
      found.set(Number(name), { parent: fields[1] ?? 0, seconds: ticks / TICKS });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')))
        throw error;
    }
  return found;
}

/**
 * CPU time (user and system) of some processes and of all that descend from them, in seconds: also of a database's
 * backends, whether they still run or have ended.
 */
export function cpuSeconds(pids: readonly number[]): number {
  const all = processes();
  const isOne = (pid: number): boolean => pids.includes(pid) || (all.has(pid) && isOne(all.get(pid)?.parent ?? 0));
  let seconds = 0;
  for (const [pid, each] of all) if (isOne(pid)) seconds += each.seconds;
  return seconds;
}

const LOOK_MS = 200;
/** Of one core: what a product that nobody asks anything does of its own (polls, heartbeats) is less. */
const REST = 0.1;

/** Waits until they have nothing left to do. */
export async function atRest(pids: readonly number[]): Promise<void> {
  for (let [before, calm] = [cpuSeconds(pids), 0]; calm < 2;) {
    await pause(LOOK_MS);
    const now = cpuSeconds(pids);
    calm = now - before <= (REST * LOOK_MS) / 1000 ? calm + 1 : 0;
    before = now;
  }
}
