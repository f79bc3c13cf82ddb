import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import type { VaultDatabase } from './database';
import type { Erasure, ErasureJournal } from './erasure-journal';
import { replayErasures } from './replay-erasures';
import { sealedTables } from './sealed-tables';
import { decrypt, encrypt } from './sealing';
import { holdSubject } from './subject-lock';
import { UnwrappedKeys } from './unwrapped-keys';

/** A key id in the log that the vault has never heard of: an alarm and a stop, never `Erased` (history.md §4). */
export class MissingKey extends Error {
  override readonly name = 'MissingKey';
  constructor(readonly ids: readonly string[]) {
    super(
      `The vault has no key ${ids.join(', ')}, nor a record that it was destroyed; is the vault older than the log?`,
    );
  }
}

/** The subject was erased: it never gets another key, so nothing more can be sealed for it. */
export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  constructor(
    readonly scope: string,
    readonly subject: string,
  ) {
    super(`The key of ${subject} in ${scope} was destroyed; nothing can be sealed for it any more`);
  }
}

interface KeyRow {
  readonly id: string;
  readonly scope: string;
  readonly subject: string;
  readonly wrapped: Buffer | null;
}

/**
 * Keys of people and organizations, wrapped by the key-encryption key. Unwrapped ones are only ever in this process's
 * memory, which forgets a destroyed one within 5 seconds whoever destroyed it.
 */
export class Keys {
  private readonly unwrapped: UnwrappedKeys;
  private readonly ids = new LRUCache<string, string>({ max: 50_000 });
  private readonly keyEncryptionKey: KeyObject;

  constructor(
    private readonly db: VaultDatabase,
    keyEncryptionKey: Buffer,
    private readonly journal?: ErasureJournal,
  ) {
    this.keyEncryptionKey = createSecretKey(keyEncryptionKey);
    this.unwrapped = new UnwrappedKeys(db);
  }

  /**
   * The key of a subject (a person or `organization`) in a scope (an organization id or `account`); minted, and on
   * disk, at first sight.
   * @throws KeyDestroyed when the subject was erased
   */
  async forSubject(scope: string, subject: string): Promise<{ id: string; key: Buffer }> {
    await this.unwrapped.forgetDestroyed();
    const known = this.ids.get(name(scope, subject));
    const cached = known === undefined ? undefined : this.unwrapped.get(known);
    if (known !== undefined && cached) return { id: known, key: cached };
    const row = (await this.find(scope, subject)) ?? (await this.mint(scope, subject));
    const key = this.unwrap(row);
    if (!key) throw new KeyDestroyed(scope, subject);
    this.ids.set(name(scope, subject), row.id);
    return { id: row.id, key };
  }

