import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(__dirname, '../../..');

/** The tests see no setting of the person who runs them, except those that are made for tests. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('ANNALS_') || name.startsWith('ANNALS_TEST_'),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
}

/**
 * Runs a script by the Node we run on, with its output on ours.
 * @param script its file, relative to the repository
 * @returns its exit code (1 when a signal ended it)
 */
export function node(script: string, args: readonly string[]): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: environment(),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', failed);
    child.once('close', (code) => {
      done(code ?? 1);
    });
  });
}
