import { performance } from 'node:perf_hooks';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Connection } from './connection';
import { Inflow, Silent } from './inflow';

/** How a read is waited for. */
export interface Waiting {
  /** Answers that arrive ahead of their taker, at most. */
  readonly most: number;
  /** How long the next answer may take before the connection is doubted; for ever without a number. */
  readonly patienceMs: () => number | undefined;
  /**
   * Until when (performance.now()) silence is borne while others of the connection hear the server; without it not at
   * all.
   */
  readonly giveUpAt?: () => number;
  /** Ends the reading, without an error. */
  readonly signal?: AbortSignal;
}

/**
 * What the store answers to a read or a subscription, in arrays of what is there: all of it, or an error. Silence ends
 * this call alone: the others of its connection go on, and when none of them hears anything either, the next calls go
 * over a new one.
 * @throws Silent, CutOff, or the status of the call
 */
export async function* answers(connection: Connection, request: ReadReq, waiting: Waiting): AsyncGenerator<ReadResp[]> {
  const { most, patienceMs, giveUpAt = () => -Infinity, signal } = waiting;
  const { line } = connection;
  const inflow = new Inflow<ReadResp>(line.read(request), most);
  const leave = (): void => {
    inflow.leave();
  };
  signal?.addEventListener('abort', leave);
  if (signal?.aborted === true) leave();
  try {
    for (let since = performance.now(); ;) {
      try {
        const responses = await inflow.next(patienceMs());
        if (!responses) return;
        yield responses;
        since = performance.now();
      } catch (error) {
        if (!(error instanceof Silent)) throw error;
        const isAlive = line.heardAt > since;
        if (!isAlive) connection.leave(line);
        if (!isAlive || performance.now() >= giveUpAt()) throw error;
        since = performance.now();
      }
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
  }
}
