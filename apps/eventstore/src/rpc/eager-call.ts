import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';

/** Bytes that are gathered for one write while the one before it is on its way: the window that HTTP/2 gives a call. */
const CHUNK = 64 * 1024;

/**
 * A call that takes the next answer before the last one is on the wire. By itself grpc-js waits for each, so that every
 * small event costs a write of its own; this way the HTTP/2 stream gathers what comes meanwhile and writes it at once.
 * There are two chunks at most, one being sent and one being gathered: a client that does not read is noticed as
 * before.
 */
class EagerCall extends ServerInterceptingCall {
  /** Bytes that the connection has not taken yet. */
  private inFlight = 0;
  /** Bytes since it took some. */
  private gathered = 0;
  private held: (() => void) | undefined;

  override sendMessage(message: unknown, callback: () => void): void {
    const size = Buffer.isBuffer(message) ? message.length : 0;
    this.inFlight += size;
    this.gathered += size;
    super.sendMessage(message, () => {
      this.inFlight -= size;
      this.gathered = 0;
      this.release();
    });
    this.held = callback;
    this.release();
  }

  /** The stream of answers waits for one callback at a time. */
  private release(): void {
    if (this.held === undefined || this.gathered > CHUNK || this.inFlight > 2 * CHUNK) return;
    const callback = this.held;
    this.held = undefined;
    callback();
  }
}

/** Option `interceptors` of a server whose answers are many and small. */
export const eagerCalls: ServerInterceptor = (_method, call) => new EagerCall(call);
