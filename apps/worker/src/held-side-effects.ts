import { setTimeout as pause } from 'node:timers/promises';
import type { Vault } from '@annals/vault';
import type { EngineLog } from '@annals/views';

const LOOK_EVERY_MS = 1000;

/**
 * After a restore nothing acts outside until an operator releases side effects (history.md §4); says so once.
 * @returns a promise that settles when they are released, never once `signal` was aborted; undefined when they are not
 * held
 */
export async function heldSideEffects(
  vault: Vault,
  log: EngineLog,
  signal: AbortSignal,
): Promise<{ readonly released: Promise<void> } | undefined> {
  const since = await vault.restores.heldSince();
  if (since === undefined) return undefined;
  log.error(
    { alarm: 'held', since },
    'a backup was restored: no mail goes out and no timer runs until "annals release-side-effects"',
  );
  return {
    released: new Promise((resolve) => {
      void look(vault, { log, signal }, resolve);
    }),
  };
}

async function look(
  vault: Vault,
  { log, signal }: { readonly log: EngineLog; readonly signal: AbortSignal },
  release: () => void,
): Promise<void> {
  while (!signal.aborted) {
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // aborted: seen by the loop
    if (await isReleased(vault, log)) {
      log.info({}, 'side effects are released');
      release();
      return;
    }
  }
}

/** A database that is away for a moment releases nothing. */
async function isReleased(vault: Vault, log: EngineLog): Promise<boolean> {
  try {
    return (await vault.restores.heldSince()) === undefined;
  } catch (error) {
    log.error({ alarm: 'held', error }, 'whether side effects are released could not be read');
    return false;
  }
}
