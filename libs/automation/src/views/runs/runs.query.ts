import {
  refused,
  routes,
  type AskedOf,
  type OneRun as OneRunAnswer,
  type Permission,
  type Run as RunAnswer,
  runStatus,
} from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { botsWith, nowFor, query, type QueryContext, serve } from '@annals/platform';
import type { RunProgress, Vault } from '@annals/vault';
import type { z } from 'zod';
import { isKept, keptAt } from '../kept-runs';
import { isHidden, requestersOf, sightOf } from './requesters';
import { pageOfRuns } from './run-pages';
import { runs } from './runs.view';
import type { Db, Tables } from './runs-db';
import { whichRuns } from './which-runs';

type Run = z.output<typeof RunAnswer>;
type OneRun = z.output<typeof OneRunAnswer>;
type RunsRequest = AskedOf<typeof routes.automation.listRuns>;
type RunRequest = AskedOf<typeof routes.automation.getRun>;

type Requested = Tables['runs'] & {
  readonly bot_name: string | null;
  readonly trigger_name: string | null;
  readonly requester: Run['requestedBy'];
};

interface Reader {
  readonly organizationId: string;
  readonly context: QueryContext;
}

/** With what their bots and triggers are called, and who asked for each, as far as the reader may see people. */
async function requested(
  db: Db,
  rows: readonly Tables['runs'][],
  { organizationId, context }: Reader,
): Promise<Requested[]> {
  const actors = rows.map((row) => row.requested_by);
  const requester = await requestersOf(db, { organizationId, sight: sightOf(context), actors });
  const [bots, triggers] = [await botNames(db, organizationId, rows), await triggerNames(db, organizationId, rows)];
  return rows.map((row) => ({
    ...row,
    bot_name: bots.get(row.bot_id) ?? null,
    trigger_name: triggers.get(row.trigger_id ?? '') ?? null,
    requester: requester(row.requested_by),
  }));
}

async function botNames(db: Db, organizationId: string, rows: readonly Tables['runs'][]) {
  const ids = [...new Set(rows.map(({ bot_id }) => bot_id))];
  if (ids.length === 0) return new Map<string, string | null>();
  const found = await db
    .selectFrom('bots')
    .select(['bot_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('bot_id', 'in', ids)
    .execute();
  return new Map(found.map(({ bot_id, name }) => [bot_id, name]));
}

async function triggerNames(db: Db, organizationId: string, rows: readonly Tables['runs'][]) {
  const ids = [...new Set(rows.flatMap(({ trigger_id }) => trigger_id ?? []))];
  if (ids.length === 0) return new Map<string, string | null>();
  const found = await db
    .selectFrom('triggers')
    .select(['trigger_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('trigger_id', 'in', ids)
    .execute();
  return new Map(found.map(({ trigger_id, name }) => [trigger_id, name]));
}

/** How far running ones are, as told by their bots, and how many runs waiting ones wait for: kept beside the log. */
async function withMoment(
  vault: Vault | undefined,
  organizationId: string,
  rows: readonly Requested[],
): Promise<Run[]> {
  if (!vault) return rows.map((row) => runOf(row));
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
  const { cursor, limit, ...filter } = asked;
  const which = await whichRuns(db, filter, { scope: botsWith(context, permission), now: nowFor(context) });
  const { rows, next } = await pageOfRuns(db, which, { cursor, limit });
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

/** W23 @throws Refused RUN_NOT_KEPT */
async function mustBeKept(db: Db, { organization_id, run_id }: Tables['runs'], now: Instant): Promise<void> {
  const kept = await keptAt(db, organization_id, now);
  const seen = await db
    .selectFrom('runs')
    .select('run_id')
    .where('organization_id', '=', organization_id)
    .where('run_id', '=', run_id)
    .where(isKept(kept))
    .executeTakeFirst();
  if (!seen) throw refused('RUN_NOT_KEPT');
}

/** The row of a run that the guard let somebody ask for. @throws Refused RUN_NOT_FOUND, RUN_NOT_KEPT */
export async function theRun(db: Db, asked: RunRequest, context: Pick<QueryContext, 'past'>): Promise<Tables['runs']> {
  const row = await db
    .selectFrom('runs')
    .selectAll('runs')
    .where('runs.organization_id', '=', asked.organizationId)
    .where('runs.run_id', '=', asked.runId)
    .executeTakeFirst();
  if (!row) throw refused('RUN_NOT_FOUND');
  await mustBeKept(db, row, nowFor(context));
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
    rows: await requested(db, [await theRun(db, asked, context)], { ...asked, context }),
    notes: await notesOf(db, asked, context),
  }),
  async ({ rows, notes }, { organizationId }, vault) => {
    const [run] = await withMoment(vault, organizationId, rows);
    if (!run) throw refused('RUN_NOT_FOUND');
    return { ...run, notes };
  },
);

export const GetRunController = serve(routes.automation.getRun, GetRun);
