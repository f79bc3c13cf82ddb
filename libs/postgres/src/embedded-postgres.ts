import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve as absolute, join } from 'node:path';
import type { Machine } from './account';
import { CLEAN_ENVIRONMENT, SUPERUSER, prepareDataFolder, type DataFolder } from './data-folder';
import { PostgresStartError, explained } from './postgres-start-error';
import { findRunning, readPostmaster } from './postmaster';
import { answers, eventually, isAlive } from './processes';

export interface EmbeddedPostgresOptions {
  /** Where everything lives: `data`, `password`, `postgres.log`. Created when missing, mode 0711. */
  readonly folder: string;
  /** TCP port on 127.0.0.1; any free one when left out. */
  readonly port?: number;
  /** Password of the superuser for a new database; generated when left out. */
  readonly password?: string;
  /** Is told in a sentence what the person who started us should know. */
  readonly say?: (sentence: string) => void;
  /** Whose users are meant; this one when left out. */
  readonly machine?: Machine;
  /**
   * Further settings of postgresql.conf, e.g. `{ max_connections: '200' }`. Durability settings keep their safe
   * defaults.
   */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser `annals`, database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** It was already running: left behind by a parent that was killed. */
  readonly adopted: boolean;
  /** It had to recover from a crash (write-ahead log replayed; nothing acknowledged is lost). */
  readonly recovered: boolean;
  /**
   * Fast shutdown; after 4 s an immediate one, which the next start recovers from. Settles when the process is gone.
   */
  stop(): Promise<void>;
  /** Settles when the server process ended, for whatever reason. Never rejects. */
  readonly exited: Promise<void>;
}

const LOG_LIMIT = 10 * 1024 * 1024;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => {
          if (address !== null && typeof address === 'object') resolve(address.port);
        });
      });
  });
}

async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function stop(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 4000],
    ['SIGQUIT', 4000],
    ['SIGKILL', 4000],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    if (await eventually(() => !isAlive(pid), patience)) return;
  }
  throw new Error(`Postgres (pid ${pid}) does not end`);
}

/** Opens the log for appending; one old generation is kept. */
function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

interface Launched {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly printed: () => string;
}

function launch(
  folder: string,
  { data, bin, account }: DataFolder,
  settings: Readonly<Record<string, string>>,
): Launched {
  const logFile = join(folder, 'postgres.log');
  const log = openLog(logFile);
  const start = fstatSync(log).size;
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: Ctrl-C in the terminal must reach the supervisor only, which stops the database after everybody else.
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
    env: CLEAN_ENVIRONMENT,
    cwd: '/',
    stdio: ['ignore', log, log],
    detached: true,
    ...account,
  });
  closeSync(log);
  return {
    child,
    pid: child.pid ?? 0,
    printed: () =>
      existsSync(logFile) ? readFileSync(logFile).subarray(start).toString('utf8') : `error: ${logFile} was removed`,
  };
}

/** Waits until a started Postgres serves. Crash recovery may take its time: only its end is a failure. */
async function served(folder: string, data: string, { child, pid, printed }: Launched): Promise<void> {
  let failure: string | undefined;
  const onError = (error: Error): void => {
    failure = error.message;
  };
  const onExit = (): void => {
    failure ??= printed();
  };
  child.once('error', onError).once('exit', onExit);
  const ready = (): boolean => {
    const now = readPostmaster(data);
    return now?.pid === pid && now.ready;
  };
  await eventually(() => failure !== undefined || ready(), 600_000);
  child.off('error', onError).off('exit', onExit);
  if (failure !== undefined) throw explained(`Postgres could not be started in ${folder}`, failure);
}

async function start(
  folder: string,
  prepared: DataFolder,
  { port, settings }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  if (port !== undefined && (await answers(port))) {
    throw new PostgresStartError(
      `Port ${port} for Postgres is taken by another program: free it or choose another port.`,
    );
  }
  const chosen = port ?? (await freePort());
  const launched = launch(folder, prepared, {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    ...settings,
    port: String(chosen),
  });
  const exited = new Promise<void>((resolve) => {
    launched.child
      .once('exit', () => {
        resolve();
      })
      .once('error', () => {
        resolve();
      });
  });
  await served(folder, prepared.data, launched);
  launched.child.unref();
  return running(prepared, {
    pid: launched.pid,
    port: chosen,
    exited,
    adopted: false,
    recovered: launched.printed().includes('was not properly shut down'),
  });
}

function running({ password }: DataFolder, state: Omit<EmbeddedPostgres, 'url' | 'stop'>): EmbeddedPostgres {
  const url = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${state.port}/postgres`;
  return { ...state, url, stop: () => stop(state.pid) };
}

/**
 * Starts (or adopts) the Postgres 18 of the npm binary packages: fsync on, data checksums, scram passwords, loopback
 * only. Run as root, the server runs as the owner of its data, or as the user `annals`, which is made when it is
 * missing (where that can't be, as nobody). The server outlives a killed parent; the next call with the same folder
 * adopts it.
 * @throws PostgresStartError, whose message is one sentence for the person who started us
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = absolute(options.folder);
  const prepared = prepareDataFolder(folder, options);
  const found = await findRunning(prepared.data);
  if (found !== undefined && (options.port === undefined || options.port === found.port)) {
    return running(prepared, {
      pid: found.pid,
      port: found.port,
      exited: ended(found.pid),
      adopted: true,
      recovered: false,
    });
  }
  if (found !== undefined) await stop(found.pid);
  try {
    return await start(folder, prepared, options);
  } catch (error) {
    // Another parent was quicker between our look and our start: its server is as good as ours.
    const other = readPostmaster(prepared.data);
    if (options.port === undefined && other !== undefined && isAlive(other.pid)) return startEmbeddedPostgres(options);
    throw error;
  }
}
