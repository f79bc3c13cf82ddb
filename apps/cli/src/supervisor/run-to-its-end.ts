import { spawn } from 'node:child_process';

/**
 * Runs a built main file as a process of its own, on our terminal, to its end. Ctrl-C reaches it, too: we wait for it,
 * so that what it works on is not taken away under its hands.
 * @returns its exit code, 1 when it was killed
 */
export async function runToItsEnd(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const wait = (): void => {
    /* it ends by itself, and so do we after it */
  };
  const pass = (): void => {
    child.kill('SIGTERM');
  };
  process.on('SIGINT', wait).on('SIGTERM', pass).on('SIGHUP', pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', pass).off('SIGHUP', pass);
  }
}
