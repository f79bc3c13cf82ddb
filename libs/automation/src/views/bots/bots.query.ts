import { refused, type Bot as BotAnswer } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { byName, ViewReader, type TablesOf } from '@annals/views';
import { Vault, type BotPresence } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { botStatus } from '../bot-status';
import { bots } from './bots.view';

type Bot = z.output<typeof BotAnswer>;

/** All bots of an organization by name, or one of them. */
export class BotsQuery extends Query<readonly Bot[]> {
  constructor(
    readonly organizationId: string,
    readonly minPosition?: string,
  ) {
    super();
  }
}

/** One bot. @throws Refused BOT_NOT_FOUND */
export class BotQuery extends Query<Bot> {
  constructor(
    readonly organizationId: string,
    readonly botId: string,
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(BotsQuery)
export class BotsHandler implements IQueryHandler<BotsQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ organizationId, minPosition }: BotsQuery): Promise<readonly Bot[]> {
    const rows = await this.views.read(
      bots,
      { organization: organizationId },
      (db) => botRows(db, organizationId),
      minPosition === undefined ? {} : { minPosition },
    );
    return present(rows, await this.vault.presence.of(organizationId));
  }
}

@QueryHandler(BotQuery)
export class BotHandler implements IQueryHandler<BotQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async execute({ organizationId, botId, minPosition }: BotQuery): Promise<Bot> {
    const rows = await this.views.read(
      bots,
      { organization: organizationId },
      (db) => botRows(db, organizationId, botId),
      minPosition === undefined ? {} : { minPosition },
    );
    const [bot] = present(rows, await this.vault.presence.of(organizationId));
    if (!bot) throw refused('BOT_NOT_FOUND');
    return bot;
  }
}

async function botRows(db: Kysely<TablesOf<typeof bots>>, organizationId: string, botId?: string) {
  const found = await db
    .selectFrom('bots')
    .leftJoin('totals', (join) =>
      join.onRef('totals.organization_id', '=', 'bots.organization_id').onRef('totals.bot_id', '=', 'bots.bot_id'),
    )
    .select([
      'bots.bot_id',
      'bots.name',
      'bots.kind',
      'bots.enabled',
      'bots.registered_at',
      'bots.disabled_at',
      'bots.disabled_reason',
      'bots.disabled_sequence',
      'totals.runs',
      'totals.failed',
    ])
    .where('bots.organization_id', '=', organizationId)
    .$if(botId !== undefined, (query) => query.where('bots.bot_id', '=', botId ?? ''))
    .orderBy(byName('bots.name'))
    .orderBy('bots.bot_id')
    .execute();
  // The last one that began: a bot may run several at once.
  const running = await db
    .selectFrom('running')
    .select(['bot_id', 'run_id'])
    .where('organization_id', '=', organizationId)
    .orderBy('started_at')
    .orderBy('run_id')
    .execute();
  const current = new Map(running.map((run) => [run.bot_id, run.run_id]));
  return found.map((row) => ({ ...row, current: current.get(row.bot_id) ?? null }));
}

type Row = Awaited<ReturnType<typeof botRows>>[number];

function present(rows: readonly Row[], beats: ReadonlyMap<string, BotPresence>): Bot[] {
  const now: Instant = new Date().toISOString();
  return rows.map((row) => {
    const beat = beats.get(row.bot_id);
    return {
      botId: row.bot_id,
      name: row.name ?? '[erased]',
      kind: row.kind,
      status: botStatus({ enabled: row.enabled, running: row.current !== null, beat }, now),
      enabled: row.enabled,
      lastSeenAt: beat?.at ?? null,
      version: beat?.version ?? null,
      host: beat?.host ?? null,
      currentRunId: row.current,
      disabled:
        row.disabled_at === null
          ? null
          : { at: row.disabled_at, reason: row.disabled_reason, sequence: row.disabled_sequence ?? 0 },
      registeredAt: row.registered_at,
      runs: row.runs ?? 0,
      failed: row.failed ?? 0,
    };
  });
}
