import type { Needs as NeedsAnswer } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { byName, ViewReader, type TablesOf } from '@annals/views';
import { Vault } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import { JUDGED_RUNS, needsOf, refusedSince, type Judged } from './needs';
import { runs } from './runs.view';

type Needs = z.output<typeof NeedsAnswer>;

/** What needs somebody in an organization, judged on all of its events. */
export class NeedsQuery extends Query<Needs> {
  constructor(
    readonly organizationId: string,
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(NeedsQuery)
export class NeedsHandler implements IQueryHandler<NeedsQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ organizationId, minPosition }: NeedsQuery): Promise<Needs> {
    const now = new Date().toISOString();
    const judged = await this.views.read(
      runs,
      { organization: organizationId },
      (db) => judgedBots(db, organizationId, now),
      minPosition === undefined ? {} : { minPosition },
    );
    return needsOf(judged, { beats: await this.vault.presence.of(organizationId), now });
  }
}

interface Row extends Omit<Judged, 'botName'> {
  readonly botName: string | null;
}

/**
 * Each bot costs a few steps into one index, however many runs there are: its last failures, its last successes, its
 * refusals of a day.
 */
async function judgedBots(db: Kysely<TablesOf<typeof runs>>, organizationId: string, now: Instant): Promise<Judged[]> {
  const of = (status: string) =>
    sql`FROM runs WHERE organization_id = bots.organization_id AND bot_id = bots.bot_id AND status = ${status}`;
  const newest = (status: string) =>
    sql`(SELECT status, ended_at, sequence, error ${of(status)} ORDER BY ended_at DESC, sequence DESC LIMIT ${JUDGED_RUNS})`;
  const { rows } = await sql<Row>`
    SELECT bots.bot_id AS "botId", bots.name AS "botName", bots.enabled, EXISTS (SELECT ${of('running')}) AS running,
      last.ended, last.failed, last.error,
      (SELECT min(ended_at) ${of('failed')} AND ended_at > coalesce((SELECT max(ended_at) ${of('succeeded')}), '-infinity')) AS "failingSince",
      (SELECT count(*) ${of('refused')} AND ended_at > ${refusedSince(now)}) AS refused
    FROM bots CROSS JOIN LATERAL (
      SELECT count(*) AS ended, count(*) FILTER (WHERE status = 'failed') AS failed,
        (array_agg(error ORDER BY ended_at DESC, sequence DESC) FILTER (WHERE status = 'failed'))[1] AS error
      FROM (${newest('failed')} UNION ALL ${newest('succeeded')} ORDER BY ended_at DESC, sequence DESC LIMIT ${JUDGED_RUNS}) AS newest
    ) AS last
    WHERE bots.organization_id = ${organizationId} ORDER BY ${byName('bots.name')}, bots.bot_id`.execute(db);
  return rows.map((row) => ({ ...row, botName: row.botName ?? '[erased]' }));
}
