import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { purgeAgain } from '@annals/contexts';
import { openEventStore, openRestoredVault, startupSentence } from '@annals/platform';
import { fitVault } from './fit-vault';
import { written } from './resume-after';

/** After a restore: the vault is fitted to the log, then the installation may serve (history.md §4). */
async function main(): Promise<void> {
  const config = loadConfig();
  const vault = await openRestoredVault(config);
  const eventStore = openEventStore(config, vault);
  try {
    const madeAt = await vault.restores.unfinishedSince();
    if (madeAt === undefined) return;
    await purgeAgain(eventStore, vault);
    await vault.keys.replayErasures();
    const { events, reactionsAfter } = await fitVault(eventStore, vault, {
      madeAt,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    await vault.restores.finish(written(reactionsAfter));
    process.stdout.write(`The vault fits the ${events} events of the log.\n`);
  } finally {
    await Promise.all([eventStore.close(), vault.close()]);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`annals finish-restore: ${startupSentence(error)}\n`);
    process.exit(1);
  },
);
