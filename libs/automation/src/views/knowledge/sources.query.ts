import {
  refused,
  routes,
  type AskedOf,
  type KnowledgeSource as SourceAnswer,
  type SourceState,
} from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { Vault } from '@annals/vault';
import { pageOfAll, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { knowledgeView } from './knowledge.view';

type Db = ViewDb<typeof knowledgeView>;
type Shown = z.output<typeof SourceAnswer>;

interface Workspace {
  readonly organizationId: string;
  readonly workspaceId: string;
}

const MOST_BOTS = 100;
const MOST_GONE = 100;

/** @throws Refused WORKSPACE_NOT_FOUND */
async function mustBeThere(db: Db, { organizationId, workspaceId }: Workspace): Promise<void> {
  const found = await db
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!found) throw refused('WORKSPACE_NOT_FOUND');
}

/** The sources of a workspace, and those that others share. */
async function sourceRows(db: Db, { organizationId, workspaceId }: Workspace) {
  await mustBeThere(db, { organizationId, workspaceId });
  return db
    .selectFrom('sources')
    .innerJoin('workspaces', (join) =>
      join
        .onRef('workspaces.organization_id', '=', 'sources.organization_id')
        .onRef('workspaces.workspace_id', '=', 'sources.workspace_id'),
    )
    .selectAll('sources')
    .where('sources.organization_id', '=', organizationId)
    .where((row) => row.or([row('sources.workspace_id', '=', workspaceId), row('sources.is_shared', '=', true)]))
    .execute();
}

type Row = Awaited<ReturnType<typeof sourceRows>>[number];

/** Source → the bots here that keep to it, whether it is there or not. */
async function keepers(db: Db, { organizationId, workspaceId }: Workspace) {
  const rows = await db
    .selectFrom('attachments')
    .innerJoin('bots', (join) =>
      join
        .onRef('bots.organization_id', '=', 'attachments.organization_id')
        .onRef('bots.bot_id', '=', 'attachments.bot_id')
        .onRef('bots.workspace_id', '=', 'attachments.workspace_id'),
    )
    .select(['attachments.source_id', 'bots.bot_id', 'bots.name'])
    .where('attachments.organization_id', '=', organizationId)
    .where('attachments.workspace_id', '=', workspaceId)
    .orderBy('bots.bot_id')
    .execute();
  const bots = new Map<string, { botId: string; name: string }[]>();
  for (const { source_id, bot_id, name } of rows) {
    const of = bots.get(source_id) ?? [];
    bots.set(source_id, of);
    if (of.length < MOST_BOTS) of.push({ botId: bot_id, name: name ?? '[erased]' });
  }
  return bots;
}

/** What lies in the vault about sources. */
interface Kept {
  readonly content: ReadonlySet<string>;
  readonly reads: Awaited<ReturnType<Vault['sourceReads']['of']>>;
}

async function keptOf(
  vault: Vault | undefined,
  organizationId: string,
  rows: readonly Row[],
): Promise<Kept | undefined> {
  if (!vault) return undefined;
  const used = rows.flatMap((row) => row.used_sync_id ?? []);
  const [content, reads] = await Promise.all([
    vault.passages.kept(organizationId, used),
    vault.sourceReads.of(
      organizationId,
      rows.map((row) => row.source_id),
    ),
  ]);
  return { content, reads };
}

function stateOf(row: Row, kept: Kept | undefined): SourceState {
  if (row.used_sync_id !== null) return !kept || kept.content.has(row.used_sync_id) ? 'ready' : 'missing';
  if (row.open_sync_id === null) return 'failed';
  return kept?.reads.get(row.source_id)?.isBegun === true ? 'reading' : 'waiting';
}

