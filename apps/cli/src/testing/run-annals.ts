import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestAnnals } from '@annals/testing';
import { freePort } from '../supervisor/ports';

const MAIN = resolve(__dirname, '../../../../dist/bundled/annals.js');

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Settings = Readonly<Record<string, string>>;

/** No other setting than the given ones; compiled code from the same place as npm start's. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ANNALS_'));
  return {
    ...Object.fromEntries(inherited),
    NODE_COMPILE_CACHE: resolve(__dirname, '../../../../node_modules/.cache/node'),
    ...settings,
  };
}

/** Runs `annals` with these arguments to its end, with no other setting than the given ones. */
export async function runAnnals(args: readonly string[], settings: Settings = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    printed.out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed.err += chunk.toString('utf8');
  });
  await once(child, 'close');
  return { code: child.exitCode, ...printed };
}

/** A process of Annals that was started by its own command and serves. */
export interface Alone {
  /** The line by which it said so. */
  readonly line: string;
  /** SIGTERM, and waits for the end. Gives exit code and signal. */
  end(): Promise<unknown[]>;
}

/**
 * Starts `annals` with the arguments of a process that goes on; settles when it says that it is ready. @throws Error
 * when it ends before
 */
export async function startAlone(args: readonly string[], settings: Settings = {}): Promise<Alone> {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await Promise.race([
    firstLine(child),
    once(child, 'exit').then(([code]) => {
      throw new Error(`annals ${args.join(' ')} ended with ${String(code)}`);
    }),
  ]);
  child.stdout.resume();
  return {
    line,
    end: () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      return gone;
    },
  };
}

/** An api beside the one that an installation has. */
export interface AnotherApi extends Alone {
  /** Where it listens, e.g. `http://localhost:40123`. */
  readonly origin: string;
}

/**
 * Starts one more api of an installation, with settings or a load of its own: it costs a fifth of an installation.
 * Call its `end` in `afterAll`.
 */
export async function anotherApi(
  { databaseUrl, eventstoreUrl, secretsFile }: TestAnnals,
  settings: Settings = {},
): Promise<AnotherApi> {
  const port = String(await freePort());
  const api = await startAlone(['api', '--port', port], {
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_EVENTSTORE_URL: eventstoreUrl,
    ANNALS_SECRETS_FILE: secretsFile,
    ANNALS_LOG_LEVEL: 'silent',
    ...settings,
  });
  return { ...api, origin: `http://localhost:${port}` };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The output of the process is not read');
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString('utf8');
}

/** Looks again until it holds. @throws Error naming what did not come true within the time */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds = 20_000,
): Promise<void> {
  for (const until = Date.now() + milliseconds; !(await condition()); await pause(20)) {
    if (Date.now() > until) throw new Error(`${what}: not within ${milliseconds / 1000} s`);
  }
}
