import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { openEventStore, openVault, runProcess } from '@annals/platform';
import { tablesThatForget } from '@annals/vault';
import { consoleLog, Projector } from '@annals/views';
import { views } from '@annals/contexts';

/** The projector process: follows the log and keeps every view. Several may run; one leads. */
void runProcess('projector', async () => {
  const config = loadConfig();
  const vault = await openVault(config);
  const eventStore = openEventStore(config, vault);
  const projector = new Projector({
    databaseUrl: config.databaseUrl,
    eventStore,
    views,
    apiRole: config.apiRole,
    log: consoleLog(config.logLevel),
    alsoVacuumed: tablesThatForget,
  });
  await projector.prepare();
  const ending = new AbortController();
  const running = projector.run(ending.signal);
  // A fault that the projector does not get over ends the process; whoever supervises it starts it again.
  running.catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
  return {
    stop: async () => {
      ending.abort();
      await running;
      await Promise.all([eventStore.close(), vault.close()]);
    },
  };
});
