import type { EventAddress, Placed } from '@annals/eventstore';
import type { Position } from '@annals/kernel';
import type { Catalog } from '../sql/catalog';
import { connected } from '../sql/connected';
import { inTransaction, Ledger } from '../sql/ledger';
import type { Log } from './cursor';

/** The part of the event store that says which log it is. */
export interface NamedLog {
  identity(): Promise<string | undefined>;
  placeOf(event: EventAddress): Promise<Position | undefined>;
  last(): Promise<Placed | undefined>;
}

/**
 * Checkpoints are places of one log; they say nothing about another one. The message is a sentence for the operator.
 */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
}

interface Adoption {
  readonly databaseUrl: string;
  readonly catalog: Catalog;
  readonly store: NamedLog;
  /** Takes what was made of one log over to a copy of it, in the transaction that notes the change. */
  readonly moveTo: (ledger: Ledger) => Promise<void>;
}

/**
 * Why a log is refused that does not hold what was handled. One that lost its end would give positions again that the
 * checkpoints have passed, unseen.
 */
function lacks(
  { revision, stream }: EventAddress,
  { catalog, isSame }: { readonly catalog: Catalog; readonly isSame: boolean },
): OtherLog {
  const event = `revision ${revision} of stream ${stream}`;
  return new OtherLog(
    isSame
      ? `This event store's log no longer has the event that the ${catalog} in this database handled last (${event}): it was restored from a backup, or has lost its end. Restore the vault that belongs to it into a new database, where everything else is made of the log again.`
      : `This event store's log is another one than the ${catalog} in this database were made of, and lacks the event that was handled last (${event}): copy the rest of the log, or correct ANNALS_EVENTSTORE_URL.`,
  );
}

/**
 * Finds out, when a process starts, whether its log is the one that the checkpoints are places of, and has all that was
 * handled. A copy of that log is taken over when it holds the event that was handled last, so that nothing is lost; any
 * other log is refused, and nothing is changed.
 * @returns the identity of the log
 * @throws OtherLog
 */
export async function adoptLog({ databaseUrl, catalog, store, moveTo }: Adoption): Promise<string | undefined> {
  const identity = await store.identity();
  if (identity === undefined) return undefined;
  await connected(databaseUrl, (client) =>
    inTransaction(client, async () => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('annals.log.${catalog}', 0))`);
      const ledger = new Ledger(client, catalog);
      const known = await ledger.log();
      const last = await ledger.lastEvent();
      if (known !== undefined && last && !(await store.placeOf(last)))
        throw lacks(last, { catalog, isSame: known === identity });
      if (known !== undefined && known !== identity) await moveTo(ledger);
      if (known !== identity) await ledger.setLog(identity);
    }),
  );
  return identity;
}

/** What a process knows of its log since it has started. */
interface Known {
  readonly store: NamedLog;
  readonly identity: string | undefined;
}

/**
 * Looks whether all that was handled is still in the log, and the log still the one of the checkpoints: both may be
 * exchanged while a process runs.
 * @throws OtherLog
 */
export async function requireLog(ledger: Ledger, { store, identity }: Known): Promise<void> {
  const { catalog } = ledger;
  const known = await ledger.log();
  if (known !== undefined && identity !== undefined && known !== identity)
    throw new OtherLog(
      `The ${catalog} in this database follow the log of another event store by now: restart this process with its address in ANNALS_EVENTSTORE_URL.`,
    );
  const last = await ledger.lastEvent();
  const isSame = identity === undefined || (await store.identity()) === identity;
  if (last && !(await store.placeOf(last))) throw lacks(last, { catalog, isSame });
  if (!isSame)
    throw new OtherLog(
      `This event store's log is another one than when this process started: restart it, so that the ${catalog} go on in it.`,
    );
}

/**
 * The same log, looked at again whenever a subscription to it begins: behind an address that was away for a moment
 * there may be another one, or less of it.
 */
export function required(
  log: Log & NamedLog,
  {
    databaseUrl,
    catalog,
    identity,
  }: { readonly databaseUrl: string; readonly catalog: Catalog; readonly identity: string | undefined },
): Log {
  const subscribed = () =>
    connected(databaseUrl, (client) => requireLog(new Ledger(client, catalog), { store: log, identity }));
  return { head: () => log.head(), log: (options) => log.log({ ...options, subscribed }) };
}