function shownSource(row: Row, kept: Kept | undefined, bots: Shown['bots']): Shown {
  const read = kept?.reads.get(row.source_id);
  const { code, failed_at, open_sync_id, open_since } = row;
  return {
    sourceId: row.source_id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    media: row.media,
    name: row.name ?? '[erased]',
    address: row.address,
    levels: row.levels,
    bytes: row.bytes,
    state: stateOf(row, kept),
    failure: code === null || failed_at === null ? null : { code, detail: row.detail, at: failed_at },
    sync:
      open_sync_id === null || open_since === null
        ? null
        : { syncId: open_sync_id, since: open_since, done: read?.done ?? 0, known: read?.known ?? 0 },
    characters: row.characters,
    passages: row.passages,
    pages: row.pages,
    missed: row.missed,
    readAt: row.read_at,
    every: row.every,
    nextAt: read?.due ?? null,
    isShared: row.is_shared,
    bots,
    addedAt: row.added_at,
    sequence: row.sequence,
  };
}

type ListRequest = AskedOf<typeof routes.automation.listSources>;
const urgency: readonly SourceState[] = ['failed', 'missing', 'reading', 'waiting', 'ready'];
const rank = ({ state, failure }: Shown): number => (failure === null ? urgency.indexOf(state) : 0);
const orderIn = (workspaceId: string) => [
  (source: Shown) => (source.workspaceId === workspaceId ? '0' : '1'),
  (source: Shown) => String(rank(source)),
  ({ name }: Shown) => name,
  ({ sourceId }: Shown) => sourceId,
];

function matches(source: Shown, { search = '', state, botId }: ListRequest): boolean {
  const text = search.trim().toLowerCase();
  return (
    (state === undefined || source.state === state) &&
    (botId === undefined || source.bots.some((bot) => bot.botId === botId)) &&
    `${source.name} ${source.address ?? ''}`.toLowerCase().includes(text)
  );
}

/** All are read for any page: there are so many at most (`knowledgeLimits`), and their state is in no table. */
export const ListSources = query(
  'ListSources',
  knowledgeView,
  async (db: Db, asked: ListRequest) => ({ rows: await sourceRows(db, asked), bots: await keepers(db, asked) }),
  async ({ rows, bots }, asked, vault) => {
    const kept = await keptOf(vault, asked.organizationId, rows);
    const all = rows.map((row) => shownSource(row, kept, bots.get(row.source_id) ?? []));
    const page = pageOfAll(
      all.filter((source) => matches(source, asked)),
      orderIn(asked.workspaceId),
      asked,
    );
    const own = all.filter(({ workspaceId }) => workspaceId === asked.workspaceId);
    const websites = own.filter(({ kind }) => kind === 'website').length;
    return {
      items: page.rows,
      next: page.next,
      capacity: {
        files: own.length - websites,
        websites,
        characters: own.reduce((sum, { characters }) => sum + (characters ?? 0), 0),
        failures: own.filter((source) => source.failure !== null || source.state === 'missing').length,
        reading: own.filter(({ sync }) => sync !== null).length,
      },
      gone: [...bots]
        .filter(([sourceId]) => !all.some((source) => source.sourceId === sourceId))
        .slice(0, MOST_GONE)
        .map(([sourceId, keepers]) => ({ sourceId, bots: keepers })),
    };
  },
);

export const ListSourcesController = serve(routes.automation.listSources, ListSources);

/** The source, as far as it is this workspace's or shared. @throws Refused SOURCE_NOT_FOUND, WORKSPACE_NOT_FOUND */
export async function theSource(
  db: Db,
  { sourceId, ...workspace }: Workspace & { readonly sourceId: string },
): Promise<Row> {
  const row = (await sourceRows(db, workspace)).find((each) => each.source_id === sourceId);
  if (!row) throw refused('SOURCE_NOT_FOUND');
  return row;
}

/** One source. @throws Refused SOURCE_NOT_FOUND, WORKSPACE_NOT_FOUND */
export const GetSource = query(
  'GetSource',
  knowledgeView,
  async (db: Db, asked: AskedOf<typeof routes.automation.getSource>) => ({
    row: await theSource(db, asked),
    bots: (await keepers(db, asked)).get(asked.sourceId) ?? [],
  }),
  async ({ row, bots }, { organizationId }, vault) =>
    shownSource(row, await keptOf(vault, organizationId, [row]), bots),
);

export const GetSourceController = serve(routes.automation.getSource, GetSource);
