import { migrateVault, Vault } from '@annals/vault';
import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { BackupRefused } from '../backup/format';
import { makeBackup, type BackupReport } from '../backup/make-backup';
import { restoreBackup, type RestoreOptions, type RestoreReport } from '../backup/restore-backup';
import { startEventStore, type EventStoreServer } from '../server';
import type { MakeDatabase } from './two-servers';

const ROLE = 'annals_api';
const quiet = (): void => undefined;

type Database = Awaited<ReturnType<MakeDatabase>>;

/** A new, empty installation, and a restore into it. */
interface Empty {
  readonly database: Database;
  readonly restore: (more?: Partial<RestoreOptions>) => Promise<RestoreReport>;
}

/** An installation with some history, of which backups are made, and empty ones to restore them into. */
export class BackupBed {
  readonly secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  readonly folder = mkdtempSync(join(tmpdir(), 'annals-backup-'));
  readonly client: EventStoreDBClient;
  readonly vault: Vault;
  private readonly opened: { close(): Promise<void> }[] = [];

  private constructor(
    readonly original: Database,
    private readonly server: EventStoreServer,
    private readonly makeDatabase: MakeDatabase,
  ) {
    this.client = clientOf(server);
    this.vault = this.openVault(original.url);
  }

  static async open(makeDatabase: MakeDatabase): Promise<BackupBed> {
    const original = await makeDatabase('backup');
    await migrateVault(original.url, ROLE);
    const bed = new BackupBed(
      original,
      await startEventStore({ databaseUrl: original.url, port: 0, report: quiet }),
      makeDatabase,
    );
    await someHistory(bed.client, await bed.sealed());
    return bed;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map((one) => one.close()));
    await this.client.dispose();
    await this.server.stop();
    await this.original.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param now of its clock */
  openVault(databaseUrl: string, now?: string): Vault {
    const one = new Vault({
      databaseUrl,
      secrets: this.secrets,
      role: ROLE,
      ...(now === undefined ? {} : { clock: () => now }),
    });
    this.opened.push(one);
    return one;
  }

  async backup(name: string, withLog = true): Promise<BackupReport & { readonly file: string }> {
    const file = join(this.folder, name);
    return {
      file,
      ...(await makeBackup(file, { databaseUrl: this.original.url, secrets: this.secrets, withLog, say: quiet })),
    };
  }

  async into(options: Partial<RestoreOptions> & { readonly file: string }): Promise<Empty> {
    const database = await this.makeDatabase('restored');
    this.opened.push({ close: () => database.drop() });
    await migrateVault(database.url, ROLE);
    const restore = (more: Partial<RestoreOptions> = {}) =>
      restoreBackup({
        databaseUrl: database.url,
        secrets: this.secrets,
        secretsFile: 'secrets.json',
        say: quiet,
        ...options,
        ...more,
      });
    return { database, restore };
  }

  /** Keys of persons and of an organization, as sealed parts name them. */
  sealed(): Promise<string[]> {
    return Promise.all(
      Array.from({ length: 4 }, async () => (await this.vault.keys.forSubject('org', randomUUID())).id),
    );
  }
}

export const clientOf = ({ port }: EventStoreServer): EventStoreDBClient =>
  EventStoreDBClient.connectionString`esdb://127.0.0.1:${port}?tls=false`;

/**
 * Everything that a log can hold: sealed parts, binary events, names of all kinds, deleted and tombstoned streams,
 * limits.
 */
export async function someHistory(
  client: EventStoreDBClient,
  [person = '', text = '', origin = '', reason = '']: readonly string[],
): Promise<void> {
  const metadata = {
    at: 'now',
    origin: JSON.stringify({ k: origin, v: 'AA==' }),
    reason: JSON.stringify({ k: reason, v: 'AA==' }),
  };
  await client.appendToStream(
    `sealed-${randomUUID()}`,
    jsonEvent({
      type: 'Sealed',
      data: { data: { n: 1 }, personal: { k: person, v: 'AA==' }, text: { k: text, v: 'AA==' } },
      metadata,
    }),
  );
  await client.appendToStream(
    `binary ${randomUUID()} ä@/\u{1F600}`,
    binaryEvent({
      type: 'Binäry',
      data: Buffer.from(Array.from({ length: 256 }, (_, n) => n)),
      metadata: Buffer.from([0, 255]),
    }),
  );
  await client.appendToStream(
    `large-${randomUUID()}`,
    Array.from({ length: 3 }, () => jsonEvent({ type: 'Large', data: { x: 'y'.repeat(300_000) } })),
  );
  await client.appendToStream(
    `many-${randomUUID()}`,
    Array.from({ length: 1100 }, (_, n) => jsonEvent({ type: 'Many', data: { n, k: 'not sealed', v: n } })),
  );
  const deleted = `deleted-${randomUUID()}`;
  await client.appendToStream(deleted, jsonEvent({ type: 'Gone', data: {} }));
  await client.deleteStream(deleted);
  await client.appendToStream(deleted, jsonEvent({ type: 'BackAgain', data: {} }));
  await client.tombstoneStream('tombstoned').catch((error: unknown) => {
    if (!(error instanceof Error && 'type' in error && error.type === 'stream-deleted')) throw error;
  });
}

/** The sentence with which something was refused. */
export const refusal = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'nothing was refused',
    (error: unknown) => {
      if (!(error instanceof BackupRefused)) throw error;
      return error.message;
    },
  );

/** Rows of a database, asked by its owner. */
export async function asked(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return (await owner.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await owner.end();
  }
}

/** How much an installation holds: keys, restores and events. */
export async function contents({ url }: Database): Promise<number> {
  const [log] = await asked(url, `SELECT FROM pg_class WHERE oid = to_regclass('eventstore.events')`);
  const events = log === undefined ? '0' : '(SELECT count(*) FROM eventstore.events)';
  const [row] = await asked(
    url,
    `SELECT ((SELECT count(*) FROM vault.keys) + (SELECT count(*) FROM vault.restores) + ${events})::int AS n`,
  );
  return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : Number.NaN;
}
