import { instant } from '@annals/contracts';
import { cut, descending, firstOf, following, key, type Page, type Paging } from '@annals/views';
import { z } from 'zod';
import type { Db, Tables } from './runs-db';
import { matching, partsOf, searchedRuns, type Which } from './which-runs';

/** How the history is sorted. */
export const newestFirst = descending(key('runs.requested_at', instant), key('runs.sequence', z.int()));
type Run = Tables['runs'];

/** So many of the newest are looked through before all that match are looked up. */
const LOOKED_THROUGH = 2_000;
/** Only these have an error. */
const withError = 'failed';

/**
 * A page of the history, newest first. However long the history is and whatever is asked of it, an index says where the
 * next rows are, or they are few, or they are among the newest.
 */
export async function pageOfRuns(db: Db, which: Which, paging: Paging): Promise<Page<Run>> {
  const [recent, old] = partsOf(which);
  const found = recent.text === undefined ? await runsOf(db, recent, paging) : await saying(db, recent, paging);
  const all = old === undefined ? found : newest([...found, ...(await allThat(db, old, paging))], paging);
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

async function failedSaying(db: Db, which: Which, paging: Paging): Promise<readonly Run[]> {
  if (which.status !== undefined && which.status !== withError) return [];
  const failed = { ...which, status: withError } as const;
  return (await among(db, { which: failed, lead: { status: withError } }, paging)) ?? allThat(db, failed, paging);
}

async function runsOf(db: Db, which: Which, paging: Paging): Promise<readonly Run[]> {
  const { bots, triggerId, actor, status, source } = which;
  const lead = Object.entries({ triggerId, actor, status, source }).find(([, asked]) => asked !== undefined);
  if (bots === undefined || (bots.length === 1 && lead !== undefined))
    return firstOf(
      db
        .selectFrom('runs')
        .selectAll('runs')
        .where((row) => matching(row, which)),
      newestFirst,
      paging,
    ).execute();
  if (lead === undefined) return newestOfEach(db, { ...which, bots }, paging);
  return (await among(db, { which, lead: Object.fromEntries([lead]) }, paging)) ?? allThat(db, which, paging);
}

/**
 * Each bot says from its index where its newest ones are, and the newest of these are read: walking back through
 * everybody's until enough are found could take for ever.
 */
function newestOfEach(db: Db, { bots, ...which }: Which & { bots: readonly string[] }, paging: Paging) {
  const places = db
    .selectFrom('bots')
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('runs')
            .select(['runs.organization_id', 'runs.requested_at', 'runs.sequence'])
            .whereRef('runs.bot_id', '=', 'bots.bot_id')
            .where((row) => matching(row, which)),
          newestFirst,
          paging,
        ).as('runs'),
      (join) => join.onTrue(),
    )
    .select(['runs.organization_id', 'runs.requested_at', 'runs.sequence'])
    .where('bots.organization_id', '=', which.organizationId)
    .where('bots.bot_id', 'in', bots.length === 0 ? [NO_BOT] : bots);
  return db
    .selectFrom(firstOf(places, newestFirst, paging).as('place'))
    .innerJoin('runs', (join) =>
      join
        .onRef('runs.organization_id', '=', 'place.organization_id')
        .onRef('runs.requested_at', '=', 'place.requested_at')
        .onRef('runs.sequence', '=', 'place.sequence'),
    )
    .selectAll('runs')
    .orderBy('runs.requested_at', 'desc')
    .orderBy('runs.sequence', 'desc')
    .execute();
}
const NO_BOT = '00000000-0000-0000-0000-000000000000';

interface Led {
  readonly which: Which;
  /** What of it has an index by time. */
  readonly lead: Partial<Which>;
}

/** A page of what is among the newest; undefined where it has less, so that there may be more further down. */
async function among(db: Db, { which, lead }: Led, paging: Paging): Promise<readonly Run[] | undefined> {
  const { organizationId, from, to, kept } = which;
  const lately = firstOf(
    db
      .selectFrom('runs')
      .selectAll('runs')
      .where((row) => matching(row, { organizationId, from, to, kept, named: [], ...lead })),
    newestFirst,
    { ...paging, limit: LOOKED_THROUGH - 1 },
  );
  const found = await firstOf(
    db
      .selectFrom(lately.as('runs'))
      .selectAll('runs')
      .where((row) => matching(row, which)),
    newestFirst,
    { limit: paging.limit },
  ).execute();
  return found.length > paging.limit ? found : undefined;
}

/** All that match are looked up, by whichever indexes, and then sorted. */
function allThat(db: Db, which: Which, paging: Paging): Promise<readonly Run[]> {
  const all = searchedRuns(db, which)
    .selectAll('runs')
    .where((row) => matching(row, which));
  const found = following(all, newestFirst, paging.cursor);
  const query = db
    .with(
      (cte) => cte('found').materialized(),
      () => found,
    )
    .selectFrom('found as runs')
    .selectAll('runs');
  return firstOf(query, newestFirst, { limit: paging.limit }).execute();
}
