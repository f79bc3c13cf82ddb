import { refused, routes, type AskedOf, type Bot as BotAnswer, type BotStatus } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { mayReadMembers, query, serve, botsWith, type QueryContext } from '@annals/platform';
import type { Vault } from '@annals/vault';
import { amongBots, pageOfAll, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { botStatus, botStatusThen } from '../bot-status';
import { bots } from './bots.view';
import { byWorkspace } from './by-workspace';
import { sourcesOf } from './sources';

type Db = ViewDb<typeof bots>;
type Bot = z.output<typeof BotAnswer>;

/** Which ones: of an organization, as far as somebody sees into its workspaces. */
interface Which {
  readonly organizationId: string;
  readonly botId?: string;
  readonly workspaceId?: string | undefined;
  readonly context: QueryContext;
}

async function botRows(db: Db, { organizationId, botId, workspaceId, context }: Which) {
  const found = await db
    .selectFrom('bots')
    .leftJoin('totals', (join) =>
      join.onRef('totals.organization_id', '=', 'bots.organization_id').onRef('totals.bot_id', '=', 'bots.bot_id'),
    )
    .select([
      'bots.bot_id',
      'bots.workspace_id',
      'bots.name',
      'bots.kind',
      'bots.enabled',
      'bots.online',
      'bots.at_once',
      'bots.owner_id',
      'bots.run_as',
      'bots.copied_from',
      'bots.registered_at',
      'bots.disabled_at',
      'bots.disabled_reason',
      'bots.disabled_sequence',
      'bots.description',
      'bots.locked_at',
      'bots.locked_reason',
      'bots.locked_sequence',
      'totals.runs',
      'totals.failed',
    ])
    .where('bots.organization_id', '=', organizationId)
    .where(amongBots('bots', botsWith(context, 'bots:read')))
    .$if(botId !== undefined, (query) => query.where('bots.bot_id', '=', botId ?? ''))
    .$if(workspaceId !== undefined, (query) => query.where('bots.workspace_id', '=', workspaceId ?? ''))
    .execute();
  // The last one that began: a bot may run several at once.
  const running = await db
    .selectFrom('running')
    .select(['bot_id', 'run_id'])
    .where('organization_id', '=', organizationId)
    .orderBy('started_at')
    .orderBy('run_id')
    .execute();
  const sources = await sourcesOf(db, { organizationId, context }, found);
  const people = mayReadMembers(context);
  const current = new Map(running.map((run) => [run.bot_id, run.run_id]));
  return found.map((row) => ({
    ...row,
    owner_id: people ? row.owner_id : null,
    people,
    current: current.get(row.bot_id) ?? null,
    source: sources.get(row.copied_from ?? ''),
  }));
}

type Row = Awaited<ReturnType<typeof botRows>>[number];

/** Since when something is so, and why; null where it is not. */
const since = (at: Instant | null, reason: string | null, sequence: number | null) =>
  at === null ? null : { at, reason, sequence: sequence ?? 0 };

/** @param vault absent as of the past */
async function present(rows: readonly Row[], organizationId: string, vault: Vault | undefined): Promise<Bot[]> {
  const now: Instant = new Date().toISOString();
  const beats = await vault?.presence.of(organizationId);
  return rows.map((row) => {
    const beat = beats?.get(row.bot_id);
    const known = { enabled: row.enabled, running: row.current !== null };
    return {
      botId: row.bot_id,
      workspaceId: row.workspace_id,
      name: row.name ?? '[erased]',
      description: row.description,
      kind: row.kind,
      status: beats ? botStatus({ ...known, beat }, now) : botStatusThen({ ...known, online: row.online }),
      enabled: row.enabled,
      atOnce: row.at_once,
      ownerId: row.owner_id,
      runsAs: row.run_as === null ? null : { personId: row.people ? row.run_as : null },
      copiedFrom: row.copied_from === null ? null : (row.source ?? { botId: null, name: null }),
      lastSeenAt: beat?.at ?? null,
      version: beat?.version ?? null,
      host: beat?.host ?? null,
      currentRunId: row.current,
      disabled: since(row.disabled_at, row.disabled_reason, row.disabled_sequence),
      locked: since(row.locked_at, row.locked_reason, row.locked_sequence),
      registeredAt: row.registered_at,
      runs: row.runs ?? 0,
      failed: row.failed ?? 0,
    };
  });
}

type ListRequest = AskedOf<typeof routes.automation.listBots>;
const urgency: readonly BotStatus[] = ['error', 'offline', 'disabled', 'busy', 'idle'];

/** What needs somebody first. */
const need = ({ status }: Bot): string => String(urgency.indexOf(status));
const names = [({ name }: Bot) => name, ({ botId }: Bot) => botId];

const matches = (bot: Bot, { search = '', status, kind }: ListRequest): boolean =>
  (status === undefined || bot.status === status) &&
  (kind === undefined || bot.kind === kind) &&
  `${bot.name} ${bot.host ?? ''} ${bot.version ?? ''}`.toLowerCase().includes(search.trim().toLowerCase());

/** All are read for any page: their status, by which they are looked for and sorted, is in no table. */
export const ListBots = query(
  'ListBots',
  bots,
  (db: Db, { organizationId, workspaceId }: ListRequest, context) =>
    botRows(db, { organizationId, workspaceId, context }),
  async (rows, asked, vault) => {
    const found = (await present(rows, asked.organizationId, vault)).filter((bot) => matches(bot, asked));
    const page = pageOfAll(found, asked.sort === 'need' ? [need, ...names] : names, asked);
    return { items: page.rows, next: page.next };
  },
);

export const ListBotsController = serve(routes.automation.listBots, ListBots);

/** Of each workspace: what its bots are doing. */
export const ListBotsByWorkspace = query(
  'ListBotsByWorkspace',
  bots,
  (db: Db, { organizationId }: AskedOf<typeof routes.automation.listBotsByWorkspace>, context) =>
    botRows(db, { organizationId, context }),
  async (rows, { organizationId }, vault) => ({ items: byWorkspace(await present(rows, organizationId, vault)) }),
);
export const ListBotsByWorkspaceController = serve(routes.automation.listBotsByWorkspace, ListBotsByWorkspace);

/** One bot. @throws Refused BOT_NOT_FOUND */
export const GetBot = query(
  'GetBot',
  bots,
  (db: Db, { organizationId, botId }: AskedOf<typeof routes.automation.getBot>, context) =>
    botRows(db, { organizationId, botId, context }),
  async (rows, { organizationId }, vault) => {
    const [bot] = await present(rows, organizationId, vault);
    if (!bot) throw refused('BOT_NOT_FOUND');
    return bot;
  },
);

export const GetBotController = serve(routes.automation.getBot, GetBot);
