import { loadConfig, type GivenSettings } from '@annals/config';
import { openVault } from '@annals/platform';
import { userInfo } from 'node:os';
import { finishRestoreScript } from '../supervisor/scripts';
import { addressesOf } from './addresses';
import { runScript } from './run-alone';

/** `annals finish-restore`: fits a restored vault to its log, for processes that are started alone. */
export async function finishRestore(given: GivenSettings): Promise<void> {
  await runScript(finishRestoreScript, [], {
    ...given.flags,
    ...addressesOf(given, 'it finishes a restore by itself'),
  });
}

/** `annals release-side-effects`: after a restore mails go out again; who let them is kept. */
export async function releaseSideEffects(by: string | undefined, given: GivenSettings): Promise<void> {
  const vault = await openVault(
    loadConfig({ ...given, flags: { ...given.flags, ...addressesOf(given, 'its worker is what holds them') } }),
  );
  try {
    const released = await vault.restores.release(`operator:${by ?? userInfo().username}`);
    process.stdout.write(
      released
        ? 'Side effects are released: the worker mails what waited, and what comes.\n'
        : 'No side effects are held: there was nothing to release.\n',
    );
  } finally {
    await vault.close();
  }
}
