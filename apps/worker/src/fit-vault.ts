import { contexts, PURGES_AGAIN } from '@annals/contexts';
import { readable, type EventStore, type LogEvent, type Placed } from '@annals/eventstore';
import { plus, type Instant } from '@annals/kernel';
import type { Recovery, Unread } from '@annals/platform';
import type { Vault } from '@annals/vault';
import { mayBe, refuseUnread } from './unread';

const SAY_EVERY_MS = 1000;
/** So long a job is tried at most: what was given out before is done or given up. The queue itself is in no backup. */
const JOBS_LIVE = { hours: -48 };
const BEFORE_ALL_EVENTS: Instant = '1970-01-01T00:00:00.000Z';

interface Fitting {
  /** When the backup of the vault was made. */
  readonly madeAt: Instant;
  /** Gets lines for the operator. */
  readonly say: (line: string) => void;
}

interface Fitted {
  readonly events: number;
  /** Where reactions begin in this log; undefined: at its beginning. */
  readonly reactionsAfter: Placed | undefined;
}

/**
 * Reads the whole log once, opened, and fits the vault to it: a key that is missing ends it, and so do a damaged log
 * and an event that can't be read and may have ended access or said whose an address is; the installation does not
 * start then. What else a process can't read is left to the views, which stop there; no API key is ended while the
 * issue of one can't be read. The vault may be newer than the log (where that is in a store with backups of its own):
 * it forgets what rests on later events.
 */
export async function fitVault(eventStore: EventStore, vault: Vault, { madeAt, say }: Fitting): Promise<Fitted> {
  const jobsSince = plus(madeAt, JOBS_LIVE);
  let reactionsAfter: Placed | undefined;
  const fittings = recoveries(eventStore, vault);
  const done = new AbortController();
  let [events, endsAt, said] = [0, BEFORE_ALL_EVENTS, Date.now()];
  for await (const batch of eventStore.log({ from: 'start', signal: done.signal, damageEnds: true })) {
    batch.events.forEach(refuseUnread);
    const read: readonly LogEvent[] = batch.events.flatMap((entry) => (entry.unreadable ? [] : [readable(entry)]));
    for (const { recovery } of fittings) await recovery.take(read);
    reactionsAfter = read.findLast(({ meta }) => meta.at < jobsSince) ?? reactionsAfter;
    endsAt = read.reduce((last, { meta }) => (isOfBackup(meta) && meta.at > last ? meta.at : last), endsAt);
    for (const fitting of fittings)
      fitting.unread += batch.events.filter((entry) => mayBe(entry, fitting.needs)).length;
    events += batch.events.length;
    if (Date.now() - said > SAY_EVERY_MS) [said] = [Date.now(), say(`  ${events} events of the log are read`)];
    if (batch.live) done.abort();
  }
  await vault.restores.forgetBeyond(endsAt);
  for (const { recovery, unread, needs } of fittings) {
    if (unread === 0) await recovery.finish?.();
    else say(`${unread} ${unread === 1 ? 'event' : 'events'} ${needs.sentence}`);
  }
  return { events, reactionsAfter };
}

/** What finishing the restore has just written says nothing about when the log of the backup ends. */
const isOfBackup = ({ actor }: LogEvent['meta']): boolean => actor !== PURGES_AGAIN;

interface FittingOfContext {
  readonly recovery: Recovery;
  readonly needs: Unread;
  /** Events that can't be read and that it needs to finish. */
  unread: number;
}

/** What each context fits, in the order of the contexts. */
function recoveries(eventStore: EventStore, vault: Vault): FittingOfContext[] {
  return contexts.flatMap(({ recovery }) =>
    recovery
      ? [
          {
            recovery: new recovery.Recovery(eventStore, vault),
            needs: recovery.finishNeeds ?? { types: [], sentence: '' },
            unread: 0,
          },
        ]
      : [],
  );
}
