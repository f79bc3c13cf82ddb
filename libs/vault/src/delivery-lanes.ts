import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { VaultContext } from './database';

interface OneLane {
  readonly organizationId: string;
  readonly laneId: string;
}

/** Something that events of an organization are sent to, in the caller's hand. */
export interface Lane extends OneLane {
  /** Whose hand it is: what is said in the name of another one changes nothing. */
  readonly lease: string;
  /** The number of the last event that was taken. */
  readonly after: number;
  /** How often sending failed, one time after the other. */
  readonly tries: number;
  readonly failingSince: Instant | undefined;
}

/** From where on a lane is to be sent, as its stream says. */
export interface LaneStart extends OneLane {
  readonly kind: string;
  /** Counts beginnings and rewindings: a later one sets where it goes on, an earlier one changes nothing. */
  readonly start: number;
  readonly after: number;
  readonly isPaused: boolean;
}

/** How a lane is doing. */
export interface LaneHealth {
  readonly after: number;
  readonly sent: number;
  readonly sentAt: Instant | undefined;
  readonly tries: number;
  readonly failure: { readonly code: string; readonly since: Instant } | undefined;
  readonly due: Instant | undefined;
}

interface Row {
  readonly organization_id: string;
  readonly lane_id: string;
  readonly lease: string | null;
  readonly after: string;
  readonly tries: number;
  readonly failing_since: Date | null;
  readonly failed_by: string | null;
  readonly sent: string;
  readonly sent_at: Date | null;
  readonly due: Date | null;
}

/**
 * How far events of organizations were sent to whoever gets them, and who sends at this moment. It decides nothing: what
 * there is to be sent to, and from where on, its stream says.
 */
export class DeliveryLanes {
  constructor(private readonly context: Pick<VaultContext, 'db'>) {}

  /** As its stream has it; whoever sends meanwhile no longer does where it begins anew or is paused. */
  async keep({ organizationId, laneId, kind, start, after, isPaused }: LaneStart, now: Instant): Promise<void> {
    await sql`
      INSERT INTO vault.delivery_lanes AS known (organization_id, lane_id, kind, start, after, due)
      VALUES (${organizationId}, ${laneId}, ${kind}, ${start}, ${after}, ${isPaused ? null : now}::timestamptz)
      ON CONFLICT (organization_id, lane_id) DO UPDATE SET
        start = greatest(known.start, excluded.start),
        after = CASE WHEN excluded.start > known.start THEN excluded.after ELSE known.after END,
        lease = NULL, leased_until = NULL, due = excluded.due, tries = 0, failing_since = NULL, failed_by = NULL`.execute(
      this.context.db,
    );
  }

  async forget({ organizationId, laneId }: OneLane): Promise<void> {
    await sql`DELETE FROM vault.delivery_lanes WHERE organization_id = ${organizationId} AND lane_id = ${laneId}`.execute(
      this.context.db,
    );
  }

  /** One that is due and in nobody's hand, for the caller until then; the longest overdue first. */
  async take(kind: string, now: Instant, until: Instant): Promise<Lane | undefined> {
    const { rows } = await sql<Row>`
      UPDATE vault.delivery_lanes SET lease = ${randomUUID()}, leased_until = ${until}::timestamptz
      WHERE (organization_id, lane_id) = (
        SELECT organization_id, lane_id FROM vault.delivery_lanes
        WHERE kind = ${kind} AND due <= ${now}::timestamptz AND (leased_until IS NULL OR leased_until < ${now}::timestamptz)
        ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *`.execute(this.context.db);
    return rows.map(laneOf)[0];
  }

  /** These were taken. @returns false where the lane is in another hand by now, or was begun anew */
  async advance(
    { organizationId, laneId, lease }: Lane,
    { after, sent, now, until }: { after: number; sent: number; now: Instant; until: Instant },
  ): Promise<boolean> {
    const { numAffectedRows } = await sql`
      UPDATE vault.delivery_lanes SET after = ${after}, sent = sent + ${sent}, sent_at = ${now}::timestamptz,
        leased_until = ${until}::timestamptz, tries = 0, failing_since = NULL, failed_by = NULL
      WHERE organization_id = ${organizationId} AND lane_id = ${laneId} AND lease = ${lease}`.execute(this.context.db);
    return numAffectedRows === 1n;
  }

  /** It is in nobody's hand until then (not at all without `due`); `failure`: one try more has failed. */
  async rest(
    { organizationId, laneId, lease }: Lane,
    { due, failure }: { due: Instant | undefined; failure?: { code: string; since: Instant } },
  ): Promise<void> {
    await sql`
      UPDATE vault.delivery_lanes SET lease = NULL, leased_until = NULL, due = ${due ?? null}::timestamptz,
        tries = tries + ${failure === undefined ? 0 : 1}, failing_since = coalesce(${failure?.since ?? null}::timestamptz, failing_since),
        failed_by = coalesce(${failure?.code ?? null}, failed_by)
      WHERE organization_id = ${organizationId} AND lane_id = ${laneId} AND lease = ${lease}`.execute(this.context.db);
  }

  /** How the lanes of an organization are doing. */
  async of(organizationId: string): Promise<ReadonlyMap<string, LaneHealth>> {
    const { rows } = await sql<Row>`
      SELECT * FROM vault.delivery_lanes WHERE organization_id = ${organizationId}`.execute(this.context.db);
    return new Map(rows.map((row) => [row.lane_id, healthOf(row)]));
  }
}

const laneOf = (row: Row): Lane => ({
  organizationId: row.organization_id,
  laneId: row.lane_id,
  lease: row.lease ?? '',
  after: Number(row.after),
  tries: row.tries,
  failingSince: row.failing_since?.toISOString(),
});

const healthOf = ({ failed_by: code, failing_since: since, ...row }: Row): LaneHealth => ({
  after: Number(row.after),
  sent: Number(row.sent),
  sentAt: row.sent_at?.toISOString(),
  tries: row.tries,
  failure: code === null || since === null ? undefined : { code, since: since.toISOString() },
  due: row.due?.toISOString(),
});
