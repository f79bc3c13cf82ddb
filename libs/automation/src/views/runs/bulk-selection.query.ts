import { BULK_RUNS_AT_MOST, refused, type BulkAct, type LeftOutWhy } from '@annals/contracts';
import { botsWith, nowFor } from '@annals/platform';
import { Vault } from '@annals/vault';
import { ViewReader, type ViewDb } from '@annals/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SelectRuns, type Selection } from '../../bulk/select-runs.port';
import { openStatuses } from '../kept-runs';
import { isHidden, sightOf } from './requesters';
import { runs } from './runs.view';
import { matching, searchedRuns, whichRuns } from './which-runs';

/** A run that matches, as far as it matters here. */
export interface Candidate {
  readonly runId: string;
  readonly status: string;
  readonly input: string | null;
  /** It was run again, and that one is not over or succeeded. */
  readonly retried: boolean;
}

const stoppedOnPurpose = ['stopped', 'killed'];

/** Why something is not done to a run; undefined where it is. */
const reasons: Readonly<Record<BulkAct, (run: Candidate, kept: ReadonlySet<string>) => LeftOutWhy | undefined>> = {
  retry: ({ status, input, retried }, kept) => {
    if (openStatuses.includes(status)) return 'open';
    if (status === 'succeeded') return 'succeeded';
    if (stoppedOnPurpose.includes(status)) return 'stopped';
    if (retried) return 'retried';
    return input !== null && !kept.has(input) ? 'input_gone' : undefined;
  },
  stop: ({ status }) => {
    if (status === 'running' || status === 'suspended') return undefined;
    if (status === 'stopping') return 'stopped';
    return status === 'requested' ? 'waits' : 'over';
  },
  cancel: ({ status }) => {
    if (status === 'requested') return undefined;
    return openStatuses.includes(status) ? 'begun' : 'over';
  },
};

/** Which of these it is done to, and why the others are left out. */
export function selectionOf(act: BulkAct, found: readonly Candidate[], kept: ReadonlySet<string>): Selection {
  const runIds: string[] = [];
  const leftOut = new Map<LeftOutWhy, number>();
  for (const run of found) {
    const why = reasons[act](run, kept);
    if (why === undefined) runIds.push(run.runId);
    else leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  }
  return { matching: found.length, runIds, leftOut: [...leftOut].map(([why, many]) => ({ why, runs: many })) };
}

async function candidates(db: ViewDb<typeof runs>, selection: SelectRuns): Promise<Candidate[]> {
  const { organizationId, filter } = selection.asked;
  if (isHidden(filter.actor, sightOf(selection.context))) return [];
  const { runIds, ...asked } = filter;
  const which = await whichRuns(
    db,
    { organizationId, ...asked },
    { scope: botsWith(selection.context, 'runs:bulk'), now: nowFor(selection.context) },
  );
  const rows = await searchedRuns(db, which)
    .leftJoin('runs as again', (join) =>
      join
        .onRef('again.organization_id', '=', 'runs.organization_id')
        .onRef('again.retry_of', '=', 'runs.run_id')
        .on('again.status', 'in', [...openStatuses, 'succeeded']),
    )
    .select(['runs.run_id as runId', 'runs.status', 'runs.input', 'again.run_id as again'])
    .distinctOn('runs.sequence')
    .where((row) => matching(row, which))
    .$if(runIds !== undefined, (some) => some.where('runs.run_id', 'in', runIds ?? []))
    .orderBy('runs.sequence')
    .limit(BULK_RUNS_AT_MOST + 1)
    .execute();
  return rows.map(({ again, ...row }) => ({ ...row, retried: again !== null }));
}

/** Reads the run history as it is; whether a run can be what is asked is decided by its own stream, later. */
@QueryHandler(SelectRuns)
export class SelectRunsHandler implements IQueryHandler<SelectRuns> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute(query: SelectRuns): Promise<Selection> {
    const { organizationId, act } = query.asked;
    const found = await this.views.read(
      runs,
      { organization: organizationId },
      (db) => candidates(db, query),
      query.context,
    );
    if (found.length > BULK_RUNS_AT_MOST) throw refused('RUNS_BULK_LIMIT', { limit: BULK_RUNS_AT_MOST });
    const inputs = act === 'retry' ? found.flatMap(({ input }) => input ?? []) : [];
    return selectionOf(act, found, await this.vault.payloads.kept(organizationId, inputs));
  }
}
