import { connectAgain, type WriterConnection } from './connection';
import { DamagedLog } from './damage';
import type { Group } from './group';
import { lostItsEnd } from './high-water';
import { LogIsTaken, StorageRefused } from './schema';

/** Milliseconds between two tries to connect. */
const RETRY = { first: 20, most: 1000 };

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a writer knows when it has lost its connection. */
export interface Lost {
  readonly connection: WriterConnection;
  /** Last position that was published. */
  readonly position: number;
  /** The group whose commit was under way: whether it is stored is unknown. */
  readonly group: Group | undefined;
}

/** What a writer comes back to. */
export interface Recovered {
  readonly connection: WriterConnection;
  readonly isGroupStored: boolean;
}

export interface Recovery {
  /** Asked before every try. */
  readonly isWanted: () => boolean;
  /** Told each reason why the database can't be used, once, while it is tried again. */
  readonly report: (problem: string) => void;
}

/** No waiting helps against these. */
const isFinal = (refusal: StorageRefused): boolean =>
  refusal instanceof LogIsTaken || refusal.cause instanceof DamagedLog;

/** Connects again, for as long as it is wanted and may help. */
async function reconnect(
  lost: WriterConnection,
  { isWanted, report }: Recovery,
): Promise<WriterConnection | StorageRefused | undefined> {
  const said = new Set<string>();
  for (let wait = RETRY.first; isWanted(); wait = Math.min(wait * 2, RETRY.most)) {
    await pause(wait);
    try {
      const connection = await connectAgain(lost);
      if (isWanted()) return connection;
      await connection.client.end();
    } catch (error) {
      if (!(error instanceof StorageRefused)) throw error;
      if (isFinal(error)) return error;
      if (!said.has(error.message)) report(error.message);
      said.add(error.message);
    }
  }
  return undefined;
}

/**
 * Comes back with the lock in hand and finds out whether the group in flight is stored. A database that comes back
 * damaged at its end, or without events that were acknowledged (restored, or a replica that was behind), is not written
 * to: their positions must not be given again.
 * @returns why this server must end, or undefined when nobody wants the connection any more
 */
export async function recover(
  { connection: lost, position, group }: Lost,
  recovery: Recovery,
): Promise<Recovered | StorageRefused | undefined> {
  await lost.client.end().catch(() => undefined); // it is lost already
  const connection = await reconnect(lost, recovery);
  if (connection === undefined || connection instanceof StorageRefused) return connection;
  if (connection.position < position) {
    await connection.client.end();
    return lostItsEnd(connection.position, position);
  }
  const last = group?.rows.at(-1)?.event;
  return {
    connection,
    isGroupStored: last !== undefined && connection.position === last.position && connection.lastEventId === last.id,
  };
}
