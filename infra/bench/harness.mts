import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
const require = createRequire(import.meta.url);

/** A library of Annals as it runs in production: from the build. */
export const built = (name: string) => require(join(root, 'dist', 'libs', name, 'src', 'index.js'));

/** A file of the build, for what has no front door. */
export const builtFile = (path: string) => require(join(root, 'dist', path));

/** A package of the product's own install. */
export const installed = (name: string) => require(name);

/** The middle of several measurements: this kind of machine is noisy. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Runs `total` calls with `inFlight` at a time. @returns calls per second and the 99th percentile in ms */
export async function atOnce(
  inFlight: number,
  total: number,
  call: (index: number) => Promise<unknown>,
): Promise<{ perSecond: number; p99: number }> {
  let next = 0;
  const times: number[] = [];
  const worker = async () => {
    for (let index = next++; index < total; index = next++) {
      const from = performance.now();
      await call(index);
      times.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - from) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: total / seconds, p99: times[Math.floor(times.length * 0.99)] ?? NaN };
}

const { ensureEventStoreAccess, eventStoreEnvironment } = builtFile(
  'apps/cli/src/supervisor/event-store-access.js',
) as typeof import('../../apps/cli/src/supervisor/event-store-access');
const { withOwnAccess } = built('config') as typeof import('../../libs/config/src/index');

/** TLS and credentials, as every installation has them: what its event store is told, and its address for clients. */
export async function eventStoreAccess(folder: string) {
  const secretsFile = join(folder, 'secrets.json');
  return {
    env: eventStoreEnvironment(await ensureEventStoreAccess(secretsFile)),
    url: (port: number) => withOwnAccess(`esdb://localhost:${port}`, secretsFile),
  };
}

/** Starts a built process of Annals and waits until it serves. */
export function start(
  script: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<{ port: number; child: ChildProcess; stop: () => Promise<void> }> {
  const child = fork(join(root, 'dist', script), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.on('message', (message: { type?: string; port?: number }) => {
      if (message.type === 'ready') resolve({ port: message.port ?? 0, child, stop });
    });
  });
}
