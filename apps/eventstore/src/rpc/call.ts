import { WireError } from '@annals/protobuf';
import {
  status,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { DatabaseError } from 'pg';
import type { EventLog } from '../log/event-log';
import { DamagedLog } from '../log/damage';
import type { Caller } from './access';
import { Failure, damaged, handlerFailed, unavailable } from './failures';

export type Duplex = ServerDuplexStream<Buffer, Buffer>;
export type Writable = ServerWritableStream<Buffer, Buffer>;
export type Readable = ServerReadableStream<Buffer, Buffer>;
export type Unary = ServerUnaryCall<Buffer, Buffer>;

/** What every call on streams works with. */
export interface CallContext {
  readonly log: EventLog;
  readonly caller: Caller;
  /** Told of what went wrong without being the client's fault. */
  readonly report: (problem: string) => void;
}

/** The status that an error becomes for the client that caused or met it. Nobody else notices. */
export function asFailure(error: unknown, report: (problem: string) => void): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof DamagedLog) return damaged(error.message); // reported where it was found
  if (error instanceof WireError)
    return new Failure(status.INVALID_ARGUMENT, `The message can't be read: ${error.message}`);
  const lost =
    error instanceof DatabaseError ||
    (error instanceof Error && ('code' in error || /[Cc]onnection|timeout/.test(error.message)));
  report(`A call failed: ${error instanceof Error ? error.message : String(error)}`);
  return lost ? unavailable() : handlerFailed();
}

/**
 * Bytes from which a frame is waited for by itself: gRPC counts the frames that it holds for a slow client (16), not
 * their bytes.
 */
const LARGE = 16 * 1024;

/** Answers of a server stream, no faster than the client takes them. */
export class Outflow {
  private ended = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly call: Writable | Duplex) {
    const stop = (): void => {
      this.ended = true;
      this.wake();
    };
    call.once('cancelled', stop).once('close', stop).once('error', stop);
    call.on('drain', () => {
      this.wake();
    });
  }

  /** The client has gone, or the call was ended: nothing more needs to be read for it. */
  get isOver(): boolean {
    return this.ended || this.call.cancelled;
  }

  /** Calls back when nothing more can be sent. */
  onOver(callback: () => void): void {
    this.call.once('cancelled', callback).once('close', callback).once('error', callback);
  }

  /** Sends one frame. The result is undefined while the client keeps up, else a promise of when to go on. */
  send(frame: Buffer): Promise<void> | undefined {
    if (this.isOver || (frame.length < LARGE && this.call.write(frame))) return undefined;
    return new Promise((resolve) => {
      const goOn = (): void => {
        this.waiting.delete(goOn);
        resolve();
      };
      this.waiting.add(goOn);
      if (frame.length >= LARGE) this.call.write(frame, goOn);
    });
  }

  end(): void {
    if (!this.isOver) this.call.end();
  }

  fail(failure: Failure): void {
    if (!this.isOver) this.call.emit('error', failure);
    this.ended = true;
    this.wake();
  }

  private wake(): void {
    for (const goOn of [...this.waiting]) goOn();
  }
}

/** Calls that live on until somebody ends them: they are told when the server stops. */
export class OpenCalls {
  private readonly open = new Set<Outflow>();

  add(call: Writable | Duplex): Outflow {
    const outflow = new Outflow(call);
    this.open.add(outflow);
    const remove = (): void => {
      this.open.delete(outflow);
    };
    call.once('cancelled', remove).once('close', remove).once('finish', remove);
    return outflow;
  }

  /** Never with OK: a subscription that just ends looks finished, and its consumer would stop silently. */
  failAll(failure: Failure): void {
    for (const outflow of this.open) outflow.fail(failure);
    this.open.clear();
  }
}

/** Runs a handler with one answer that returns its answer or throws a Failure. */
export function unary<Call extends Unary | Readable>(
  report: (problem: string) => void,
  handler: (call: Call) => Promise<Buffer> | Buffer,
) {
  return (call: Call, callback: sendUnaryData<Buffer>): void => {
    Promise.resolve()
      .then(() => handler(call))
      .then(
        (answer) => {
          callback(null, answer);
        },
        (error: unknown) => {
          callback(asFailure(error, report));
        },
      );
  };
}
