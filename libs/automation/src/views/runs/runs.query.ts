import {
  refused,
  routes,
  type AskedOf,
  type OneRun as OneRunAnswer,
  instant,
  type Permission,
  type Run as RunAnswer,
  runStatus,
} from '@annals/contracts';
import { query, serve, workspacesWith, type QueryContext } from '@annals/platform';
import type { RunProgress, Vault } from '@annals/vault';
import {
  contains,
  descending,
  firstOf,
  inWorkspaces,
  key,
  pageOf,
  type TablesOf,
  type ViewDb,
  type WorkspaceScope,
} from '@annals/views';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { z } from 'zod';
import { isHidden, requestersOf, sightOf } from './requesters';
import { runs } from './runs.view';

type Tables = TablesOf<typeof runs>;
type Db = ViewDb<typeof runs>;
type Run = z.output<typeof RunAnswer>;
type OneRun = z.output<typeof OneRunAnswer>;
type RunsRequest = AskedOf<typeof routes.automation.listRuns>;
type Scoped = RunsRequest & { readonly scope: WorkspaceScope };
type RunRequest = AskedOf<typeof routes.automation.getRun>;

const newestFirst = descending(key('runs.requested_at', instant), key('runs.sequence', z.int()));

/** Runs with the names of their bots and triggers. */
export function selected(db: Db) {
  return db
    .selectFrom('runs')
    .leftJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'runs.organization_id').onRef('bots.bot_id', '=', 'runs.bot_id'),
    )
    .leftJoin('triggers', (join) =>
      join
        .onRef('triggers.organization_id', '=', 'runs.organization_id')
        .onRef('triggers.trigger_id', '=', 'runs.trigger_id'),
    )
    .selectAll('runs')
    .select(['bots.name as bot_name', 'triggers.name as trigger_name']);
}

/**
 * The same of the bots in some workspaces: each gives its newest ones. Walking back through everybody's runs until
 * enough of these are found would take as long as the history is.
 */
function newestOfEach(db: Db, { scope, ...asked }: Scoped) {
  return db
    .selectFrom('bots')
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('runs')
            .selectAll('runs')
            .whereRef('runs.bot_id', '=', 'bots.bot_id')
            .where((row) => matching(row, { ...asked, scope })),
          newestFirst,
          asked,
        ).as('runs'),
      (join) => join.onTrue(),
    )
    .leftJoin('triggers', (join) =>
      join
        .onRef('triggers.organization_id', '=', 'runs.organization_id')
        .onRef('triggers.trigger_id', '=', 'runs.trigger_id'),
    )
    .selectAll('runs')
    .select(['bots.name as bot_name', 'triggers.name as trigger_name'])
    .where('bots.organization_id', '=', asked.organizationId);
}

function pageOfRuns(db: Db, asked: Scoped) {
  if (asked.scope !== 'all' || asked.workspaceId !== undefined)
    return pageOf(newestOfEach(db, asked), newestFirst, asked);
  return pageOf(
    selected(db).where((row) => matching(row, asked)),
    newestFirst,
    asked,
  );
}

/** Which runs match. `search` looks for a part of an error or of a bot's name. */
export function matching(
  row: ExpressionBuilder<Tables & { bots: Tables['bots'] }, 'runs' | 'bots'>,
  { scope, ...asked }: Omit<Scoped, 'limit' | 'cursor'>,
): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [
    row('runs.organization_id', '=', asked.organizationId),
    inWorkspaces('bots.workspace_id', scope),
    contains(row, ['runs.error', 'bots.name'], asked.search),
  ];
  if (asked.workspaceId !== undefined) all.push(row('bots.workspace_id', '=', asked.workspaceId));
  if (asked.actor !== undefined) all.push(row('runs.requested_by', '=', asked.actor));
  if (asked.botId !== undefined) all.push(row('runs.bot_id', '=', asked.botId));
  if (asked.status !== undefined) all.push(row('runs.status', '=', asked.status));
  if (asked.triggerId !== undefined) all.push(row('runs.trigger_id', '=', asked.triggerId));
  if (asked.source !== undefined) all.push(row('runs.source', '=', asked.source));
  if (asked.from !== undefined) all.push(row('runs.requested_at', '>=', asked.from));
  if (asked.to !== undefined) all.push(row('runs.requested_at', '<', asked.to));
  return row.and(all);
}

type Row = Tables['runs'] & { readonly bot_name: string | null; readonly trigger_name: string | null };
type Requested = Row & { readonly requester: Run['requestedBy'] };

interface Reader {
  readonly organizationId: string;
  readonly context: QueryContext;
}

