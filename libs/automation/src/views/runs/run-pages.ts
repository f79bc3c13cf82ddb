import { cut, firstOf, type Page, type Paging } from '@annals/views';
import type { Db } from './runs-db';
import {
  among,
  inBoth,
  lookedUp,
  newestFirst,
  newestOfEach,
  sayingAmong,
  sayingIt,
  type Led,
  type Run,
} from './found-runs';
import { matching, partsOf, type Which } from './which-runs';

/** Only these have an error. */
const withError = { status: 'failed' } as const;
/** A text that so many of the newest failures have (`sayingAmong`) is had by very many, */
const FREQUENT = 10;
/** and one that fewer have than this is looked up, because walking to a page of it would take longer. */
const NOW_AND_THEN = 2;

/**
 * A page of the history, newest first. However long the history is and whatever is asked of it, an index says where the
 * next rows are, or they are few, or they are among the newest.
 */
export async function pageOfRuns(db: Db, which: Which, paging: Paging): Promise<Page<Run>> {
  if (which.bots?.length === 0) return { rows: [], next: null };
  const [recent, old] = partsOf(which);
  const found = recent.text === undefined ? await runsOf(db, recent, paging) : await saying(db, recent, paging);
  const all = old === undefined ? found : newest([...found, ...(await lookedUp(db, old, paging))], paging);
  return cut(all, paging.limit, ({ requested_at, sequence }) => [requested_at, sequence]);
}

const newest = (some: readonly Run[], { limit }: Paging): readonly Run[] =>
  [...some]
    .sort((one, other) => other.requested_at.localeCompare(one.requested_at) || other.sequence - one.sequence)
    .slice(0, limit + 1);

/** Runs whose error says it, and those of bots that are called so: each found by itself. */
async function saying(db: Db, { named, ...which }: Which, paging: Paging): Promise<readonly Run[]> {
  const bots = which.bots === undefined ? named : named.filter((bot) => which.bots?.includes(bot));
  const ofNamed = bots.length === 0 ? [] : await runsOf(db, { ...which, text: undefined, named: [], bots }, paging);
  const known = new Set(ofNamed.map(({ run_id }) => run_id));
  const failed = await failedSaying(db, { ...which, named: [] }, paging);
  return newest([...ofNamed, ...failed.filter(({ run_id }) => !known.has(run_id))], paging);
}

async function failedSaying(db: Db, asked: Which, paging: Paging): Promise<readonly Run[]> {
  if (asked.status !== undefined && asked.status !== withError.status) return [];
  const which = { ...asked, ...withError };
  const led = { which, lead: withError };
  const often = await sayingAmong(db, led, paging);
  if (often < NOW_AND_THEN) return sayingIt(db, which, paging);
  const found = await among(db, led, paging);
  if (found !== undefined) return found;
  const lead = askerIn(which);
  if (often < FREQUENT || (which.bots ?? lead) === undefined) return sayingIt(db, which, paging);
  // Many say it, so few are what else is asked for.
  if (which.bots !== undefined) return newestOfEach(db, { ...which, bots: which.bots }, paging);
  return ledBy(db, { which, lead: lead ?? {} }, { ...paging, other: withError });
}

async function runsOf(db: Db, which: Which, paging: Paging): Promise<readonly Run[]> {
  const { bots } = which;
  const lead = askerIn(which);
  if (bots === undefined || (bots.length === 1 && (lead ?? which.triggerId) !== undefined))
    return firstOf(
      db
        .selectFrom('runs')
        .selectAll('runs')
        .where((row) => matching(row, which)),
      newestFirst,
      paging,
    ).execute();
  if (lead === undefined) return newestOfEach(db, { ...which, bots }, paging);
  return ledBy(db, { which, lead }, { ...paging, other: { bots } });
}

/** Looked for among the newest of the one, and then in both. */
const ledBy = async (db: Db, led: Led, { other, ...paging }: Paging & { other: Partial<Which> }) =>
  (await among(db, led, paging)) ?? inBoth(db, { ...led, other }, paging);

/** Who asked, or how: what of it has an index by time beside that of bots and their states. */
function askerIn({ actor, source }: Which): Partial<Which> | undefined {
  if (actor !== undefined) return { actor };
  return source === undefined ? undefined : { source };
}
