import { refused, type ListRuns, type Run as RunAnswer, runStatus } from '@annals/contracts';
import { pageOf, sequenceOf } from '@annals/platform';
import { ViewReader, type TablesOf } from '@annals/views';
import { Vault, type RunProgress } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { z } from 'zod';
import { requestersOf, type Sight } from './requesters';
import { runs } from './runs.view';

type Tables = TablesOf<typeof runs>;
type Run = z.output<typeof RunAnswer>;
interface Reader {
  readonly organizationId: string;
  /** Whose names they may see. */
  readonly sight: Sight;
}
type RunsRequest = z.output<typeof ListRuns> & Reader;
type Page = { readonly items: readonly Run[]; readonly next: string | null };

/** The history of runs, newest first. */
export class RunsQuery extends Query<Page> {
  constructor(
    readonly asked: RunsRequest,
    readonly minPosition?: string,
  ) {
    super();
  }
}

/** One run. @throws Refused RUN_NOT_FOUND */
export class RunQuery extends Query<Run> {
  constructor(
    readonly asked: Reader & { readonly runId: string },
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(RunsQuery)
export class RunsHandler implements IQueryHandler<RunsQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ asked, minPosition }: RunsQuery): Promise<Page> {
    const before = asked.cursor === undefined ? undefined : sequenceOf(asked.cursor);
    const { rows, next } = await this.views.read(
      runs,
      { organization: asked.organizationId },
      async (db) => {
        const found = await selected(db)
          .where((row) => matching(row, asked))
          .$if(before !== undefined, (query) => query.where('runs.sequence', '<', before ?? 0))
          .orderBy('runs.sequence', 'desc')
          .limit(asked.limit + 1)
          .execute();
        const page = pageOf(found, asked.limit);
        return { next: page.next, rows: await requested(db, page.rows, asked) };
      },
      minPosition === undefined ? {} : { minPosition },
    );
    return { items: await withProgress(this.vault, asked.organizationId, rows), next };
  }
}

@QueryHandler(RunQuery)
export class RunHandler implements IQueryHandler<RunQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ asked, minPosition }: RunQuery): Promise<Run> {
    const { organizationId, runId } = asked;
    const found = await this.views.read(
      runs,
      { organization: organizationId },
      async (db) => {
        const rows = await selected(db)
          .where('runs.organization_id', '=', organizationId)
          .where('runs.run_id', '=', runId)
          .execute();
        return requested(db, rows, asked);
      },
      minPosition === undefined ? {} : { minPosition },
    );
    const [run] = await withProgress(this.vault, organizationId, found);
    if (!run) throw refused('RUN_NOT_FOUND');
    return run;
  }
}

function selected(db: Kysely<Tables>) {
  return db
    .selectFrom('runs')
    .leftJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'runs.organization_id').onRef('bots.bot_id', '=', 'runs.bot_id'),
    )
    .selectAll('runs')
    .select('bots.name as bot_name');
}

/** `search` looks for a part of an error or of a bot's name. */
function matching(
  row: ExpressionBuilder<Tables & { bots: Tables['bots'] }, 'runs' | 'bots'>,
  asked: RunsRequest,
): Expression<SqlBool> {
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
type Requested = Row & { readonly requester: Run['requestedBy'] };

async function requested(
  db: Kysely<Tables>,
  rows: readonly Row[],
  { organizationId, sight }: Reader,
): Promise<Requested[]> {
  const requester = await requestersOf(db, { organizationId, sight, actors: rows.map((row) => row.requested_by) });
  return rows.map((row) => ({ ...row, requester: requester(row.requested_by) }));
}

/** How far running ones are: told by their bots, and kept beside the log. */
async function withProgress(vault: Vault, organizationId: string, rows: readonly Requested[]): Promise<Run[]> {
  const running = rows.filter(({ status }) => status === 'running').map((row) => row.run_id);
  const progress = await vault.presence.progressOf(organizationId, running);
  return rows.map((row) => runOf(row, progress.get(row.run_id) ?? null));
}

function runOf(row: Requested, progress: RunProgress | null): Run {
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
    progress,
  };
}
