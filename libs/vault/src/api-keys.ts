import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { keyHolder, type KeyHolder } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { tellEnded } from './access-ended';
import { BriefMemory } from './brief-memory';
import type { VaultContext } from './database';
import { gathered } from './gathered';
import type { Statement } from './prepared';
import type { Secrets } from './secrets';

/** What a key opens. */
export interface ApiKeyGrant {
  readonly keyId: string;
  readonly organizationId: string;
  readonly holder: KeyHolder;
  /** As they were given; one that this release does not know opens nothing. */
  readonly permissions: readonly string[];
}

export interface ApiKeyAuthentication {
  readonly outcome: 'valid' | 'expired' | 'revoked' | 'unknown';
  /** Absent when the outcome is `unknown`. */
  readonly key?: ApiKeyGrant;
}

const PREFIX = 'ann_';
const PURPOSE = 'api-key';
const USED_EVERY_MS = 60_000;

interface KeyRow {
  readonly key_id: string;
  readonly organization_id: string;
  readonly holder_kind: string;
  readonly holder_id: string;
  readonly membership: number | null;
  readonly permissions: readonly string[];
  readonly hash: Buffer;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  used_at: Date | null;
}

const KNOWN: Statement = {
  name: 'api-keys.known',
  text: 'SELECT * FROM vault.api_keys WHERE key_id = any($1::uuid[])',
};
const USED: Statement = {
  name: 'api-keys.used',
  text: 'UPDATE vault.api_keys SET used_at = $2::timestamptz WHERE key_id = $1',
};

/**
 * API keys, stored as hashes; the secret itself is minted and shown once. A revoked one ends with the next request to
 * this process, and within half a second in all others.
 */
export class ApiKeys {
  private readonly memory = new BriefMemory<KeyRow>();
  /** Those that come together are one query. */
  private readonly known = gathered(async (keyIds: readonly string[]) => {
    const { rows } = await this.context.prepared.run<KeyRow>(KNOWN, [keyIds]);
    const byId = new Map(rows.map((row) => [row.key_id, row]));
    return keyIds.map((keyId) => byId.get(keyId));
  });

  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /** Makes a key usable; issued again (a repeated command) it gives the same secret and changes nothing. */
  async issue({
    keyId,
    organizationId,
    holder,
    permissions,
    expiresAt,
  }: ApiKeyGrantWithExpiry): Promise<{ secret: string }> {
    const secret = `${PREFIX}${this.context.secrets.mint(PURPOSE, keyId, 1)}`;
    await this.context.db
      .insertInto('api_keys')
      .values({
        key_id: keyId,
        organization_id: organizationId,
        holder_kind: holder.kind,
        holder_id: holder.id,
        membership: holder.membership ?? null,
        permissions: [...permissions],
        hash: digest(secret),
        expires_at: expiresAt,
      })
      .onConflict((conflict) => conflict.column('key_id').doNothing())
      .execute();
    return { secret };
  }

  /** Which key a secret is, and whether it still opens anything. Revoked goes before expired. */
  async authenticate(secret: string): Promise<ApiKeyAuthentication> {
    const row = await this.memory.find(secret, () => this.issued(secret));
    if (!row) return { outcome: 'unknown' };
    const key = {
      keyId: row.key_id,
      organizationId: row.organization_id,
      holder: holderOf(row),
      permissions: row.permissions,
    };
    if (row.revoked_at) return { outcome: 'revoked', key };
    const now = this.context.clock();
    if (row.expires_at.toISOString() <= now) return { outcome: 'expired', key };
    if (!row.used_at || Math.abs(Date.parse(now) - row.used_at.getTime()) >= USED_EVERY_MS) await this.used(row, now);
    return { outcome: 'valid', key };
  }

  /** Ends a key; may be repeated. */
  async revoke(keyId: string): Promise<void> {
    await this.memory.changing(() =>
      sql`
      WITH ended AS (UPDATE vault.api_keys SET revoked_at = ${this.context.clock()}::timestamptz WHERE key_id = ${keyId} AND revoked_at IS NULL)
      SELECT ${tellEnded({ of: 'key', id: keyId })}`.execute(this.context.db),
    );
  }

  /** Forgets what was read a moment ago: some of it may have ended elsewhere. */
  forget(): void {
    this.memory.forget();
  }

  /** Ends every key but these: after a restore the vault may hold some that the log has never heard of. */
  async revokeAllBut(keyIds: readonly string[]): Promise<void> {
    await this.memory.changing(() =>
      sql`UPDATE vault.api_keys SET revoked_at = ${this.context.clock()}::timestamptz WHERE revoked_at IS NULL AND NOT key_id = any(${keyIds}::uuid[])`.execute(
        this.context.db,
      ),
    );
  }

  /** When each key of an organization was last used, to the minute; unused ones are absent. */
  async lastUsed(organizationId: string): Promise<Map<string, Instant>> {
    const rows = await this.context.db
      .selectFrom('api_keys')
      .select(['key_id', 'used_at'])
      .where('organization_id', '=', organizationId)
      .where('used_at', 'is not', null)
      .execute();
    return new Map(rows.flatMap((row) => (row.used_at ? [[row.key_id, row.used_at.toISOString()] as const] : [])));
  }

  private async issued(secret: string): Promise<KeyRow | undefined> {
    const minted = secret.startsWith(PREFIX)
      ? this.context.secrets.read(PURPOSE, secret.slice(PREFIX.length))
      : undefined;
    const row = minted && (await this.known(minted.id));
    return row && timingSafeEqual(row.hash, digest(secret)) ? row : undefined;
  }

  private async used(row: KeyRow, now: Instant): Promise<void> {
    const { used_at } = row;
    row.used_at = new Date(now); // At once: those that come meanwhile need not write it too.
    try {
      await this.context.prepared.run(USED, [row.key_id, now]);
    } catch (error) {
      row.used_at = used_at;
      throw error;
    }
  }
}

interface ApiKeyGrantWithExpiry extends ApiKeyGrant {
  readonly expiresAt: Instant;
}

function holderOf({ holder_kind, holder_id, membership }: KeyRow): KeyHolder {
  return keyHolder.parse({ kind: holder_kind, id: holder_id, ...(membership === null ? {} : { membership }) });
}

/** A secret of 256 random-looking bits needs no slow hash. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