/** With who asked for each, as far as the reader may see people. */
async function requested(db: Db, rows: readonly Row[], { organizationId, context }: Reader): Promise<Requested[]> {
  const actors = rows.map((row) => row.requested_by);
  const requester = await requestersOf(db, { organizationId, sight: sightOf(context), actors });
  return rows.map((row) => ({ ...row, requester: requester(row.requested_by) }));
}

/** How far running ones are, as told by their bots, and how many runs waiting ones wait for: kept beside the log. */
async function withMoment(vault: Vault, organizationId: string, rows: readonly Requested[]): Promise<Run[]> {
  const idsOf = (...any: readonly string[]) =>
    rows.filter(({ status }) => any.includes(status)).map((row) => row.run_id);
  const progress = await vault.presence.progressOf(organizationId, idsOf('running', 'suspended', 'stopping'));
  const ahead = await vault.runQueue.ahead(organizationId, idsOf('requested'));
  return rows.map((row) => runOf(row, { progress: progress.get(row.run_id), ahead: ahead.get(row.run_id) }));
}

interface Moment {
  readonly progress: RunProgress | undefined;
  readonly ahead: number | undefined;
}

/** A run as the history has it. */
export function runOf(row: Requested, { progress, ahead }: Partial<Moment> = {}): Run {
  return {
    runId: row.run_id,
    botId: row.bot_id,
    botName: row.bot_name ?? '[erased]',
    status: runStatus.parse(row.status),
    source: row.source,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    code: row.code,
    error: row.error,
    requestedBy: row.requester,
    sequence: row.sequence,
    retryOf: row.retry_of,
    trigger:
      row.trigger_id === null
        ? null
        : { triggerId: row.trigger_id, name: row.trigger_name ?? '[erased]', due: row.due },
    timeLimit: row.time_limit,
    worker: row.worker,
    configuration: row.configuration,
    ahead: ahead ?? null,
    progress: progress ?? null,
  };
}

interface Sight {
  readonly context: QueryContext;
  readonly permission: Permission;
}

/** A page of the history, of the workspaces where who asks holds the permission. */
export async function historyPage(db: Db, asked: RunsRequest, { context, permission }: Sight) {
  if (isHidden(asked.actor, sightOf(context))) return { next: null, rows: [] };
  const { rows, next } = await pageOfRuns(db, { ...asked, scope: workspacesWith(context, permission) });
  return { next, rows: await requested(db, rows, { ...asked, context }) };
}

/** The history of runs, newest first. */
export const ListRuns = query(
  'ListRuns',
  runs,
  (db: Db, asked: RunsRequest, context) => historyPage(db, asked, { context, permission: 'runs:read' }),
  async ({ rows, next }, { organizationId }, vault) => ({ items: await withMoment(vault, organizationId, rows), next }),
);

export const ListRunsController = serve(routes.automation.listRuns, ListRuns);

/** The row of a run, for who holds the permission where its bot is. @throws Refused RUN_NOT_FOUND */
export async function theRun(db: Db, asked: RunRequest, { context, permission }: Sight): Promise<Row> {
  const row = await selected(db)
    .where('runs.organization_id', '=', asked.organizationId)
    .where('runs.run_id', '=', asked.runId)
    .where(inWorkspaces('bots.workspace_id', workspacesWith(context, permission)))
    .executeTakeFirst();
  if (!row) throw refused('RUN_NOT_FOUND');
  return row;
}

/** What people noted about a run, the oldest first. */
async function notesOf(db: Db, { organizationId, runId }: RunRequest, context: QueryContext): Promise<OneRun['notes']> {
  const rows = await db
    .selectFrom('notes')
    .select(['at', 'by', 'note'])
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .orderBy('sequence')
    .execute();
  const author = await requestersOf(db, { organizationId, sight: sightOf(context), actors: rows.map(({ by }) => by) });
  return rows.map(({ at, by, note }) => ({ at, by: author(by), note: note ?? '[erased]' }));
}

/** One run. @throws Refused RUN_NOT_FOUND */
export const GetRun = query(
  'GetRun',
  runs,
  async (db: Db, asked: RunRequest, context) => ({
    rows: await requested(db, [await theRun(db, asked, { context, permission: 'runs:read' })], { ...asked, context }),
    notes: await notesOf(db, asked, context),
  }),
  async ({ rows, notes }, { organizationId }, vault) => {
    const [run] = await withMoment(vault, organizationId, rows);
    if (!run) throw refused('RUN_NOT_FOUND');
    return { ...run, notes };
  },
);

export const GetRunController = serve(routes.automation.getRun, GetRun);
