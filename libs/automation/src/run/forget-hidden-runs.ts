import { fewestRunsKeptDays } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import type { RunRemains } from '@annals/vault';
import { ViewReader, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { isKept, keptAt } from '../views/kept-runs';
import { runs } from '../views/runs/runs.view';

/** So many runs at a time; a process that ends between two goes on with what is left the next time. */
const AT_ONCE = 500;

/** Which of these are hidden: the organization, or their workspace, keeps runs for a shorter time (W23). */
async function hidden(db: ViewDb<typeof runs>, organizationId: string, ids: readonly string[], now: Instant) {
  const kept = await keptAt(db, organizationId, now);
  if (kept.hidden.length === 0) return [];
  const { rows } = await sql<{ runId: string }>`SELECT run_id AS "runId" FROM runs
    WHERE organization_id = ${organizationId} AND run_id = ANY (${[...ids]}::uuid[]) AND NOT ${isKept(kept)}`.execute(
    db,
  );
  return rows.map(({ runId }) => runId);
}

/** Of a few runs, by organization. */
async function forget({ vault, ask }: Tools, some: readonly RunRemains[], now: Instant): Promise<void> {
  const views = ask(ViewReader);
  const organizations = [...new Set(some.map(({ organizationId }) => organizationId))];
  await eachDue(
    organizations,
    async (organization) => {
      const ids = some.filter(({ organizationId }) => organizationId === organization).map(({ runId }) => runId);
      const gone = await views.read(runs, { organization }, (db) => hidden(db, organization, ids, now));
      await vault.runRemains.forget(organization, gone);
    },
    'organizations kept what went into runs that they hide',
  );
}

/** @throws AggregateError when something could not be forgotten: it is found again the next time */
async function sweep(tools: Tools, now: Instant, ending: AbortSignal | undefined): Promise<void> {
  const before = plus(now, { days: -fewestRunsKeptDays });
  const faults: unknown[] = [];
  for (let last: RunRemains | undefined; ending?.aborted !== true;) {
    const some = await tools.vault.runRemains.before(before, last, AT_ONCE);
    await forget(tools, some, now).catch((fault: unknown) => faults.push(fault));
    last = some.at(-1);
    if (some.length < AT_ONCE) break;
  }
  if (faults.length > 0) throw new AggregateError(faults, 'What hidden runs left could not all be forgotten');
}

/** W23: what went into runs, came out of them and what they said is forgotten once they are hidden, not after 30 days. */
export const forgetHiddenRuns = timer({
  name: 'forget-hidden-runs',
  everyMs: 3_600_000,
  does: (tools) => (now, ending) => sweep(tools, now, ending),
});
