import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppendRejected, OutcomeUnknown, saysNoAccess, whyNoAccess } from '../faults';
import type { Answer, Append, Appended, AppendResponse } from './append-message';
import { requestOf } from './append-request';
import type { Connection } from './connection';
import type { BatchCall, Line } from './line';

/** One BatchAppend call, on one line, until it ends. */
interface Session {
  readonly line: Line;
  readonly call: Promise<BatchCall>;
  readonly waiting: Map<string, (answer: Answer) => void>;
  lastHeard: number;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/**
 * Appends over one long-lived BatchAppend call, with a table of its own of what waits for an answer.
 * db-client's own appendToStream keeps one table for the whole process without a timer: an answer that nobody waits
 * for, or that lacks a part, is a TypeError that ends the process; a broken call rejects the appends of every client in
 * it (and, with some of them queued, as unhandled rejections); an end with status OK lets them hang. So we send the
 * messages ourselves.
 */
export class AppendChannel {
  private session: Session | undefined;

  constructor(private readonly connection: Connection) {}

  /**
   * Appends with the exact expected revision, and again with the same ids and revision while the outcome is unknown
   * (protocol §3.2 rule 4 and §3.10: stored once whatever happens). Settles within the deadline.
   * @returns where the events are, or `conflict` when the stream is at another revision and holds none of them
   * @throws OutcomeUnknown after the deadline, AppendRejected when the store refuses for ever
   */
  async append(append: Append, deadlineMs: number): Promise<Appended | 'conflict'> {
    const giveUpAt = performance.now() + deadlineMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const left = giveUpAt - performance.now();
      // Half of what is left, so that after an answer that was merely lost there is time to ask again.
      const answer = await this.once(append, Math.max(left / 2, Math.min(left, 250)));
      if (answer.kind === 'appended') return answer.at;
      if (answer.kind === 'conflict') return 'conflict';
      if (answer.kind === 'rejected') throw new AppendRejected(append.stream, answer.why);
      if (performance.now() + pause >= giveUpAt || this.connection.closed)
        throw new OutcomeUnknown(append.stream, { cause: new Error(answer.why) });
      await sleep(pause);
    }
  }

  private once(append: Append, timeoutMs: number): Promise<Answer> {
    const sentAt = performance.now();
    const session = this.current();
    const { correlationId, message } = requestOf(append, timeoutMs);
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        session.waiting.delete(correlationId);
        this.endIfDone(session);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        // Not a word since it was sent: the connection is dead, whatever TCP says. A new one may reach a server that
        // lives.
        if (session.lastHeard < sentAt) this.abandon(session);
        settle({ kind: 'unknown', why: `no answer within ${Math.round(timeoutMs)} ms` });
      }, timeoutMs);
      session.waiting.set(correlationId, settle);
      session.call
        .then((call) => {
          if (session.waiting.has(correlationId)) call.write(message);
        })
        .catch((error: unknown) => this.end(session, reason(error)));
    });
  }

  private current(): Session {
    const { line } = this.connection;
    const before = this.session;
    if (before?.line === line) return before;
    const session: Session = { line, call: line.batchAppend(), waiting: new Map(), lastHeard: 0 };
    this.session = session;
    // A read has left the line of the one before: what waits there may still be answered.
    if (before) this.endIfDone(before);
    session.call.then((call) => this.listen(session, call)).catch((error: unknown) => this.end(session, reason(error)));
    return session;
  }

  private listen(session: Session, call: BatchCall): void {
    call.on('data', ({ correlationId, answer }: AppendResponse) => {
      session.lastHeard = performance.now();
      // Answered twice, too late, or never asked for: nobody waits, and nothing happens.
      session.waiting.get(correlationId ?? '')?.(answer);
    });
    call.on('error', (error) => {
      if (session.lastHeard === 0 && saysNoAccess(error)) this.refuse(session, whyNoAccess(error));
      else this.end(session, reason(error));
    });
    call.on('end', () => this.end(session, 'the event store ended the call'));
  }

  private end(session: Session, why: string): void {
    if (this.session === session) this.session = undefined;
    for (const settle of [...session.waiting.values()]) settle({ kind: 'unknown', why });
  }

  /**
   * The call was turned away at the door: nothing that was sent on it is stored, and another call would fare no better.
   */
  private refuse(session: Session, why: string): void {
    if (this.session === session) this.session = undefined;
    for (const settle of [...session.waiting.values()]) settle({ kind: 'rejected', why });
  }

  private abandon(session: Session): void {
    if (this.session === session) this.session = undefined;
    this.connection.leave(session.line);
    this.cancel(session);
  }

  /** A call that no append goes to any more has no reason to live once nothing waits on it. */
  private endIfDone(session: Session): void {
    if (this.session !== session && session.waiting.size === 0) this.cancel(session);
  }

  private cancel(session: Session): void {
    session.call.then(
      (call) => {
        call.cancel();
      },
      () => undefined,
    ); // it never opened: nothing to cancel
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
