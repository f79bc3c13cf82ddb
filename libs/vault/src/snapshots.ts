import { sql } from 'kysely';
import type { VaultDatabase } from './database';

/** Bytes that travel together: a bytea of a megabyte in one piece takes three times as long as in many. */
const PART = 24_000;

/** A sealed state of a stream. */
export interface Snapshot {
  readonly stream: string;
  /** Of the last event that is in it. */
  readonly revision: number;
  /** Of the code that made it. */
  readonly version: string;
  /** The key that it is sealed with. */
  readonly keyId: string;
  readonly sealed: Buffer;
}

/**
 * States of long streams, one for each, so that a process need not read such a stream whole. They are ciphertext, go
 * with their key, and are in no backup: they are made again from the log.
 */
export class Snapshots {
  constructor(private readonly db: VaultDatabase) {}

  /** The snapshot of a stream, where it has one of this version. */
  async find(stream: string, version: string): Promise<Snapshot | undefined> {
    const { rows } = await sql<{ revision: string; key_id: string; part: Buffer }>`
      SELECT revision, key_id, substring(sealed FROM at FOR ${PART}) AS part
      FROM vault.snapshots, generate_series(1, length(sealed), ${PART}) AS at
      WHERE stream = ${stream} AND version = ${version} ORDER BY at`.execute(this.db);
    const [row] = rows;
    if (!row) return undefined;
    const sealed = Buffer.concat(rows.map(({ part }) => part));
    return { stream, version, revision: Number(row.revision), keyId: row.key_id, sealed };
  }

  /**
   * Keeps it in place of an earlier revision's, or of another version's. The key is held meanwhile: what is sealed with
   * a destroyed one is not kept, and an erasure finds whatever was kept before it.
   */
  async put({ stream, revision, version, keyId, sealed }: Snapshot): Promise<void> {
    await sql`INSERT INTO vault.snapshots AS known (stream, revision, version, key_id, sealed)
      SELECT ${stream}, ${revision}::bigint, ${version}, id, ${sealed}::bytea FROM vault.keys
      WHERE id = ${keyId} AND wrapped IS NOT NULL FOR SHARE
      ON CONFLICT (stream) DO UPDATE SET
        revision = excluded.revision, version = excluded.version, key_id = excluded.key_id, sealed = excluded.sealed
      WHERE known.revision < excluded.revision OR known.version <> excluded.version`.execute(this.db);
  }

  /** Removes this one, where it is still there. */
  async discard({ stream, revision, version }: Omit<Snapshot, 'keyId' | 'sealed'>): Promise<void> {
    await this.db
      .deleteFrom('snapshots')
      .where('stream', '=', stream)
      .where('revision', '=', String(revision))
      .where('version', '=', version)
      .execute();
  }
}
