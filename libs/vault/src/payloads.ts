import { ORGANIZATION_KEY } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { createHash, createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import type { Keys } from './keys';
import { decrypt, encrypt } from './sealing';
import { throughRows, type Forgetting } from './through-rows';

/** Bytes that an event names by the digest of what is stored of them (history.md §7). */
export interface Payload {
  readonly organizationId: string;
  /** What they are of: of each kind an organization has one that counts. */
  readonly kind: string;
  readonly digest: string;
}

/** Longer than any command takes: what no event names by then is named by none. */
const UNNAMED_FOR = { days: -1 };
/** So many are opened at a time: each may be large. */
const LOOKED_AT_ONCE = 20;

/**
 * What is too large for an event, sealed under the organization's key: it goes with that key, and with the organization. It is put
 * before the event that names it, and held once that event was seen.
 */
export class Payloads {
  constructor(
    private readonly context: Pick<VaultContext, 'db' | 'clock'>,
    private readonly keys: Keys,
  ) {}

  /**
   * Seals and stores them.
   * @param until they are forgotten then; absent: what makes them needless says so
   * @throws KeyDestroyed when the organization was erased
   */
  async put({ organizationId, kind }: Omit<Payload, 'digest'>, bytes: Buffer, until?: Instant): Promise<Payload> {
    const { id, key } = await this.keys.forSubject(organizationId, ORGANIZATION_KEY);
    const sealed = encrypt(createSecretKey(key), bytes, about(organizationId, kind));
    const digest = createHash('sha256').update(sealed).digest('hex');
    // The key is held meanwhile, so that an erasure finds whatever was stored before it.
    await sql`INSERT INTO vault.payloads (organization_id, digest, kind, key_id, sealed, put_at, until)
      SELECT ${organizationId}, ${digest}, ${kind}, id, ${sealed}::bytea, ${this.context.clock()}::timestamptz, ${until ?? null}::timestamptz FROM vault.keys
      WHERE id = ${id} AND wrapped IS NOT NULL FOR SHARE`.execute(this.context.db);
    return { organizationId, kind, digest };
  }

  /** The bytes; undefined where they are gone. */
  async read({ organizationId, kind, digest }: Payload): Promise<Buffer | undefined> {
    const row = await this.context.db
      .selectFrom('payloads')
      .select(['key_id', 'sealed'])
      .where('organization_id', '=', organizationId)
      .where('kind', '=', kind)
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const key = (await this.keys.open([row.key_id])).get(row.key_id);
    return key instanceof Buffer ? decrypt(createSecretKey(key), row.sealed, about(organizationId, kind)) : undefined;
  }

  /** Which of these are kept still. */
  async kept(organizationId: string, digests: readonly string[]): Promise<ReadonlySet<string>> {
    if (digests.length === 0) return new Set();
    const { rows } = await sql<{ digest: string }>`SELECT digest FROM vault.payloads
      WHERE organization_id = ${organizationId} AND digest = ANY(${digests})`.execute(this.context.db);
    return new Set(rows.map(({ digest }) => digest));
  }

  /** Removes those whose time is over. */
  async purge(): Promise<void> {
    await this.context.db.deleteFrom('payloads').where('until', '<=', new Date(this.context.clock())).execute();
  }

  /** Deletes inputs and outputs of an organization's runs that name somebody. */
  async forgetOfRuns(organizationId: string, forgetting: Forgetting): Promise<void> {
    const next = async (after = '') => {
      const rows = await this.context.db
        .selectFrom('payloads')
        .select(['digest', 'kind'])
        .where('organization_id', '=', organizationId)
        .where('kind', 'like', 'run/%')
        .where('digest', '>', after)
        .orderBy('digest')
        .limit(LOOKED_AT_ONCE)
        .execute();
      const read = rows.map(async ({ digest, kind }) => ({
        id: digest,
        text: (await this.read({ organizationId, kind, digest }))?.toString() ?? '',
      }));
      return Promise.all(read);
    };
    const remove: Parameters<typeof throughRows<string>>[1]['remove'] = (transaction, ids) =>
      transaction
        .deleteFrom('payloads')
        .where('organization_id', '=', organizationId)
        .where('digest', 'in', ids)
        .executeTakeFirstOrThrow();
    await throughRows(this.context.db, { next, remove }, forgetting);
  }

  /** No event names them. */
  async discard({ organizationId, digest }: Payload): Promise<void> {
    await this.context.db
      .deleteFrom('payloads')
      .where('organization_id', '=', organizationId)
      .where('digest', '=', digest)
      .execute();
  }

  /**
   * Only this one counts of its kind: it is held without an end, and those before it go. What was put lately and is not held may still be
   * named by an event that is on its way, and stays.
   * @param digest undefined: none counts any more
   */
  async keepOnly({ organizationId, kind }: Omit<Payload, 'digest'>, digest: string | undefined): Promise<void> {
    const unnamedSince = plus(this.context.clock(), UNNAMED_FOR);
    await this.context.db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('payloads')
        .set({ held: true, until: null })
        .where('organization_id', '=', organizationId)
        .where('digest', '=', digest ?? '')
        .execute();
      await transaction
        .deleteFrom('payloads')
        .where('organization_id', '=', organizationId)
        .where('kind', '=', kind)
        .where('digest', '!=', digest ?? '')
        .where((row) => row.or([row('held', '=', true), row('put_at', '<', new Date(unnamedSince))]))
        .execute();
    });
  }
}

/** Bound to its place: what is copied to another organization or kind does not open there. */
const about = (organizationId: string, kind: string): string => JSON.stringify([organizationId, kind]);
