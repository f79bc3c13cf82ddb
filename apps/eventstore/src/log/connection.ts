import { randomUUID } from 'node:crypto';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import { DamagedLog, damageOf } from './damage';
import { endOfLog, type EndOfLog } from './end-of-log';
import { BY_INDEX } from './rows';
import { LogIsTaken, StorageRefused, prepareTables } from './schema';

/** Any number, the same for every version: whoever holds it in a database is its only writer. */
const LOCK = '7310590321478312051';
/** How long (ms) the session of a killed predecessor may linger before we take it for a living one. */
const LOCK_PATIENCE = 2500;
/**
 * A lost session of our own may hold the lock until Postgres notices (keepalives: 11 s); who holds it longer is
 * somebody else.
 */
const OWN_PATIENCE = 20_000;

const setting = (databaseUrl: string): ClientConfig => ({
  connectionString: databaseUrl,
  options: BY_INDEX,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5000,
  connectionTimeoutMillis: 5000,
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Host, port and name of a database, without its password. */
export function describeDatabase(databaseUrl: string): string {
  try {
    const { hostname, port, pathname } = new URL(databaseUrl);
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    return 'the given address'; // no URL, and it may hold a password: say nothing of it
  }
}

/** Why a connection failed, in one sentence. */
export function explainConnection(databaseUrl: string, cause: unknown): StorageRefused {
  if (cause instanceof StorageRefused) return cause;
  if (cause instanceof DamagedLog) return new StorageRefused(cause.message, { cause });
  const where = describeDatabase(databaseUrl);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (code === '28P01' || code === '28000')
    return new StorageRefused(`The database ${where} refuses the user or its password.`, { cause });
  if (code === '3D000') return new StorageRefused(`The database ${where} does not exist.`, { cause });
  if (cause instanceof DatabaseError)
    return new StorageRefused(`The database ${where} refuses the event store: ${reason}.`, { cause });
  return new StorageRefused(`The database ${where} can't be reached: ${reason === '' ? String(code) : reason}.`, {
    cause,
  });
}

/** The name of the session that holds the lock. Undefined: it has just been let go, or is not ours to see. */
async function holderOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{
    name: string | null;
  }>(`SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32) + l.objid::bigint = ${LOCK} AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  return rows[0]?.name ?? undefined;
}

/**
 * Takes the lock, and waits for it where that may help: for a lost session of our own (`returning`), or for one of a
 * killed predecessor. Whoever returns and finds another server in its place gives up at once: its time is over.
 *
 * What an earlier holder still had running is over, too, once we have it: a session's lock goes with the end of its
 * process in Postgres, which first finishes or aborts its statement, whether anybody still listens to it or not. So no
 * INSERT of a predecessor can come after ours.
 */
async function takeLock(
  client: Client,
  { databaseUrl, name, returning }: Omit<Self, 'report'> & { returning: boolean },
): Promise<void> {
  for (const since = Date.now(); ;) {
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`);
    if (rows[0]?.taken === true) return;
    const holder = returning ? await holderOf(client) : undefined;
    const isReplaced = holder !== undefined && holder !== name;
    if (isReplaced || Date.now() > since + (returning ? OWN_PATIENCE : LOCK_PATIENCE)) {
      throw new LogIsTaken(
        `Another event store is already running on the database ${describeDatabase(databaseUrl)}: only one may write a log.`,
      );
    }
    await pause(50);
  }
}

/** One server, through all its connections. */
interface Self {
  readonly databaseUrl: string;
  /** What its sessions are called in Postgres (at most 63 characters). */
  readonly name: string;
  /** Told about the upgrade of an older log. */
  readonly report: (progress: string) => void;
}

/** The connection of the writer and what it found when it took over. */
export interface WriterConnection extends EndOfLog {
  readonly self: Self;
  readonly client: Client;
  /** Settles when the connection is lost. */
  readonly lost: Promise<void>;
}

/**
 * Connects as the only writer: the session that inserts is the session that holds the lock, so losing one is losing
 * both.
 * @throws StorageRefused with one sentence when the database can't be used, another writer being one of the reasons
 */
export function connectWriter(
  databaseUrl: string,
  report: (progress: string) => void = () => undefined,
): Promise<WriterConnection> {
  return connect({ databaseUrl, report, name: `annals eventstore writer ${randomUUID()}` }, false);
}

async function connect(self: Self, returning: boolean): Promise<WriterConnection> {
  const { databaseUrl, name, report } = self;
  const client = new Client({ ...setting(databaseUrl), application_name: name });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => {
      resolve();
    });
    client.on('end', () => {
      resolve();
    });
  });
  try {
    await client.connect();
    await takeLock(client, { ...self, returning });
    // Acknowledged means on disk, whatever the database's default is; a dead peer must not keep the lock for hours.
    await client.query(
      'SET synchronous_commit = on; SET statement_timeout = 0; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3',
    );
    await prepareTables(client, report);
    return { self, client, ...(await endOfLog(client)), lost };
  } catch (cause) {
    // the connection may already be gone; its own error is the one that counts
    await client.end().catch(() => undefined);
    throw explainConnection(databaseUrl, damageOf(cause, 'at its end'));
  }
}

/**
 * Connects again as the writer that lost this connection.
 * @throws LogIsTaken when another server has the lock, StorageRefused when the database can't be used (its cause being
 * a DamagedLog when it is damaged)
 */
export function connectAgain({ self }: WriterConnection): Promise<WriterConnection> {
  return connect(self, true);
}

/** Whether an error is the statement's own fault (data that Postgres can't hold), so that others may go on. */
export function isRefusedData(error: unknown): boolean {
  return (
    error instanceof DatabaseError && (error.code?.startsWith('22') === true || error.code?.startsWith('54') === true)
  );
}
