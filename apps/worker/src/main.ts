import 'reflect-metadata';
import { once } from 'node:events';
import { loadConfig } from '@annals/config';
import { jobs, reactions, views } from '@annals/contexts';
import { runProcess } from '@annals/platform';
import { consoleLog, PastFolder, Reactor, ViewReader } from '@annals/views';
import { heldSideEffects } from './held-side-effects';
import { resumeAfter } from './resume-after';
import { runTimers } from './timers';
import { openTools } from './tools';

/**
 * The worker process: reacts to events (mails, what a process that died left unfinished) and to time. Any number may
 * run.
 */
void runProcess('worker', async () => {
  const config = loadConfig();
  const tools = await openTools(config);
  const { eventStore, vault } = tools;
  const log = consoleLog(config.logLevel);
  const ending = new AbortController();
  const held = await heldSideEffects(vault, log, ending.signal);
  const reactor = new Reactor({
    databaseUrl: config.databaseUrl,
    eventStore,
    reactions,
    jobs: Object.fromEntries(jobs.map(({ queue, handler }) => [queue, handler(tools)])),
    held: held && { queues: jobs.flatMap(({ queue, actsOutside }) => (actsOutside ? [queue] : [])), ...held },
    resumeAfter: await resumeAfter(vault),
    apiRole: config.apiRole,
    log,
  });
  await reactor.prepare();
  const past = new PastFolder({
    databaseUrl: config.databaseUrl,
    role: config.apiRole,
    views,
    reader: tools.ask(ViewReader),
    open: (records) => eventStore.open(records),
    erasedSince: (organization, instant) => vault.keys.destroyedSince(organization, instant),
    log,
  });
  await past.start();
  const aborted = once(ending.signal, 'abort');
  const timers = async (): Promise<void> => {
    if (held) await Promise.race([held.released, aborted]);
    await runTimers(tools, log, ending.signal);
  };
  const running = Promise.all([reactor.run(ending.signal), timers()]);
  // A fault that it does not get over ends the process; whoever supervises it starts it again.
  running.catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
  return {
    stop: async () => {
      ending.abort();
      await Promise.all([running, past.stop()]);
      await tools.close();
    },
  };
});
