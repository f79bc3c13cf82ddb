import type { ApiKeys } from '@annals/contracts';
import { Vault } from '@annals/vault';
import { ViewReader, type ReadOptions } from '@annals/views';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { apiKeys } from './api-keys.view';

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';

@Injectable()
export class ApiKeyList {
  constructor(private readonly views: ViewReader, private readonly vault: Vault) {}

  /** All keys of the organization, or those of one bot; the newest first. */
  async of(organizationId: string, botId: string | undefined, options: ReadOptions): Promise<z.output<typeof ApiKeys>> {
    const rows = await this.views.read(apiKeys, { organization: organizationId }, (db) => db.selectFrom('keys').selectAll()
      .$if(botId !== undefined, (query) => query.where('bot_id', '=', botId ?? null)).orderBy('issued_at', 'desc').orderBy('key_id').execute(), options);
    const lastUsed = await this.vault.apiKeys.lastUsed(organizationId);
    return { items: rows.map((row) => ({
      keyId: row.key_id, botId: row.bot_id, name: row.name ?? ERASED, permissions: [...row.permissions], issuedAt: row.issued_at, expiresAt: row.expires_at,
      revokedAt: row.revoked_at, lastUsedAt: lastUsed.get(row.key_id) ?? null,
    })) };
  }
}
