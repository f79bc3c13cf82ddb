import { randomUUID } from 'node:crypto';
import {
  Server,
  status,
  type Metadata,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log';
import { encodeUuid } from '../wire/shared';
import { encodeClusterInfo, encodeSupportedMethods, endpointOf, type Endpoint } from './about';
import type { Caller } from './access';
import { BatchAppendCall } from './batch-append';
import {
  asFailure,
  unary,
  type CallContext,
  type Duplex,
  type OpenCalls,
  type Readable,
  type Unary,
  type Writable,
} from './call';
import { eagerCalls } from './eager-call';
import { connectionOptions } from './connections';
import { Failure, accessDenied } from './failures';
import { GOSSIP, MISSING, SERVER_FEATURES, STREAMS, STREAM_METHODS, type Method } from './methods';
import { serveRead } from './serve-read';
import { append, remove } from './write';

const LARGEST_MESSAGE = 20 * 1024 * 1024;
const same = (bytes: Buffer): Buffer => bytes;

/** Messages stay bytes on their way through gRPC: encoding and decoding is our own business. */
function definition(service: string, methods: readonly Method[]): ServiceDefinition {
  return Object.fromEntries(
    methods.map(([name, requestStream, responseStream]) => [
      name,
      {
        path: `/${service}/${name}`,
        requestStream,
        responseStream,
        requestSerialize: same,
        requestDeserialize: same,
        responseSerialize: same,
        responseDeserialize: same,
      },
    ]),
  );
}

/** The parts that calls are served with. */
export interface Desk {
  readonly log: EventLog;
  readonly open: OpenCalls;
  readonly report: (problem: string) => void;
  /** Who makes a call. @throws Failure unauthenticated */
  readonly callerOf: (metadata: Metadata) => Caller;
  /** Milliseconds: see `connectionOptions`. */
  readonly keepalive: number;
}

const contextOf = ({ log, report, callerOf }: Desk, call: { readonly metadata: Metadata }): CallContext => ({
  log,
  report,
  caller: callerOf(call.metadata),
});

/** Serves a call that answers by a stream, once it is known who makes it. */
function streaming<Call extends Writable | Duplex>(desk: Desk, serve: (context: CallContext, call: Call) => void) {
  return (call: Call): void => {
    try {
      serve(contextOf(desk, call), call);
    } catch (error) {
      call.emit('error', asFailure(error, desk.report));
    }
  };
}

function streams(desk: Desk): UntypedServiceImplementation {
  const { open, report } = desk;
  return {
    Read: streaming<Writable>(desk, (context, call) => {
      void serveRead(context, call, open.add(call));
    }),
    BatchAppend: streaming<Duplex>(desk, (context, call) => {
      new BatchAppendCall(context, call, open.add(call));
    }),
    Append: unary(report, (call: Readable) => append(contextOf(desk, call), call)),
    Delete: unary(report, (call: Unary) => remove(contextOf(desk, call), 'delete', call)),
    Tombstone: unary(report, (call: Unary) => remove(contextOf(desk, call), 'tombstone', call)),
  };
}

/** What is missing says so by its name, to whoever may come in at all. */
function missing(desk: Desk, feature: string, methods: readonly Method[]): UntypedServiceImplementation {
  const refuse = ({ caller }: CallContext): never => {
    throw caller.isAnonymous
      ? accessDenied()
      : new Failure(status.UNIMPLEMENTED, `The embedded event store has no ${feature}: use an EventStoreDB server.`);
  };
  return Object.fromEntries(
    methods.map(([name, , responseStream]) => [
      name,
      responseStream
        ? streaming<Writable>(desk, refuse)
        : unary<Unary>(desk.report, (call) => refuse(contextOf(desk, call))),
    ]),
  );
}

/**
 * The gRPC server with all services of the protocol, those that we do not have included.
 * @param advertise where Gossip sends clients; undefined: to the address by which each of them came
 */
export function makeServer(desk: Desk, advertise: Endpoint | undefined): Server {
  const server = new Server({
    ...connectionOptions(desk.keepalive),
    'grpc.max_receive_message_length': LARGEST_MESSAGE,
    'grpc.max_send_message_length': -1,
    interceptors: [eagerCalls],
  });
  const features = encodeSupportedMethods();
  const instance = encodeUuid(randomUUID(), true);
  const gossip = (call: Unary): Buffer => encodeClusterInfo(advertise ?? endpointOf(call.getHost()), instance);
  server.addService(definition(STREAMS, STREAM_METHODS), streams(desk));
  // These two are open to everybody: clients ask them before they say who they are.
  server.addService(definition(SERVER_FEATURES, [['GetSupportedMethods', false, false]]), {
    GetSupportedMethods: unary<Unary>(desk.report, () => features),
  });
  server.addService(definition(GOSSIP, [['Read', false, false]]), { Read: unary<Unary>(desk.report, gossip) });
  for (const [service, feature, methods] of MISSING)
    server.addService(definition(service, methods), missing(desk, feature, methods));
  return server;
}
