import type { BotStatus, Overview as OverviewAnswer } from '@annals/contracts';
import { day, plus, type Instant } from '@annals/kernel';
import { ViewReader, type TablesOf } from '@annals/views';
import { Vault, type BotPresence } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { botStatus } from '../bot-status';
import { overview } from './overview.view';

type Overview = z.output<typeof OverviewAnswer>;

/** The overview, with the last `days` UTC days, today included. */
export class OverviewQuery extends Query<Overview> {
  constructor(
    readonly asked: { readonly organizationId: string; readonly days: number },
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(OverviewQuery)
export class OverviewHandler implements IQueryHandler<OverviewQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ asked: { organizationId, days }, minPosition }: OverviewQuery): Promise<Overview> {
    const now = new Date().toISOString();
    const last = Array.from({ length: days }, (_, index) => day(plus(now, { days: index + 1 - days })));
    const found = await this.views.read(
      overview,
      { organization: organizationId },
      (db) => figures(db, { organizationId, since: last[0] ?? day(now), now }),
      minPosition === undefined ? {} : { minPosition },
    );
    return {
      members: found.members,
      invited: found.invited,
      bots: byStatus(found, await this.vault.presence.of(organizationId), now),
      runsByDay: byDay(found.runs, last),
    };
  }
}

interface OverviewRequest {
  readonly organizationId: string;
  readonly since: string;
  readonly now: Instant;
}

async function figures(db: Kysely<TablesOf<typeof overview>>, { organizationId, since, now }: OverviewRequest) {
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
  const bots = await db
    .selectFrom('bots')
    .select(['bot_id', 'enabled'])
    .where('organization_id', '=', organizationId)
    .execute();
  const running = await db
    .selectFrom('running')
    .select('bot_id')
    .distinct()
    .where('organization_id', '=', organizationId)
    .execute();
  const runs = await db
    .selectFrom('runs_by_day')
    .select(['day', 'outcome', 'n'])
    .where('organization_id', '=', organizationId)
    .where('day', '>=', since)
    .execute();
  return {
    members: Number(members.n),
    invited: Number(invited.n),
    bots,
    running: new Set(running.map((run) => run.bot_id)),
    runs,
  };
}

type Figures = Awaited<ReturnType<typeof figures>>;

function byStatus(
  { bots, running }: Figures,
  beats: ReadonlyMap<string, BotPresence>,
  now: Instant,
): Record<BotStatus, number> {
  const counts: Record<BotStatus, number> = { offline: 0, idle: 0, busy: 0, error: 0, disabled: 0 };
  for (const { bot_id, enabled } of bots)
    counts[botStatus({ enabled, running: running.has(bot_id), beat: beats.get(bot_id) }, now)] += 1;
  return counts;
}

/** Every day, also those without a run. */
function byDay(runs: Figures['runs'], days: readonly string[]): Overview['runsByDay'] {
  const counts = new Map(runs.map((row) => [`${row.day} ${row.outcome}`, row.n]));
  const of = (each: string, outcome: string) => counts.get(`${each} ${outcome}`) ?? 0;
  return days.map((each) => ({
    day: each,
    succeeded: of(each, 'succeeded'),
    failed: of(each, 'failed'),
    refused: of(each, 'refused'),
  }));
}
