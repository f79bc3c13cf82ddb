import { createHash, timingSafeEqual } from 'node:crypto';
import type { Permission } from '@annals/contracts';
import { permission } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { VaultContext } from './database';
import type { Secrets } from './secrets';

/** What a key opens. */
export interface ApiKeyGrant {
  readonly keyId: string;
  readonly organizationId: string;
  /** Set: it is this bot's own key. */
  readonly botId?: string;
  readonly permissions: Permission[];
}

export interface ApiKeyAuthentication {
  readonly outcome: 'valid' | 'expired' | 'revoked' | 'unknown';
  /** Absent when the outcome is `unknown`. */
  readonly key?: ApiKeyGrant;
}

const PREFIX = 'ann_';
const PURPOSE = 'api-key';
const USED_EVERY_MS = 60_000;

/** API keys, stored as hashes; the secret itself is minted and shown once. */
export class ApiKeys {
  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /** Makes a key usable; issued again (a repeated command) it gives the same secret and changes nothing. */
  async issue({ keyId, organizationId, botId, permissions, expiresAt }: ApiKeyGrantWithExpiry): Promise<{ secret: string }> {
    const secret = `${PREFIX}${this.context.secrets.mint(PURPOSE, keyId, 1)}`;
    await this.context.db.insertInto('api_keys')
      .values({ key_id: keyId, organization_id: organizationId, bot_id: botId ?? null, permissions: [...permissions], hash: digest(secret), expires_at: expiresAt })
      .onConflict((conflict) => conflict.column('key_id').doNothing()).execute();
    return { secret };
  }

  /** Which key a secret is, and whether it still opens anything. Revoked goes before expired. */
  async authenticate(secret: string): Promise<ApiKeyAuthentication> {
    if (!secret.startsWith(PREFIX)) return { outcome: 'unknown' };
    const minted = this.context.secrets.read(PURPOSE, secret.slice(PREFIX.length));
    if (!minted) return { outcome: 'unknown' };
    const row = await this.context.db.selectFrom('api_keys').selectAll().where('key_id', '=', minted.id).executeTakeFirst();
    if (!row || !timingSafeEqual(row.hash, digest(secret))) return { outcome: 'unknown' };
    const key = { keyId: row.key_id, organizationId: row.organization_id, ...(row.bot_id === null ? {} : { botId: row.bot_id }), permissions: permission.array().parse(row.permissions) };
    if (row.revoked_at) return { outcome: 'revoked', key };
    const now = this.context.clock();
    if (row.expires_at.toISOString() <= now) return { outcome: 'expired', key };
    if (!row.used_at || Date.parse(now) - row.used_at.getTime() >= USED_EVERY_MS) await this.used(row.key_id, now);
    return { outcome: 'valid', key };
  }

  /** Ends a key; may be repeated. */
  async revoke(keyId: string): Promise<void> {
    await this.context.db.updateTable('api_keys').set({ revoked_at: this.context.clock() }).where('key_id', '=', keyId).where('revoked_at', 'is', null).execute();
  }

  /** When each key of an organization was last used, to the minute; unused ones are absent. */
  async lastUsed(organizationId: string): Promise<Map<string, Instant>> {
    const rows = await this.context.db.selectFrom('api_keys').select(['key_id', 'used_at']).where('organization_id', '=', organizationId).where('used_at', 'is not', null).execute();
    return new Map(rows.flatMap((row) => (row.used_at ? [[row.key_id, row.used_at.toISOString()] as const] : [])));
  }

  private async used(keyId: string, now: Instant): Promise<void> {
    await this.context.db.updateTable('api_keys').set({ used_at: now }).where('key_id', '=', keyId).execute();
  }
}

interface ApiKeyGrantWithExpiry extends Omit<ApiKeyGrant, 'permissions'> {
  readonly permissions: readonly Permission[];
  readonly expiresAt: Instant;
}

/** A secret of 256 random-looking bits needs no slow hash. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
