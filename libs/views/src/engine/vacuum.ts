import { setTimeout as pause } from 'node:timers/promises';
import { connected } from '../sql/connected';
import type { EngineLog } from './log';

interface VacuumOptions {
  readonly databaseUrl: string;
  /** Beside the tables of views: what else somebody was erased from, each as it is written in SQL. */
  readonly others: readonly string[];
  readonly log: EngineLog;
}

const EVERY_MS = 5_000;

/**
 * Takes versions of rows out of the database that said something about people who were erased since. A table that goes
 * meanwhile (its view was built again) took them with it. Any number of processes may do it at once.
 * @returns the tables that were vacuumed
 */
export function vacuumErased({
  databaseUrl,
  others,
}: Pick<VacuumOptions, 'databaseUrl' | 'others'>): Promise<readonly string[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ relation: string; since: string; is_there: boolean }>(
      'SELECT relation, since::text, to_regclass(relation) IS NOT NULL AS is_there FROM views.to_vacuum ORDER BY relation',
    );
    if (rows.length === 0) return [];
    const relations = rows.flatMap(({ relation, is_there: isThere }) => (isThere ? [relation] : []));
    for (const relation of [...others, ...relations]) await client.query(`VACUUM ${relation}`);
    // Those that were remembered anew meanwhile are done again.
    await client.query(
      `DELETE FROM views.to_vacuum AS known USING unnest($1::text[], $2::timestamptz[]) AS done (relation, since)
       WHERE known.relation = done.relation AND known.since = done.since`,
      [rows.map(({ relation }) => relation), rows.map(({ since }) => since)],
    );
    return [...others, ...relations];
  });
}

/** Looks after it until `signal` ends it; what fails is tried again. */
export async function keepVacuuming(options: VacuumOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await vacuumErased(options).catch((error: unknown) => {
      if (!signal.aborted) options.log.error({ error }, 'tables could not be vacuumed after an erasure; tried again');
    });
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
