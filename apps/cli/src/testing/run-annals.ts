import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = resolve(__dirname, '../../../../dist/apps/cli/src/main.js');

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `annals` with these arguments to its end, with no other setting than the given ones. */
export async function runAnnals(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ANNALS_'))), ...settings };
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => { printed.out += chunk.toString('utf8'); });
  child.stderr.on('data', (chunk: Buffer) => { printed.err += chunk.toString('utf8'); });
  await once(child, 'close');
  return { code: child.exitCode, ...printed };
}

/** Looks again until it holds. @throws Error naming what did not come true within the time */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>, milliseconds = 20_000): Promise<void> {
  for (const until = Date.now() + milliseconds; !(await condition()); await pause(20)) {
    if (Date.now() > until) throw new Error(`${what}: not within ${milliseconds / 1000} s`);
  }
}
