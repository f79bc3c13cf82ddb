import { InterceptingCall, Metadata, status, type Interceptor, type StatusObject } from '@grpc/grpc-js';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';

/**
 * Trailers that the client reads without looking whether they came (protocol §2.4); a missing one would be a TypeError
 * outside of any promise.
 */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'not-leader': ['leader-endpoint-host', 'leader-endpoint-port'],
  'stream-deleted': ['stream-name'],
  'wrong-expected-version': ['stream-name', 'expected-version', 'actual-version'],
  'maximum-append-size-exceeded': ['maximum-append-size'],
  'missing-required-metadata-property': ['required-metadata-properties'],
  'user-not-found': ['login-name'],
  'user-conflict': ['login-name'],
  'scavenge-not-found': ['scavenge-id'],
};

/**
 * Stands between the wire and db-client 6.2.1, whose handlers throw where nobody can catch when an answer lacks what
 * they expect. A status that lacks trailers is passed on by its code alone; an event that lacks its identity ends its
 * call with INTERNAL.
 * @param heard called whenever the server said something
 */
export const guard =
  (heard: () => void): Interceptor =>
  (options, nextCall) => {
    const call = new InterceptingCall(nextCall(options), {
      start(metadata, _listener, next) {
        next(metadata, {
          onReceiveMetadata(received, deliver) {
            heard();
            deliver(received);
          },
          onReceiveMessage(message: unknown, deliver: (message: unknown) => void) {
            heard();
            if (!(message instanceof ReadResp) || isComplete(message)) return deliver(message);
            call.cancelWithStatus(status.INTERNAL, 'The event store sent an event without its identity');
            // The status comes through once every message was delivered; this one says nothing.
            deliver(new ReadResp());
          },
          onReceiveStatus(received, deliver) {
            deliver(complete(received));
          },
        });
      },
    });
    return call;
  };

function isComplete(response: ReadResp): boolean {
  const resolved = response.getEvent();
  if (!resolved) return true;
  return [resolved.getEvent(), resolved.getLink()].every(
    (record) => !record || (record.hasId() && record.hasStreamIdentifier()),
  );
}

function complete(received: StatusObject): StatusObject {
  const exception = received.metadata.get('exception')[0]?.toString();
  const missing = (NEEDED[exception ?? ''] ?? []).some((trailer) => received.metadata.get(trailer).length === 0);
  return missing ? { ...received, metadata: new Metadata() } : received;
}
