import type { ClientBase } from 'pg';
import { StorageRefused } from './schema';

/** Events after which the end of the log is noted down again. */
const EVERY = 10_000;

const NOTE = `INSERT INTO eventstore.meta VALUES ('position', $1) ON CONFLICT (key) DO UPDATE SET value = greatest(meta.value::bigint, excluded.value::bigint)::text`;

/**
 * A note, apart from the events, of a position that the log reached: a log that ends before it has lost its end, though everything in it is whole.
 * Written now and then and at the end, never with an append.
 */
export class HighWater {
  constructor(private noted: number) {}

  /** Whether the log has grown enough for another note. */
  isDue(position: number): boolean {
    return position >= this.noted + EVERY;
  }

  async note(client: ClientBase, position: number): Promise<void> {
    if (position <= this.noted) return;
    this.noted = position;
    await client.query(NOTE, [String(position)]);
  }
}

/** Why a log can't be served that ends before a position that it had reached. */
export const lostItsEnd = (position: number, reached: number): StorageRefused =>
  new StorageRefused(`The stored log is damaged: it ends at position ${position}, but had reached ${reached}. Restore it from a backup.`);

/** @throws StorageRefused when the log ends before a position that it had reached */
export async function checkHighWater(client: ClientBase, position: number): Promise<HighWater> {
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM eventstore.meta WHERE key = 'position'`);
  const noted = Number(rows[0]?.value ?? 0);
  if (noted > position) throw lostItsEnd(position, noted);
  return new HighWater(noted);
}
