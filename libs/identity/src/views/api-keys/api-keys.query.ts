import {
  botKeyPermissions,
  personKeyMay,
  refused,
  routes,
  type ApiKey,
  type AskedOf,
  type Permission,
} from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { Vault } from '@annals/vault';
import type { ViewDb } from '@annals/views';
import type { z } from 'zod';
import { apiKeys } from './api-keys.view';

type Db = ViewDb<typeof apiKeys>;
type Item = z.output<typeof ApiKey>;

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';

/** Each key beside its bot and whoever issued it, who may have gone since. */
function listed(db: Db, organizationId: string, botId?: string) {
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

/** When one was last used is no event: the vault knows it. */
async function itemsOf(rows: readonly Row[], organizationId: string, vault: Vault): Promise<Item[]> {
  const lastUsed = await vault.apiKeys.lastUsed(organizationId);
  return rows.map((row) => itemOf(row, lastUsed.get(row.key_id) ?? null));
}

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

/** Every key of the organization, the bots' own ones too, the newest first. */
export const ListApiKeys = query(
  'ListApiKeys',
  apiKeys,
  (db: Db, { organizationId }: AskedOf<typeof routes.identity.listApiKeys>) => listed(db, organizationId),
  async (rows, { organizationId }, vault) => ({ items: await itemsOf(rows, organizationId, vault) }),
);

export const ListApiKeysController = serve(routes.identity.listApiKeys, ListApiKeys);

/** The keys of one bot. @throws Refused BOT_NOT_FOUND */
export const ListBotKeys = query(
  'ListBotKeys',
  apiKeys,
  async (db: Db, { organizationId, botId }: AskedOf<typeof routes.identity.listBotKeys>) => {
    const bot = await db
      .selectFrom('bots')
      .select('bot_id')
      .where('organization_id', '=', organizationId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (!bot) throw refused('BOT_NOT_FOUND');
    return listed(db, organizationId, botId);
  },
  async (rows, { organizationId }, vault) => ({ items: await itemsOf(rows, organizationId, vault) }),
);

export const ListBotKeysController = serve(routes.identity.listBotKeys, ListBotKeys);
