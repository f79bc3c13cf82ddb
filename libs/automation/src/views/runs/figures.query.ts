import { routes, RUNS_COUNTED_AT_MOST, type AnswerOf, type AskedOf } from '@annals/contracts';
import { fromMilliseconds, type Instant } from '@annals/kernel';
import { botsWith, nowFor, query, type QueryContext, serve } from '@annals/platform';
import { firstOf } from '@annals/views';
import { sql } from 'kysely';
import { isHidden, sightOf } from './requesters';
import { newestFirst } from './found-runs';
import type { Db } from './runs-db';
import { runs } from './runs.view';
import { matching, partsOf, searchedRuns, whichRuns, type Which } from './which-runs';

type Route = typeof routes.automation.getRunFigures;
type Figures = AnswerOf<Route>;

/** How long buckets may be, in minutes: an hour, six, a day, a week, thirty days. */
const LENGTHS = [60, 360, 1_440, 10_080, 43_200];
const MOST_BUCKETS = 90;
/** Buckets of weeks begin on a Monday. */
const ORIGIN = '2001-01-01T00:00:00Z';

const outcomes = sql`count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
  count(*) FILTER (WHERE status IN ('failed', 'lost', 'timed_out'))::int AS failed,
  count(*) FILTER (WHERE status = 'refused')::int AS refused,
  count(*) FILTER (WHERE status NOT IN ('succeeded', 'failed', 'lost', 'timed_out', 'refused'))::int AS other`;
const within = (part: number) =>
  sql`(extract(epoch FROM percentile_disc(${sql.lit(part)}) WITHIN GROUP (ORDER BY ended_at - started_at)) * 1000)::int8`;

/** The newest that match, at most so many that it costs the same however long the history is. */
function countedOf(db: Db, which: Which) {
  const [recent, old] = partsOf(which);
  const of = (part: Which) =>
    searchedRuns(db, part)
      .select(['runs.requested_at', 'runs.sequence', 'runs.started_at', 'runs.ended_at', 'runs.status'])
      .where((row) => matching(row, part));
  const newest = firstOf(of(recent), newestFirst, { limit: RUNS_COUNTED_AT_MOST - 1 });
  if (old === undefined) return newest;
  return sql`(${newest}) UNION ALL (${of(old)}) ORDER BY requested_at DESC, sequence DESC LIMIT ${RUNS_COUNTED_AT_MOST}`;
}

type Row = Omit<Figures, 'until' | 'all' | 'buckets' | 'since'> & {
  readonly since: string | null;
  readonly buckets: Figures['buckets'] | null;
};

/** One look at the runs: they are counted as a whole, and in buckets of a length that fits their span. */
async function figuresOf(db: Db, which: Which, until: Instant): Promise<Figures> {
  const { rows } = await sql<Row>`WITH counted AS MATERIALIZED (${countedOf(db, which)}),
    whole AS (SELECT count(*)::int AS runs, ${outcomes}, ${within(0.5)} AS p50, ${within(0.95)} AS p95,
      CASE WHEN count(*) < ${RUNS_COUNTED_AT_MOST} THEN coalesce(${which.from ?? null}::timestamptz, min(requested_at)) ELSE min(requested_at) END AS since FROM counted),
    span AS (SELECT coalesce((SELECT min(m) FROM unnest(${LENGTHS}::int[]) AS m WHERE m * interval '1 minute' * ${MOST_BUCKETS} >= ${until}::timestamptz - since), ${LENGTHS.at(-1)}) AS minutes, since FROM whole),
    bins AS (SELECT generate_series(greatest(date_bin(minutes * interval '1 minute', since, ${ORIGIN}), ${until}::timestamptz - minutes * interval '1 minute' * ${MOST_BUCKETS}), ${until}::timestamptz, minutes * interval '1 minute') AS at, minutes FROM span WHERE since IS NOT NULL),
    filled AS (SELECT date_bin(minutes * interval '1 minute', requested_at, ${ORIGIN}) AS at, ${outcomes} FROM counted, span GROUP BY 1)
    SELECT whole.*, span.minutes, (SELECT json_agg(json_build_object('at', bins.at, 'succeeded', coalesce(succeeded, 0), 'failed', coalesce(failed, 0), 'refused', coalesce(refused, 0), 'other', coalesce(other, 0)) ORDER BY bins.at) FROM bins LEFT JOIN filled USING (at)) AS buckets
    FROM whole, span`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('Counting always gives a row');
  const { buckets, since, ...counts } = row;
  return {
    ...counts,
    since: counts.runs === 0 ? null : since,
    until,
    all: counts.runs < RUNS_COUNTED_AT_MOST,
    buckets: counts.runs === 0 ? [] : (buckets ?? []).map((each) => ({ ...each, at: instantOf(each.at) })),
  };
}

const instantOf = (at: string): Instant => fromMilliseconds(Date.parse(at));

async function getRunFigures(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<Figures> {
  const now = nowFor(context);
  const until = asked.to !== undefined && asked.to < now ? asked.to : now;
  const which = await whichRuns(db, asked, { scope: botsWith(context, 'runs:read'), now });
  return figuresOf(db, isHidden(asked.actor, sightOf(context)) ? { ...which, bots: [] } : which, until);
}

/** Figures and strip above the run history. */
export const GetRunFigures = query('GetRunFigures', runs, getRunFigures);
export const GetRunFiguresController = serve(routes.automation.getRunFigures, GetRunFigures);
