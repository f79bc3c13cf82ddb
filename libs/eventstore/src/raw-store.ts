import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { Position } from '@annals/kernel';
import { answers } from './client/answers';
import { AppendChannel } from './client/append-channel';
import type { Append } from './client/append-message';
import { Connection } from './client/connection';
import { rawEventOf, type RawEvent } from './client/raw-event';
import { logRequest } from './client/read-request';
import { AccessRefused, EventStoreUnavailable, LogDamaged, OutcomeUnknown, saysDamaged, saysNoAccess } from './faults';

/** Answers that arrive ahead of their taker, at most. */
const AHEAD = 200;
const SILENCE_MS = 10_000;
const PAUSE_MS = 250;
const APPEND_MS = 5000;
const PATIENCE_MS = 60_000;
/** A server that was never reached is more likely misspelt than down. */
const FIRST_PATIENCE_MS = 3000;
/** No repetition changes these answers. */
const FINAL = new Set<unknown>([status.INVALID_ARGUMENT, status.UNIMPLEMENTED]);

/** What a stream is expected to end with: a revision; -1: it has no events; `any`: whatever is there. */
export type ExpectedEnd = number | 'any';

/**
 * An event store spoken to below what Annals means by its events: every event as its bytes are stored, nothing decoded.
 * For tools that move logs.
 */
export class RawStore {
  private readonly connection: Connection;
  private readonly channel: AppendChannel;
  private patienceMs = FIRST_PATIENCE_MS;

  /**
   * @param name what its errors call it, e.g. "the source esdb://…"
   * @throws what db-client throws when the connection string is none
   */
  constructor(
    connectionString: string,
    private readonly name = 'the event store',
  ) {
    this.connection = new Connection(connectionString);
    this.channel = new AppendChannel(this.connection);
    void this.connection.line; // reads the connection string, and throws when it is none
  }

  /**
   * The log after a place (from the start without one) to its end, the store's own events included, in arrays of what
   * is there. Goes on where it was when the connection breaks.
   * @throws EventStoreUnavailable when that doesn't help for a minute, AccessRefused, LogDamaged
   */
  async *events(after?: Position): AsyncGenerator<RawEvent[]> {
    let place = after;
    for (let giveUpAt = performance.now() + this.patienceMs; ;) {
      try {
        for await (const responses of answers(this.connection, logRequest(place ?? 'start'), {
          most: AHEAD,
          patienceMs: () => SILENCE_MS,
        })) {
          const events = responses
            .flatMap((response) => rawEventOf(response) ?? [])
            .filter(({ position }) => position.commit !== place?.commit || position.prepare !== place.prepare);
          place = events.at(-1)?.position ?? place;
          if (events.length > 0) yield events;
          giveUpAt = performance.now() + PATIENCE_MS;
        }
        this.patienceMs = PATIENCE_MS;
        return;
      } catch (error) {
        if (saysNoAccess(error)) throw new AccessRefused(error, this.name);
        if (saysDamaged(error)) throw new LogDamaged(error, this.name);
        if (isFinal(error) || performance.now() + PAUSE_MS >= giveUpAt)
          throw new EventStoreUnavailable(`reading ${this.name}`, { cause: error });
        await sleep(PAUSE_MS);
      }
    }
  }

  /**
   * Appends at the exact revision, asking again with the same ids and revision while the outcome is unknown.
   * @throws OutcomeUnknown when a minute does not tell, AppendRejected
   */
  async append(append: Append): Promise<'appended' | 'conflict'> {
    for (const giveUpAt = performance.now() + PATIENCE_MS; ;) {
      try {
        return (await this.channel.append(append, APPEND_MS)) === 'conflict' ? 'conflict' : 'appended';
      } catch (error) {
        if (!(error instanceof OutcomeUnknown) || performance.now() >= giveUpAt) throw error;
      }
    }
  }

  /**
   * Deletes a stream so that it can be written again, or for ever. @throws what the client throws: the outcome may be
   * unknown then
   */
  async delete(
    stream: string,
    { expected, forEver }: { readonly expected: ExpectedEnd; readonly forEver: boolean },
  ): Promise<void> {
    const expectedRevision = expected === 'any' ? 'any' : expected < 0 ? 'no_stream' : BigInt(expected);
    await this.connection.line.use((client) =>
      forEver
        ? client.tombstoneStream(stream, { expectedRevision })
        : client.deleteStream(stream, { expectedRevision }),
    );
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

const isFinal = (error: unknown): boolean => error instanceof Error && 'code' in error && FINAL.has(error.code);
