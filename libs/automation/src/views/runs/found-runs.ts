import { instant } from '@annals/contracts';
import { descending, firstOf, following, key, type Paging } from '@annals/views';
import { z } from 'zod';
import type { Db, Tables } from './runs-db';
import { matching, searchedRuns, type Which } from './which-runs';

/** How the history is sorted. */
export const newestFirst = descending(key('runs.requested_at', instant), key('runs.sequence', z.int()));
export type Run = Tables['runs'];

/** So many of the newest are looked through first, */
const LOOKED_THROUGH = 1_000;
/** and so many where that found enough to make a page likely. */
const LOOKED_FURTHER = 10_000;
const ENOUGH = 6;
/** So many of the newest tell how many say a text: reading a text takes longer than finding its row. */
const SAMPLE = 200;

/**
 * Each bot says from its index where its newest ones are, and the newest of these are read: walking back through
 * everybody's until enough are found could take for ever.
 */
export function newestOfEach(db: Db, { bots, ...which }: Which & { bots: readonly string[] }, paging: Paging) {
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
    .where('bots.bot_id', 'in', bots);
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

export interface Led {
  readonly which: Which;
  /** What of it has an index by time. */
  readonly lead: Partial<Which>;
}

/** The newest of what is asked for in that one way. */
const newestLed = (db: Db, { which: { organizationId, from, to, kept }, lead }: Led, paging: Paging) =>
  firstOf(
    db
      .selectFrom('runs')
      .selectAll('runs')
      .where((row) => matching(row, { organizationId, from, to, kept, named: [], ...lead })),
    newestFirst,
    paging,
  );

/** A page of what is among the newest; undefined where there may be more of it further down. */
export async function among(db: Db, led: Led, paging: Paging): Promise<readonly Run[] | undefined> {
  for (const most of [LOOKED_THROUGH, LOOKED_FURTHER]) {
    const found = await firstOf(
      db
        .selectFrom(newestLed(db, led, { ...paging, limit: most - 1 }).as('runs'))
        .selectAll('runs')
        .where((row) => matching(row, led.which)),
      newestFirst,
      { limit: paging.limit },
    ).execute();
    if (found.length > paging.limit || !(await goesOn(db, led, { ...paging, limit: most }))) return found;
    if (found.length < ENOUGH) return undefined;
  }
  return undefined;
}

/** Whether there are more than so many of what is asked for in that one way; an index alone tells. */
async function goesOn(db: Db, { which, lead }: Led, { cursor, limit }: Paging): Promise<boolean> {
  const { organizationId, from, to } = which;
  const places = db
    .selectFrom('runs')
    .select('runs.sequence')
    .where((row) => matching(row, { organizationId, from, to, named: [], kept: { hidden: [] }, ...lead }));
  return (await firstOf(places, newestFirst, { cursor, limit: 0 }).offset(limit).execute()).length > 0;
}

/** How many of the newest say it, whatever else is asked for. */
export async function sayingAmong(db: Db, led: Led, paging: Paging): Promise<number> {
  const { organizationId, text, kept } = led.which;
  const { n } = await db
    .selectFrom(newestLed(db, led, { ...paging, limit: SAMPLE - 1 }).as('runs'))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where((row) => matching(row, { organizationId, text, kept, named: [] }))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * Where two things that are asked for meet: an index alone tells each, and only what is in both is read. Postgres would
 * not combine the indexes, because both begin with the organization.
 */
export function inBoth(db: Db, { which, lead, other }: Led & { other: Partial<Which> }, paging: Paging) {
  const { organizationId, from, to } = which;
  const placesOf = (part: Partial<Which>) =>
    db
      .selectFrom('runs')
      .select(['runs.requested_at', 'runs.sequence'])
      .where((row) => matching(row, { organizationId, from, to, named: [], kept: { hidden: [] }, ...part }));
  const matches = db
    .selectFrom('runs')
    .selectAll('runs')
    .where((row) => matching(row, which));
  const found = db
    .with(
      (cte) => cte('places').materialized(),
      (cte) =>
        cte
          .selectFrom(following(placesOf(lead), newestFirst, paging.cursor).as('led'))
          .innerJoin(placesOf(other).as('other'), (join) =>
            join.onRef('other.requested_at', '=', 'led.requested_at').onRef('other.sequence', '=', 'led.sequence'),
          )
          .select(['led.requested_at', 'led.sequence']),
    )
    .selectFrom('places')
    .innerJoin(matches.as('runs'), (join) =>
      join.onRef('runs.requested_at', '=', 'places.requested_at').onRef('runs.sequence', '=', 'places.sequence'),
    )
    .selectAll('runs');
  return firstOf(found, newestFirst, { limit: paging.limit }).execute();
}

/** All that match are looked up, and then sorted. */
export const lookedUp = (db: Db, which: Which, paging: Paging): Promise<readonly Run[]> =>
  lookedUpBy(db, { which, by: which }, paging);

/**
 * @param by the part of what is asked for that says where to look. Nothing moves past an offset, even of none: else
 * Postgres would walk through the history in its order, in the hope to meet enough of them soon.
 */
function lookedUpBy(db: Db, { which, by }: { readonly which: Which; readonly by: Which }, paging: Paging) {
  const looked = searchedRuns(db, by)
    .selectAll('runs')
    .where((row) => matching(row, by));
  const query = db
    .selectFrom(following(looked, newestFirst, paging.cursor).offset(0).as('runs'))
    .selectAll('runs')
    // The text was read once already, which is what takes the time.
    .where((row) => matching(row, { ...which, text: undefined }));
  return firstOf(query, newestFirst, { limit: paging.limit }).execute();
}

/** By the index of letters, or by their time: with more beside it, Postgres might look by what more have. */
export const sayingIt = (db: Db, which: Which, paging: Paging) => {
  const { organizationId, text, status, from, to } = which;
  const by: Which = { organizationId, text, status, from, to, named: [], kept: { hidden: [] } };
  return lookedUpBy(db, { which, by }, paging);
};