  /**
   * Keys by id, `destroyed` where there is only a tombstone.
   * @throws MissingKey for an id that has neither
   */
  async open(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer | 'destroyed'>> {
    if (ids.length === 0) return new Map();
    await this.unwrapped.forgetDestroyed();
    const opened = new Map<string, Buffer | 'destroyed'>();
    const unknown: string[] = [];
    for (const id of new Set(ids)) {
      const key = this.unwrapped.get(id);
      if (key) opened.set(id, key);
      else unknown.push(id);
    }
    if (unknown.length > 0)
      for (const row of await this.byId(unknown)) opened.set(row.id, this.unwrap(row) ?? 'destroyed');
    const missing = unknown.filter((id) => !opened.has(id));
    if (missing.length > 0) throw new MissingKey(missing);
    return opened;
  }

  /**
   * Forgets a subject for ever: the wrapped key goes, the tombstone stays, what it claimed is free for others and never
   * its own again, and snapshots and payloads that nobody can open any more are gone. Also before a key was ever minted, so that none will be. When it fails (the journal can't be
   * written, the database does not answer or does not commit) the key may be as it was, and yet the journal hold it:
   * what it holds is erased at the next start of a process at the latest (`replayErasures`). So an erasure that was
   * asked for may come late, and none is lost.
   * @throws ErasureJournalError, or what the database says: ask again
   */
  async destroy(scope: string, subject: string): Promise<void> {
    const gone = await this.db.transaction().execute(async (transaction) => {
      // Claims that are being written are waited for, so that the last statement finds them.
      await holdSubject(transaction, { scope, subject }, 'alone');
      // The row is there, and ours, before the journal names it: no other one can be minted meanwhile.
      const { id } = await transaction
        .insertInto('keys')
        .values({ id: randomUUID(), scope, subject, wrapped: null, destroyed_at: sql<Date>`clock_timestamp()` })
        .onConflict((conflict) => conflict.columns(['scope', 'subject']).doUpdateSet({ scope }))
        .returning('id')
        .executeTakeFirstOrThrow();
      await this.journal?.append({ id, scope, subject, at: new Date().toISOString() });
      await transaction
        .updateTable('keys')
        .set({ wrapped: null, destroyed_at: sql<Date>`coalesce(destroyed_at, clock_timestamp())` })
        .where('id', '=', id)
        .execute();
      await transaction.deleteFrom('claims').where('scope', '=', scope).where('holder', '=', subject).execute();
      await sql`DELETE FROM vault.invited_addresses WHERE (organization_id::text, person_id::text) = (${scope}, ${subject})`.execute(
        transaction,
      );
      for (const table of sealedTables) await transaction.deleteFrom(table).where('key_id', '=', id).execute();
      return id;
    });
    this.unwrapped.delete(gone);
  }

  /**
   * Whether a key of a scope was destroyed since an instant of the database's clock, or so shortly before that somebody
   * may still have had it then.
   */
  async destroyedSince(scope: string, instant: string): Promise<boolean> {
    const { rows } = await sql<{ gone: boolean }>`SELECT EXISTS (SELECT FROM vault.keys
      WHERE scope = ${scope} AND destroyed_at > ${instant}::timestamptz - interval '10 seconds') AS gone`.execute(
      this.db,
    );
    return rows[0]?.gone === true;
  }

  /**
   * Destroys every key of a scope but those that are spared, one after the other; may be repeated.
   * @throws as `destroy`
   */
  async destroyScope(scope: string, spared: readonly string[]): Promise<void> {
    const rows = await this.db
      .selectFrom('keys')
      .select('subject')
      .where('scope', '=', scope)
      .where('destroyed_at', 'is', null)
      .execute();
    for (const { subject } of rows) if (!spared.includes(subject)) await this.destroy(scope, subject);
  }

  /** By which id parts name the key of a subject; undefined where it never had one. */
  async idOf(scope: string, subject: string): Promise<string | undefined> {
    return (await this.find(scope, subject))?.id;
  }

  /** Since when the key of a subject is destroyed, and how much lately; undefined while it is not. */
  async destroyedFor(scope: string, subject: string): Promise<{ readonly seconds: number } | undefined> {
    const { rows } = await sql<{
      seconds: number;
    }>`SELECT extract(epoch FROM clock_timestamp() - destroyed_at)::float8 AS seconds
      FROM vault.keys WHERE scope = ${scope} AND subject = ${subject} AND destroyed_at IS NOT NULL`.execute(this.db);
    return rows[0];
  }

  /** What the journal names and is not destroyed here: a restored backup holds it again. */
  async toDestroyAgain(): Promise<readonly Pick<Erasure, 'scope' | 'subject'>[]> {
    const erasures = (await this.journal?.read()) ?? [];
    const { rows } = await sql<{ scope: string; subject: string }>`SELECT scope, subject FROM vault.keys
      WHERE wrapped IS NOT NULL AND (scope, subject) IN (
        SELECT * FROM unnest(${erasures.map(({ scope }) => scope)}::text[], ${erasures.map(({ subject }) => subject)}::text[]))`.execute(
      this.db,
    );
    return rows;
  }

  /** In which scopes a subject of this name was destroyed, as the journal says. */
  async erasedScopes(subject: string): Promise<readonly string[]> {
    const erased = (await this.journal?.read()) ?? [];
    return [...new Set(erased.filter((each) => each.subject === subject).map(({ scope }) => scope))];
  }

  /**
   * Destroys again whatever the journal says was destroyed: a restored backup may hold it.
   * @returns how many keys were there again
   */
  async replayErasures(): Promise<number> {
    const again = this.journal === undefined ? 0 : await replayErasures(this.db, await this.journal.read());
    if (again > 0) this.unwrapped.clear();
    return again;
  }

  private async find(scope: string, subject: string): Promise<KeyRow | undefined> {
    return this.db
      .selectFrom('keys')
      .select(['id', 'scope', 'subject', 'wrapped'])
      .where('scope', '=', scope)
      .where('subject', '=', subject)
      .executeTakeFirst();
  }

  private async byId(ids: readonly string[]): Promise<KeyRow[]> {
    return this.db
      .selectFrom('keys')
      .select(['id', 'scope', 'subject', 'wrapped'])
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute();
  }

  private async mint(scope: string, subject: string): Promise<KeyRow> {
    const id = randomUUID();
    const wrapped = encrypt(this.keyEncryptionKey, randomBytes(32), about({ id, scope, subject }));
    const minted = await this.db
      .insertInto('keys')
      .values({ id, scope, subject, wrapped, destroyed_at: null })
      .onConflict((conflict) => conflict.columns(['scope', 'subject']).doNothing())
      .returning(['id', 'scope', 'subject', 'wrapped'])
      .executeTakeFirst();
    const row = minted ?? (await this.find(scope, subject));
    if (!row) throw new Error(`The key of ${subject} in ${scope} was neither minted nor found`);
    return row;
  }

  private unwrap(row: KeyRow): Buffer | undefined {
    if (!row.wrapped) return undefined;
    try {
      const key = decrypt(this.keyEncryptionKey, row.wrapped, about(row));
      this.unwrapped.set(row.id, key);
      return key;
    } catch (cause) {
      throw new Error(
        `Key ${row.id} does not open: the key-encryption key is another one than it was wrapped with, or its row was changed`,
        { cause },
      );
    }
  }
}

/** Bound to its row: a wrapped key that is copied to another subject does not open there. */
export function about({ id, scope, subject }: { id: string; scope: string; subject: string }): string {
  return JSON.stringify([id, scope, subject]);
}

function name(scope: string, subject: string): string {
  return `${scope}\u0000${subject}`;
}
