import 'reflect-metadata';
import { loadConfig, mailTransport, openEventStore, openVault, runProcess } from '@annals/platform';
import { consoleLog, Reactor } from '@annals/views';
import { jobsWith, reactions } from './reactions';
import { runTimers } from './timers';

/** The worker process: reacts to events (mails, what a process that died left unfinished) and to time. Any number may run. */
void runProcess('worker', async () => {
  const config = loadConfig();
  const vault = await openVault(config);
  const eventStore = openEventStore(config, vault);
  const tools = { eventStore, vault, mail: mailTransport(config, vault), config };
  const log = consoleLog(config.logLevel);
  const reactor = new Reactor({ databaseUrl: config.databaseUrl, eventStore, reactions, jobs: jobsWith(tools), apiRole: config.apiRole, log });
  await reactor.prepare();
  const ending = new AbortController();
  const running = Promise.all([reactor.run(ending.signal), runTimers(tools, log, ending.signal)]);
  // A fault that it does not get over ends the process; whoever supervises it starts it again.
  running.catch((error: unknown) => { process.nextTick(() => { throw error; }); });
  return { stop: async () => {
    ending.abort();
    await running;
    await Promise.all([eventStore.close(), vault.close()]);
  } };
});
