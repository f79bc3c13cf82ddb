import { refused, type ListRuns, type Run as RunAnswer, runSource, runStatus } from '@annals/contracts';
import { pageOf, placeOf } from '@annals/platform';
import { ViewReader, type TablesOf } from '@annals/views';
import { Vault, type RunProgress } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { z } from 'zod';
import { runs } from './runs.view';

type Tables = TablesOf<typeof runs>;
type Run = z.output<typeof RunAnswer>;
type Asked = z.output<typeof ListRuns> & { readonly organizationId: string };

/** The history of runs, newest first. */
export class RunsQuery extends Query<{ readonly items: readonly Run[]; readonly next: string | null }> {
  constructor(readonly asked: Asked, readonly minPosition?: string) {
    super();
  }
}

/** One run. @throws Refused RUN_NOT_FOUND */
export class RunQuery extends Query<Run> {
  constructor(readonly organizationId: string, readonly runId: string, readonly minPosition?: string) {
    super();
  }
}

@QueryHandler(RunsQuery)
export class RunsHandler implements IQueryHandler<RunsQuery> {
  constructor(private readonly views: ViewReader, private readonly vault: Vault) {}

  async execute({ asked, minPosition }: RunsQuery): Promise<{ readonly items: readonly Run[]; readonly next: string | null }> {
    const before = asked.cursor === undefined ? undefined : placeOf(asked.cursor);
    const found = await this.views.read(runs, { organization: asked.organizationId }, (db) => selected(db).where((row) => matching(row, asked))
      .$if(before !== undefined, (query) => query.where('runs.sequence', '<', before ?? 0)).orderBy('runs.sequence', 'desc').limit(asked.limit + 1).execute(),
    minPosition === undefined ? {} : { minPosition });
    const { rows, next } = pageOf(found, asked.limit);
    return { items: await withProgress(this.vault, asked.organizationId, rows), next };
  }
}

@QueryHandler(RunQuery)
export class RunHandler implements IQueryHandler<RunQuery> {
  constructor(private readonly views: ViewReader, private readonly vault: Vault) {}

  async execute({ organizationId, runId, minPosition }: RunQuery): Promise<Run> {
    const found = await this.views.read(runs, { organization: organizationId }, (db) => selected(db).where('runs.organization_id', '=', organizationId).where('runs.run_id', '=', runId).execute(),
      minPosition === undefined ? {} : { minPosition });
    const [run] = await withProgress(this.vault, organizationId, found);
    if (!run) throw refused('RUN_NOT_FOUND');
    return run;
  }
}

function selected(db: Kysely<Tables>) {
  return db.selectFrom('runs').leftJoin('bots', (join) => join.onRef('bots.organization_id', '=', 'runs.organization_id').onRef('bots.bot_id', '=', 'runs.bot_id'))
    .selectAll('runs').select('bots.name as bot_name');
}

/** `search` looks for a part of an error or of a bot's name. */
function matching(row: ExpressionBuilder<Tables & { bots: Tables['bots'] }, 'runs' | 'bots'>, asked: Asked): Expression<SqlBool> {
  const part = asked.search?.trim();
  const all: Expression<SqlBool>[] = [row('runs.organization_id', '=', asked.organizationId)];
  if (asked.botId !== undefined) all.push(row('runs.bot_id', '=', asked.botId));
  if (asked.status !== undefined) all.push(row('runs.status', '=', asked.status));
  if (asked.source !== undefined) all.push(row('runs.source', '=', asked.source));
  if (asked.from !== undefined) all.push(row('runs.requested_at', '>=', asked.from));
  if (asked.to !== undefined) all.push(row('runs.requested_at', '<', asked.to));
  if (part !== undefined && part !== '') {
    const like = `%${part.replace(/[\\%_]/g, (wild) => `\\${wild}`)}%`;
    all.push(row.or([row('runs.error', 'ilike', like), row('bots.name', 'ilike', like)]));
  }
  return row.and(all);
}

type Row = Tables['runs'] & { readonly bot_name: string | null };

/** How far running ones are: told by their bots, and kept beside the log. */
async function withProgress(vault: Vault, organizationId: string, rows: readonly Row[]): Promise<Run[]> {
  const running = rows.filter(({ status }) => status === 'running').map((row) => row.run_id);
  const progress = await vault.presence.progressOf(organizationId, running);
  return rows.map((row) => runOf(row, progress.get(row.run_id) ?? null));
}

function runOf(row: Row, progress: RunProgress | null): Run {
  return {
    runId: row.run_id, botId: row.bot_id, botName: row.bot_name ?? '[erased]', status: runStatus.parse(row.status), source: runSource.parse(row.source),
    requestedAt: row.requested_at, startedAt: row.started_at, endedAt: row.ended_at, code: row.code, error: row.error, requestedBy: row.requested_by, sequence: row.sequence, progress,
  };
}
