import type { ClientBase } from 'pg';
import { StorageRefused } from './schema';

/** Milliseconds until the end of a log that grows is noted down. */
const SOON = 2000;

const NOTE = `INSERT INTO eventstore.meta VALUES ('position', $1) ON CONFLICT (key) DO UPDATE SET value = greatest(meta.value::bigint, excluded.value::bigint)::text`;

/**
 * A note, apart from the events, of a position that the log reached: a log that ends before it has lost its end, though
 * everything in it is whole. Written a little after the log grew and at the end, never with an append: what a killed
 * server stored last is all that can go unnoticed.
 */
export class HighWater {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private noted: number) {}

  /** The log grew: calls back a little later, once for all that comes until then. */
  grew(note: () => void, soon = SOON): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      note();
    }, soon).unref();
  }

  /** Calls back no more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async note(client: ClientBase, position: number): Promise<void> {
    if (position <= this.noted) return;
    await client.query(NOTE, [String(position)]);
    this.noted = position;
  }
}

/** Why a log can't be served that ends before a position that it had reached. */
export const lostItsEnd = (position: number, reached: number): StorageRefused =>
  new StorageRefused(
    `The stored log is damaged: it ends at position ${position}, but had reached ${reached}. Restore it from a backup.`,
  );

/** @throws StorageRefused when the log ends before a position that it had reached */
export async function checkHighWater(client: ClientBase, position: number): Promise<HighWater> {
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM eventstore.meta WHERE key = 'position'`);
  const noted = Number(rows[0]?.value ?? 0);
  if (noted > position) throw lostItsEnd(position, noted);
  return new HighWater(noted);
}
