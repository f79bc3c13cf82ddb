import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined; // no such process, or no /proc on this system: both mean "nothing known"
  }
}

/** Fields of /proc/PID/stat after the command name, which may itself contain spaces and brackets. */
function statOf(pid: number): string[] | undefined {
  const stat = procFile(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Whether a process runs. A zombie answers signal 0 as well but does nothing any more, so it counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' && statOf(pid)?.[0] !== 'Z';
  }
  return statOf(pid)?.[0] !== 'Z';
}

/**
 * Start time of a process in clock ticks since boot (tells a reused pid from the original), "0" where /proc is missing.
 */
export function startTimeOf(pid: number): string {
  return statOf(pid)?.[19] ?? '0';
}

/** Whether that process was started with `text` among its arguments; true where the system does not say (no /proc). */
export function hasArgument(pid: number, text: string): boolean {
  const commandLine = procFile(pid, 'cmdline');
  return commandLine === undefined ? process.platform !== 'linux' : commandLine.split('\0').includes(text);
}

/**
 * Pids of living processes whose working directory is `folder`: every Postgres backend works inside its data folder.
 */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 0)) return false;
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && isAlive(pid);
      } catch {
        return false; // it ended meanwhile, or belongs to somebody else
      }
    });
}

/** Whether something accepts connections on that port of the loopback address. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/**
 * Looks again every 10 ms until `condition` holds.
 * @returns false when `milliseconds` passed without it
 */
export async function eventually(condition: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
