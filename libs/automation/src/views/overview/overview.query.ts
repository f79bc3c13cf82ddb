import { routes, type AnswerOf, type AskedOf, type BotStatus } from '@annals/contracts';
import { day, plus, type Instant } from '@annals/kernel';
import { mayReadMembers, nowFor, query, serve, botsWith, type QueryContext } from '@annals/platform';
import type { BotPresence } from '@annals/vault';
import { amongBots, type BotScope, type ViewDb } from '@annals/views';
import { botStatus, botStatusThen } from '../bot-status';
import { keptAt, type Kept } from '../kept-runs';
import { overview } from './overview.view';

type Route = typeof routes.automation.getOverview;

/** The last so many UTC days, today included. */
const lastDays = (now: Instant, days: number): readonly string[] =>
  Array.from({ length: days }, (_, index) => day(plus(now, { days: index + 1 - days })));

type Db = ViewDb<typeof overview>;

async function figures(db: Db, { organizationId, days: asked }: AskedOf<Route>, context: QueryContext) {
  const scope = botsWith(context, 'bots:read');
  const now = nowFor(context);
  const days = lastDays(now, asked);
  const people = mayReadMembers(context) ? await peopleOf(db, organizationId, now) : { members: null, invited: null };
  const bots = await db
    .selectFrom('bots')
    .select(['bot_id', 'enabled', 'online'])
    .where('organization_id', '=', organizationId)
    .where('retired', '=', false)
    .where(amongBots('bots', scope))
    .execute();
  const running = await db
    .selectFrom('running')
    .select('bot_id')
    .distinct()
    .where('organization_id', '=', organizationId)
    .execute();
  const kept = await keptAt(db, organizationId, now);
  const since = days[0] ?? day(now);
  const runs = await runsOf(db, { organizationId, since, kept, scope: botsWith(context, 'runs:read') });
  return { now, days, ...people, bots, running: new Set(running.map((run) => run.bot_id)), runs };
}

async function peopleOf(db: Db, organizationId: string, now: Instant) {
  const members = await db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  const invited = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('organization_id', '=', organizationId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return { members: Number(members.n), invited: Number(invited.n) };
}

interface Since {
  readonly organizationId: string;
  readonly since: string;
  readonly scope: BotScope;
  readonly kept: Kept;
}

const NO_BOT = '00000000-0000-0000-0000-000000000000';

/**
 * Of some workspaces only, or where workspaces keep runs for another time (W23), they are counted by their bots. What
 * is kept no longer is counted no longer, by whole days.
 */
async function runsOf(db: Db, { organizationId, since, scope, kept: { hidden } }: Since) {
  if (scope === 'all' && hidden.every(({ of }) => of === undefined))
    return db
      .selectFrom('runs_by_day')
      .select(['day', 'outcome', 'n'])
      .where('organization_id', '=', organizationId)
      .where('day', '>=', since)
      .where((row) => row.and(hidden.map(({ before }) => row('day', '>=', day(before)))))
      .execute();
  return db
    .selectFrom('bot_runs_by_day as runs')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'runs.organization_id').onRef('bots.bot_id', '=', 'runs.bot_id'),
    )
    .select(['runs.day', 'runs.outcome', ({ fn }) => fn.sum<number>('runs.n').as('n')])
    .where('runs.organization_id', '=', organizationId)
    .where('runs.day', '>=', since)
    .where(amongBots('bots', scope))
    .where((row) =>
      row.and(
        hidden.map(({ before, of, but = [] }) =>
          row.or([
            row('runs.day', '>=', day(before)),
            of === undefined
              ? row('runs.bot_id', 'in', [...but, NO_BOT])
              : row('runs.bot_id', 'not in', [...of, NO_BOT]),
          ]),
        ),
      ),
    )
    .groupBy(['runs.day', 'runs.outcome'])
    .execute();
}

type Figures = Awaited<ReturnType<typeof figures>>;

function byStatus(
  { bots, running, now }: Figures,
  beats: ReadonlyMap<string, BotPresence> | undefined,
): Record<BotStatus, number> {
  const counts: Record<BotStatus, number> = { offline: 0, idle: 0, busy: 0, error: 0, disabled: 0 };
  for (const { bot_id, enabled, online } of bots) {
    const known = { enabled, running: running.has(bot_id) };
    counts[beats ? botStatus({ ...known, beat: beats.get(bot_id) }, now) : botStatusThen({ ...known, online })] += 1;
  }
  return counts;
}

/** Every day, also those without a run. */
function byDay({ runs, days }: Figures): AnswerOf<Route>['runsByDay'] {
  const counts = new Map(runs.map((row) => [`${row.day} ${row.outcome}`, Number(row.n)]));
  const of = (each: string, outcome: string) => counts.get(`${each} ${outcome}`) ?? 0;
  return days.map((each) => ({
    day: each,
    succeeded: of(each, 'succeeded'),
    failed: of(each, 'failed'),
    refused: of(each, 'refused'),
  }));
}

export const GetOverview = query('GetOverview', overview, figures, async (found, { organizationId }, vault) => ({
  members: found.members,
  invited: found.invited,
  bots: byStatus(found, await vault?.presence.of(organizationId)),
  runsByDay: byDay(found),
}));

export const GetOverviewController = serve(routes.automation.getOverview, GetOverview);
