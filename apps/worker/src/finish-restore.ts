import 'reflect-metadata';
import { readable, type EventStore, type LogEvent, type Placed } from '@annals/eventstore';
import { IdentityRecovery } from '@annals/identity';
import { OrganizationRecovery } from '@annals/organization';
import { loadConfig, openEventStore, openRestoredVault, startupSentence } from '@annals/platform';
import { plus, type Instant } from '@annals/kernel';
import type { Vault } from '@annals/vault';
import { written } from './resume-after';

const SAY_EVERY_MS = 1000;
/** So long a job is tried at most: what was given out before is done or given up. The queue itself is in no backup. */
const JOBS_LIVE = { hours: -48 };

/**
 * Reads the whole log once, opened: a key that is missing ends it, and the installation does not start. What a process can't read is left to
 * the views, which stop there.
 */
async function fit(eventStore: EventStore, vault: Vault, madeAt: Instant): Promise<{ events: number; reactionsAfter: Placed | undefined }> {
  const jobsSince = plus(madeAt, JOBS_LIVE);
  let reactionsAfter: Placed | undefined;
  const [identity, organization] = [new IdentityRecovery(eventStore, vault), new OrganizationRecovery(eventStore, vault)];
  const done = new AbortController();
  let [events, said] = [0, Date.now()];
  for await (const batch of eventStore.log({ from: 'start', signal: done.signal })) {
    const read: readonly LogEvent[] = batch.events.flatMap((entry) => (entry.unreadable ? [] : [readable(entry)]));
    await identity.take(read);
    await organization.take(read);
    reactionsAfter = read.findLast(({ meta }) => meta.at < jobsSince) ?? reactionsAfter;
    events += batch.events.length;
    if (Date.now() - said > SAY_EVERY_MS) [said] = [Date.now(), process.stderr.write(`  ${events} events of the log are read\n`)];
    if (batch.live) done.abort();
  }
  await identity.finish();
  return { events, reactionsAfter };
}

/** After a restore: the vault is fitted to the log, then the installation may serve (history.md §4). */
async function main(): Promise<void> {
  const config = loadConfig();
  const vault = await openRestoredVault(config);
  const eventStore = openEventStore(config, vault);
  try {
    const madeAt = await vault.restores.unfinishedSince();
    if (madeAt === undefined) return;
    const { events, reactionsAfter } = await fit(eventStore, vault, madeAt);
    await vault.restores.finish(written(reactionsAfter));
    process.stdout.write(`The vault fits the ${events} events of the log.\n`);
  } finally {
    await Promise.all([eventStore.close(), vault.close()]);
  }
}

main().then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`annals finish-restore: ${startupSentence(error)}\n`);
  process.exit(1);
});
