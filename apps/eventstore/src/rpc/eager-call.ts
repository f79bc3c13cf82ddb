import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';

/** Bytes of one call that its connection has not taken yet, above which the next answer waits for the ones before it. */
const IN_FLIGHT = 128 * 1024;

/**
 * A call that takes the next answer before the last one is on the wire. By itself grpc-js waits for each, so that every small event costs a write
 * of its own; this way the HTTP/2 stream gathers what comes meanwhile and writes it at once. A client that does not read is still noticed, by bytes.
 */
class EagerCall extends ServerInterceptingCall {
  private inFlight = 0;
  private held: (() => void) | undefined;

  override sendMessage(message: unknown, callback: () => void): void {
    const size = Buffer.isBuffer(message) ? message.length : 0;
    this.inFlight += size;
    super.sendMessage(message, () => {
      this.inFlight -= size;
      this.release();
    });
    this.held = callback;
    this.release();
  }

  /** The stream of answers asks for one callback at a time. */
  private release(): void {
    if (this.held === undefined || this.inFlight > IN_FLIGHT) return;
    const callback = this.held;
    this.held = undefined;
    callback();
  }
}

/** Option `interceptors` of a server whose answers are many and small. */
export const eagerCalls: ServerInterceptor = (_method, call) => new EagerCall(call);
