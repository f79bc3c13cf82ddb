import { CannotStart } from '../sentence';
import { askDatabase } from './reachable';
import { runToItsEnd } from './run-to-its-end';
import { finishRestoreScript } from './scripts';

/**
 * After a restore the vault is fitted to the log before anybody is served (history.md §4).
 * @throws CannotStart when they do not fit; the process that looked has said why
 */
export async function finishRestore(
  databaseUrl: string,
  { env, say }: { readonly env: NodeJS.ProcessEnv; readonly say: (line: string) => void },
): Promise<void> {
  const [row] = await askDatabase(
    databaseUrl,
    'SELECT EXISTS (SELECT FROM vault.restores WHERE finished_at IS NULL) AS unfinished',
  );
  if (row?.['unfinished'] !== true) return;
  say('A backup was restored: the vault is fitted to the log …');
  if ((await runToItsEnd(finishRestoreScript, [], env)) !== 0)
    throw new CannotStart(
      'The restored vault does not fit its log, so nothing is served; what was said above names the reason.',
    );
}

/** Since when side effects are held after a restore; undefined when they are not. */
export async function heldSince(databaseUrl: string): Promise<string | undefined> {
  const [row] = await askDatabase(
    databaseUrl,
    'SELECT min(restored_at) AS since FROM vault.restores WHERE released_at IS NULL',
  );
  const since = row?.['since'];
  return since instanceof Date ? since.toISOString() : undefined;
}
