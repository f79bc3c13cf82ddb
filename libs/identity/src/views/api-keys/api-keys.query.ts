import {
  botKeyPermissions,
  granted,
  id,
  instant,
  personKeyMay,
  refused,
  routes,
  type ApiKey,
  type AskedOf,
  type Permission,
} from '@annals/contracts';
import { ownRolesNow, policiesSaid, query, serve, type OwnRolesNow } from '@annals/platform';
import type { Vault } from '@annals/vault';
import { descending, key, pageOf, type Page, type Paging, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { apiKeys } from './api-keys.view';

type Db = ViewDb<typeof apiKeys>;
type Item = z.output<typeof ApiKey>;

/** What a name reads as once the organization's key is gone. */
export const ERASED = '[erased]';

/** Each key beside its bot and whoever issued it, who may have gone since. */
function listed(db: Db, organizationId: string) {
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
    .select(['bots.name as bot_name', 'members.alias', 'members.active', 'members.suspended', 'members.roles'])
    .select('memberships.n as joined')
    .where('keys.organization_id', '=', organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];

const newestFirst = descending(key('keys.issued_at', instant), key('keys.key_id', id));

/** The organization's own roles and its policies, by which holders may what they may. */
export async function rolesOf(db: Db, organizationId: string): Promise<OwnRolesNow> {
  const roles = await db.selectFrom('roles').selectAll().where('organization_id', '=', organizationId).execute();
  const said = await db.selectFrom('policies').selectAll().where('organization_id', '=', organizationId).execute();
  return ownRolesNow(roles, policiesSaid(said));
}

/** A page of keys, with the roles by which their holders may what they may. */
async function pageOfKeys(
  db: Db,
  keys: ReturnType<typeof listed>,
  asked: Paging & { readonly organizationId: string },
) {
  return { ...(await pageOf(keys, newestFirst, asked)), roles: await rolesOf(db, asked.organizationId) };
}

/** When one was last used is no event: the vault knows it. */
async function shown(
  { rows, next, roles }: Page<Row> & { readonly roles: OwnRolesNow },
  { organizationId }: { organizationId: string },
  vault: Vault | undefined,
) {
  const lastUsed = await vault?.apiKeys.lastUsed(organizationId);
  return { items: rows.map((row) => itemOf(row, roles, lastUsed?.get(row.key_id) ?? null)), next };
}

function itemOf(row: Row, ownOnes: OwnRolesNow, lastUsedAt: string | null): Item {
  return {
    keyId: row.key_id,
    name: row.name ?? ERASED,
    bot: row.bot_id === null ? null : { botId: row.bot_id, name: row.bot_name ?? ERASED },
    issuedBy: { personId: row.issued_by, alias: row.alias, isMember: row.active === true },
    permissions: [...row.permissions],
    may: mayNow(row, ownOnes),
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    endedBy: row.ended_by,
    lastUsedAt,
  };
}

/** What the guard would let it do, as far as the view has got (`allowedIn`). */
function mayNow(
  { holder, permissions, active, suspended, roles, joined }: Row,
  { allow, heldNow }: OwnRolesNow,
): Permission[] {
  if (holder.kind === 'bot') return botKeyPermissions.filter((name) => permissions.includes(name));
  const holds = holder.kind === 'person' && active === true && Number(joined) === holder.membership;
  return holds && suspended === false && roles !== null
    ? [...personKeyMay(permissions, granted(heldNow(roles), allow)).keys()]
    : [];
}

/** Every key of the organization, the bots' own ones too, the newest first. */
export const ListApiKeys = query(
  'ListApiKeys',
  apiKeys,
  (db: Db, asked: AskedOf<typeof routes.identity.listApiKeys>) =>
    pageOfKeys(db, listed(db, asked.organizationId), asked),
  shown,
);

export const ListApiKeysController = serve(routes.identity.listApiKeys, ListApiKeys);

/** The keys of one bot. @throws Refused BOT_NOT_FOUND */
export const ListBotKeys = query(
  'ListBotKeys',
  apiKeys,
  async (db: Db, asked: AskedOf<typeof routes.identity.listBotKeys>) => {
    const { organizationId, botId } = asked;
    const bot = await db
      .selectFrom('bots')
      .select('bot_id')
      .where('organization_id', '=', organizationId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (!bot) throw refused('BOT_NOT_FOUND');
    return pageOfKeys(db, listed(db, organizationId).where('keys.bot_id', '=', botId), asked);
  },
  shown,
);

export const ListBotKeysController = serve(routes.identity.listBotKeys, ListBotKeys);
