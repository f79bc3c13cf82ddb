import { botKeyPermissions, personKeyMay, type ApiKeys, type Permission } from '@annals/contracts';
import { Vault } from '@annals/vault';
import { ViewReader, type ReadOptions, type TablesOf } from '@annals/views';
import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiKeys } from './api-keys.view';

type Tables = TablesOf<typeof apiKeys>;
type Item = z.output<typeof ApiKeys>['items'][number];

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';

@Injectable()
export class ApiKeyList {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  /** All keys of the organization, or those of one bot; the newest first. */
  async of(organizationId: string, botId: string | undefined, options: ReadOptions): Promise<z.output<typeof ApiKeys>> {
    const rows = await this.views.read(
      apiKeys,
      { organization: organizationId },
      (db) => listed(db, organizationId, botId),
      options,
    );
    const lastUsed = await this.vault.apiKeys.lastUsed(organizationId);
    return { items: rows.map((row) => itemOf(row, lastUsed.get(row.key_id) ?? null)) };
  }
}

/** Each key beside its bot and whoever issued it, who may have gone since. */
function listed(db: Kysely<Tables>, organizationId: string, botId: string | undefined) {
  return db
    .selectFrom('keys')
    .leftJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'keys.organization_id').onRef('bots.bot_id', '=', 'keys.bot_id'),
    )
    .leftJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'keys.organization_id')
        .onRef('members.person_id', '=', 'keys.issued_by'),
    )
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.organization_id', '=', 'keys.organization_id')
        .onRef('memberships.person_id', '=', 'keys.issued_by'),
    )
    .selectAll('keys')
    .select(['bots.name as bot_name', 'members.alias', 'members.active', 'members.roles', 'memberships.n as joined'])
    .where('keys.organization_id', '=', organizationId)
    .$if(botId !== undefined, (query) => query.where('keys.bot_id', '=', botId ?? null))
    .orderBy('keys.issued_at', 'desc')
    .orderBy('keys.key_id')
    .execute();
}

type Row = Awaited<ReturnType<typeof listed>>[number];

function itemOf(row: Row, lastUsedAt: string | null): Item {
  return {
    keyId: row.key_id,
    name: row.name ?? ERASED,
    bot: row.bot_id === null ? null : { botId: row.bot_id, name: row.bot_name ?? ERASED },
    issuedBy: { personId: row.issued_by, alias: row.alias, isMember: row.active === true },
    permissions: [...row.permissions],
    may: mayNow(row),
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    endedBy: row.ended_by,
    lastUsedAt,
  };
}

/** What the guard would let it do, as far as the view has got (`allowedIn`). */
function mayNow({ holder, permissions, active, roles, joined }: Row): Permission[] {
  if (holder.kind === 'bot') return botKeyPermissions.filter((name) => permissions.includes(name));
  const holds = holder.kind === 'person' && active === true && roles !== null && Number(joined) === holder.membership;
  return holds ? [...personKeyMay(permissions, roles).keys()] : [];
}
