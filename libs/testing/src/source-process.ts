import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A process of the product, run from its sources. */
export interface SourceProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** First message by which it says that it serves: `{ type: 'ready', … }`. Rejects when it ends before. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
  /** Exit code and everything it wrote to stderr, once it ended. */
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stderr: string;
  }>;
  /** SIGKILL, and waits for the end. */
  kill9(): Promise<void>;
}

function isReady(message: unknown): message is Record<string, unknown> {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

/**
 * Starts a process of the product from its sources, with an IPC channel as under the supervisor.
 * @param entry path below the repository, e.g. "apps/eventstore/src/main.ts"
 */
export function startFromSources(
  entry: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): SourceProcess {
  const root = join(__dirname, '../../..');
  const child = fork(join(root, entry), args, {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['-r', join(root, 'infra/tools/register.cjs')],
  });
  let stderr = '';
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString('utf8');
  });
  // Not the event "close": it never comes once the IPC channel was closed from our side.
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const silent = new Promise<void>((resolve) => {
    child.stderr?.once('end', resolve);
  });
  const ended = Promise.all([exited, silent]).then(([how]) => ({ ...how, stderr }));
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message);
    });
    void ended.then(({ code }) => {
      reject(new Error(`${entry} ended with ${String(code)}: ${stderr}`));
    });
  });
  ready.catch(() => undefined); // whoever waits for it hears of it; a test of a failing start does not wait
  return {
    pid: child.pid ?? 0,
    child,
    ready,
    ended,
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
