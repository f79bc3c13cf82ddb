import { plus, type Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { tellEnded } from './access-ended';
import type { VaultContext } from './database';
import { BriefMemory } from './brief-memory';
import { gathered } from './gathered';
import type { Statement } from './prepared';
import type { Secrets } from './secrets';

export interface OpenedSession {
  /** For the cookie; the same session id always gives the same one. */
  readonly token: string;
  readonly expiresAt: Instant;
}

/** One entry in the list of a person's sessions. */
export interface SessionEntry {
  readonly sessionId: string;
  readonly openedAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  readonly userAgent: string | null;
  readonly ip: string | null;
}

const IDLE = { days: 30 };
const ABSOLUTE = { days: 90 };
/** How precise `seenAt` is: a write for every request would buy nothing. */
const SEEN_EVERY_MS = 60_000;
const PURPOSE = 'session';

interface Opening {
  readonly sessionId: string;
  readonly userId: string;
  readonly userAgent?: string;
  readonly ip?: string;
  /** As the log says it; the clock of this machine without it. */
  readonly openedAt?: Instant;
  /** The revision of the account on which the session was decided: what ended all sessions later ends it, too. */
  readonly decidedOn?: number;
}

interface Alive {
  readonly session_id: string;
  readonly user_id: string;
  seen_at: Date;
  expires_at: Date;
}

const ALIVE: Statement = {
  name: 'sessions.alive',
  text: 'SELECT session_id, user_id, seen_at, expires_at FROM vault.sessions WHERE session_id = any($1::uuid[]) AND revoked_at IS NULL',
};
const SEEN: Statement = {
  name: 'sessions.seen',
  text: `UPDATE vault.sessions SET seen_at = $2::timestamptz, expires_at = least($3::timestamptz, opened_at + make_interval(days => ${ABSOLUTE.days})) WHERE session_id = $1 RETURNING expires_at`,
};

/**
 * Signed-in sessions: 30 days after the last use, 90 days at most. A revoked one ends with the next request to this
 * process, and as soon as they are told in all others; within half a second where none is (S6).
 */
export class Sessions {
  private readonly memory = new BriefMemory<Alive>();
  /** Those that come together are one query. */
  private readonly alive = gathered(async (sessionIds: readonly string[]) => {
    const { rows } = await this.context.prepared.run<Alive>(ALIVE, [sessionIds]);
    const byId = new Map(rows.map((row) => [row.session_id, row]));
    return sessionIds.map((sessionId) => byId.get(sessionId));
  });

  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /** Opens a session; opened again (a repeated command) it is the same one. */
  async open({ sessionId, userId, userAgent, ip, openedAt, decidedOn = 0 }: Opening): Promise<OpenedSession> {
    const now = this.context.clock();
    await this.context.db
      .insertInto('sessions')
      .values({
        session_id: sessionId,
        user_id: userId,
        user_agent: userAgent?.slice(0, 400) ?? null,
        ip: ip ?? null,
        decided_on: decidedOn,
        opened_at: openedAt ?? now,
        seen_at: now,
        expires_at: plus(now, IDLE),
      })
      .onConflict((conflict) => conflict.column('session_id').doNothing())
      .execute();
    const row = await this.context.db
      .selectFrom('sessions')
      .select(['user_id', 'expires_at'])
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    if (row.user_id !== userId) throw new Error(`Session ${sessionId} was opened for somebody else`);
    return { token: this.context.secrets.mint(PURPOSE, sessionId, 1), expiresAt: row.expires_at.toISOString() };
  }

  /** Whose session a token is; undefined for anything forged, revoked or expired. */
  async authenticate(token: string): Promise<{ sessionId: string; userId: string } | undefined> {
    const now = this.context.clock();
    const row = await this.memory.find(token, () => this.opened(token));
    if (!row || row.expires_at.toISOString() <= now) return undefined;
    // Also when it was seen in the future, by a clock that ran ahead.
    if (Math.abs(Date.parse(now) - row.seen_at.getTime()) >= SEEN_EVERY_MS) await this.seen(row, now);
    return { sessionId: row.session_id, userId: row.user_id };
  }

  /**
   * Whose session a token was, also when it has ended, as long as it is on record (a day after its end); undefined for
   * anything forged. It opens nothing: it tells whose earlier answer may be repeated.
   */
  async formerly(token: string): Promise<{ sessionId: string; userId: string } | undefined> {
    const sessionId = this.context.secrets.read(PURPOSE, token)?.id;
    if (sessionId === undefined) return undefined;
    const row = await this.context.db
      .selectFrom('sessions')
      .select('user_id')
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    return row && { sessionId, userId: row.user_id };
  }

  /** When a session began; undefined for one that is not on record. */
  async openedAt(sessionId: string): Promise<Instant | undefined> {
    const row = await this.context.db
      .selectFrom('sessions')
      .select('opened_at')
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    return row?.opened_at.toISOString();
  }

  /** Ends one session; may be repeated. */
  async revoke(sessionId: string): Promise<void> {
    await this.memory.changing(() =>
      sql`
      WITH ended AS (UPDATE vault.sessions SET revoked_at = ${this.context.clock()}::timestamptz WHERE session_id = ${sessionId} AND revoked_at IS NULL)
      SELECT ${tellEnded({ of: 'session', id: sessionId })}`.execute(this.context.db),
    );
  }

  /**
   * Ends all sessions of a person that were decided on an earlier revision of the account or began before an instant,
   * all but `except` where given; may be repeated, at any time later. The revision tells exactly, whatever clocks said;
   * the instant tells of sessions that were decided in a log that was lost since (a restore).
   */
  async revokeAll({
    userId,
    revision,
    before,
    except,
  }: {
    readonly userId: string;
    readonly revision: number;
    readonly before: Instant;
    readonly except?: string;
  }): Promise<void> {
    await this.memory.changing(() =>
      sql`
      WITH ended AS (UPDATE vault.sessions SET revoked_at = ${this.context.clock()}::timestamptz
        WHERE user_id = ${userId} AND revoked_at IS NULL AND (decided_on < ${revision} OR opened_at < ${before}::timestamptz) AND session_id IS DISTINCT FROM ${except ?? null}::uuid)
      SELECT ${tellEnded({ of: 'user', id: userId })}`.execute(this.context.db),
    );
  }

  /** Forgets what was read a moment ago: some of it may have ended elsewhere. */
  forget(): void {
    this.memory.forget();
  }

  /** A person's open sessions, last used first. */
  async list(userId: string): Promise<SessionEntry[]> {
    const rows = await this.context.db
      .selectFrom('sessions')
      .selectAll()
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', new Date(this.context.clock()))
      .orderBy('seen_at', 'desc')
      .execute();
    return rows.map((row) => ({
      sessionId: row.session_id,
      openedAt: row.opened_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      userAgent: row.user_agent,
      ip: row.ip,
    }));
  }

  /** Removes sessions a day after they ended. */
  async purge(): Promise<void> {
    const yesterday = new Date(plus(this.context.clock(), { days: -1 }));
    await this.context.db
      .deleteFrom('sessions')
      .where((or) => or.or([or('expires_at', '<', yesterday), or('revoked_at', '<', yesterday)]))
      .execute();
  }

  private async opened(token: string): Promise<Alive | undefined> {
    const sessionId = this.context.secrets.read(PURPOSE, token)?.id;
    return sessionId === undefined ? undefined : this.alive(sessionId);
  }

  private async seen(row: Alive, now: Instant): Promise<void> {
    const { seen_at } = row;
    row.seen_at = new Date(now); // At once: those that come meanwhile need not write it too.
    try {
      const {
        rows: [moved],
      } = await this.context.prepared.run<Pick<Alive, 'expires_at'>>(SEEN, [row.session_id, now, plus(now, IDLE)]);
      if (moved) row.expires_at = moved.expires_at;
    } catch (error) {
      row.seen_at = seen_at;
      throw error;
    }
  }
}
