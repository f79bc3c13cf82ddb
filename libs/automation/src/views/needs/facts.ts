import { needWhen } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import type { ReadRow, ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { needs } from './needs.view';

type Db = ViewDb<typeof needs>;
type RowOf<Name extends keyof (typeof needs)['tables']> = ReadRow<(typeof needs)['tables'][Name]['columns']>;

/** A bot, as far as it can need somebody. */
export interface KnownBot {
  readonly botId: string;
  readonly botName: string | null;
  readonly workspaceId: string;
  readonly enabled: boolean;
  readonly running: boolean;
  readonly hasFailed: boolean;
  /** Runs that wait for it: counted as far as `needWhen` says, and since when the oldest does. */
  readonly waiting: number;
  readonly oldestAt: Instant | null;
}

/** What the view `needs` says of an organization at an instant. */
export interface Facts {
  readonly bots: readonly KnownBot[];
  /** That paused themselves, or are on and held. */
  readonly triggers: readonly RowOf<'triggers'>[];
  readonly keys: readonly RowOf<'keys'>[];
  readonly invitations: readonly RowOf<'invitations'>[];
  readonly joinRequests: readonly RowOf<'join_requests'>[];
  /** For bots, of people who wait for an answer. */
  readonly accessRequests: readonly RowOf<'access_requests'>[];
}

/** Each thing costs a few steps into an index, however many runs there were. */
export async function factsOf(db: Db, organizationId: string, now: Instant): Promise<Facts> {
  const { key_ending: ending, invitations_expired: expired } = needWhen;
  return {
    bots: await botsOf(db, organizationId),
    triggers: await triggersOf(db, organizationId),
    keys: await keysOf(db, organizationId, { endedAfter: plus(now, { days: -ending.afterDays }), now }),
    invitations: await db
      .selectFrom('invitations')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('expires_at', '<=', now)
      .where('expires_at', '>', plus(now, { days: -expired.withinDays }))
      .execute(),
    joinRequests: await db
      .selectFrom('join_requests')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('expires_at', '>', now)
      .execute(),
    accessRequests: await db
      .selectFrom('access_requests')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('expires_at', '>', now)
      .execute(),
  };
}

/** Of workspaces that are not archived. */
async function botsOf(db: Db, organizationId: string): Promise<readonly KnownBot[]> {
  const own = sql`organization_id = bots.organization_id AND bot_id = bots.bot_id`;
  const { rows } = await sql<KnownBot>`
    SELECT bots.bot_id AS "botId", bots.name AS "botName", bots.workspace_id AS "workspaceId", bots.enabled,
      EXISTS (SELECT FROM working WHERE ${own}) AS running,
      EXISTS (SELECT FROM faults WHERE ${own}) AS "hasFailed",
      (SELECT count(*)::int FROM (SELECT FROM waiting WHERE ${own} LIMIT ${needWhen.queue.countedTo}) AS counted) AS waiting,
      (SELECT since FROM waiting WHERE ${own} ORDER BY since LIMIT 1) AS "oldestAt"
    FROM bots WHERE bots.organization_id = ${organizationId} AND NOT EXISTS
      (SELECT FROM archived WHERE organization_id = bots.organization_id AND workspace_id = bots.workspace_id)`.execute(
    db,
  );
  return rows;
}

function triggersOf(db: Db, organizationId: string) {
  return db
    .selectFrom('triggers')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'triggers.organization_id').onRef('bots.bot_id', '=', 'triggers.bot_id'),
    )
    .selectAll('triggers')
    .where('triggers.organization_id', '=', organizationId)
    .where((row) =>
      row.or([
        row('triggers.paused_after', 'is not', null),
        row.and([
          row('triggers.enabled', '=', true),
          row.or([row('triggers.is_left', '=', true), row('bots.enabled', '=', false)]),
        ]),
      ]),
    )
    .execute();
}

/** Those that end soon, or ended not long ago. A bot that has a key that lasts longer goes on. */
function keysOf(
  db: Db,
  organizationId: string,
  { endedAfter, now }: { readonly endedAfter: Instant; readonly now: Instant },
) {
  return db
    .selectFrom('keys')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('expires_at', '>', endedAfter)
    .where('ends_soon_from', '<=', now)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('keys as others')
            .select('others.key_id')
            .whereRef('others.organization_id', '=', 'keys.organization_id')
            .whereRef('others.bot_id', '=', 'keys.bot_id')
            .whereRef('others.expires_at', '>', 'keys.expires_at'),
        ),
      ),
    )
    .execute();
}
