import { plus, type Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import { gathered } from './gathered';
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

/** Signed-in sessions: 30 days after the last use, 90 days at most. Nothing is cached: a revoked session ends with the next request (S6). */
export class Sessions {
  /** Every request asks this: those that come together are one query. */
  private readonly alive = gathered(async (sessionIds: readonly string[]) => {
    const rows = await this.context.db.selectFrom('sessions').select(['session_id', 'user_id', 'seen_at'])
      .where('session_id', '=', sql<string>`any(${sessionIds}::uuid[])`).where('revoked_at', 'is', null).where('expires_at', '>', new Date(this.context.clock())).execute();
    const byId = new Map(rows.map((row) => [row.session_id, row]));
    return sessionIds.map((sessionId) => byId.get(sessionId));
  });

  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /** Opens a session; opened again (a repeated command) it is the same one. */
  async open({ sessionId, userId, userAgent, ip }: { sessionId: string; userId: string; userAgent?: string; ip?: string }): Promise<OpenedSession> {
    const now = this.context.clock();
    await this.context.db.insertInto('sessions')
      .values({ session_id: sessionId, user_id: userId, user_agent: userAgent?.slice(0, 400) ?? null, ip: ip ?? null, opened_at: now, seen_at: now, expires_at: plus(now, IDLE) })
      .onConflict((conflict) => conflict.column('session_id').doNothing()).execute();
    const row = await this.context.db.selectFrom('sessions').select(['user_id', 'expires_at']).where('session_id', '=', sessionId).executeTakeFirstOrThrow();
    if (row.user_id !== userId) throw new Error(`Session ${sessionId} was opened for somebody else`);
    return { token: this.context.secrets.mint(PURPOSE, sessionId, 1), expiresAt: row.expires_at.toISOString() };
  }

  /** Whose session a token is; undefined for anything forged, revoked or expired. */
  async authenticate(token: string): Promise<{ sessionId: string; userId: string } | undefined> {
    const sessionId = this.context.secrets.read(PURPOSE, token)?.id;
    if (sessionId === undefined) return undefined;
    const now = this.context.clock();
    const row = await this.alive(sessionId);
    if (!row) return undefined;
    if (Date.parse(now) - row.seen_at.getTime() >= SEEN_EVERY_MS) await this.seen(sessionId, now);
    return { sessionId, userId: row.user_id };
  }

  /**
   * Whose session a token was, also when it has ended, as long as it is on record (a day after its end); undefined for anything forged.
   * It opens nothing: it tells whose earlier answer may be repeated.
   */
  async formerly(token: string): Promise<{ sessionId: string; userId: string } | undefined> {
    const sessionId = this.context.secrets.read(PURPOSE, token)?.id;
    if (sessionId === undefined) return undefined;
    const row = await this.context.db.selectFrom('sessions').select('user_id').where('session_id', '=', sessionId).executeTakeFirst();
    return row && { sessionId, userId: row.user_id };
  }

  /** Ends one session; may be repeated. */
  async revoke(sessionId: string): Promise<void> {
    await this.context.db.updateTable('sessions').set({ revoked_at: this.context.clock() }).where('session_id', '=', sessionId).where('revoked_at', 'is', null).execute();
  }

  /** Ends all sessions of a person, all but `except` where given; gives the ids of those that it ended. */
  async revokeAll(userId: string, except?: string): Promise<string[]> {
    const ended = await this.context.db.updateTable('sessions').set({ revoked_at: this.context.clock() })
      .where('user_id', '=', userId).where('revoked_at', 'is', null)
      .$if(except !== undefined, (query) => query.where('session_id', '!=', except ?? ''))
      .returning('session_id').execute();
    return ended.map((row) => row.session_id);
  }

  /** A person's open sessions, last used first. */
  async list(userId: string): Promise<SessionEntry[]> {
    const rows = await this.context.db.selectFrom('sessions').selectAll()
      .where('user_id', '=', userId).where('revoked_at', 'is', null).where('expires_at', '>', new Date(this.context.clock())).orderBy('seen_at', 'desc').execute();
    return rows.map((row) => ({ sessionId: row.session_id, openedAt: row.opened_at.toISOString(), seenAt: row.seen_at.toISOString(), expiresAt: row.expires_at.toISOString(),
      userAgent: row.user_agent, ip: row.ip }));
  }

  /** Removes sessions a day after they ended. */
  async purge(): Promise<void> {
    const yesterday = new Date(plus(this.context.clock(), { days: -1 }));
    await this.context.db.deleteFrom('sessions').where((or) => or.or([or('expires_at', '<', yesterday), or('revoked_at', '<', yesterday)])).execute();
  }

  private async seen(sessionId: string, now: Instant): Promise<void> {
    const expires_at = sql<Instant>`least(${plus(now, IDLE)}::timestamptz, opened_at + make_interval(days => ${ABSOLUTE.days}))`;
    await this.context.db.updateTable('sessions').set({ seen_at: now, expires_at }).where('session_id', '=', sessionId).execute();
  }
}
