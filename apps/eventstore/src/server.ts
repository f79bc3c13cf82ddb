import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials, status, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { EventLog } from './log/event-log';
import { StorageRefused } from './log/schema';
import { BatchAppendCall } from './rpc/batch-append';
import { OpenCalls, unary, type Duplex, type Readable, type Unary, type Writable } from './rpc/call';
import { Failure, unavailable } from './rpc/failures';
import { GOSSIP, MISSING, SERVER_FEATURES, STREAMS, STREAM_METHODS, type Method } from './rpc/methods';
import { encodeClusterInfo, encodeSupportedMethods } from './rpc/about';
import { serveRead } from './rpc/serve-read';
import { append, remove } from './rpc/write';
import { encodeUuid } from './wire/shared';

export interface EventStoreOptions {
  /** Postgres that holds the log (schema `eventstore`); this server must be its only writer. */
  readonly databaseUrl: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly host?: string;
  /** For tests: awaited before every commit. */
  readonly commitDelay?: () => Promise<void>;
  /** What went wrong without ending the server, one line each; stderr when left out. */
  readonly report?: (problem: string) => void;
}

export interface EventStoreServer {
  readonly port: number;
  /** Answers the appends already received, ends every open call with UNAVAILABLE and lets go of the log. */
  stop(): Promise<void>;
  /** Settles when the server has ended; with the reason when it had to end by itself (another server took the log over). */
  readonly closed: Promise<StorageRefused | undefined>;
}

const LARGEST_MESSAGE = 20 * 1024 * 1024;
const STOP_PATIENCE = 3000;
const same = (bytes: Buffer): Buffer => bytes;

/** Messages stay bytes on their way through gRPC: encoding and decoding is our own business. */
function definition(service: string, methods: readonly Method[]): ServiceDefinition {
  return Object.fromEntries(methods.map(([name, requestStream, responseStream]) => [name, {
    path: `/${service}/${name}`, requestStream, responseStream, requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same }]));
}

function streams(log: EventLog, open: OpenCalls, report: (problem: string) => void): UntypedServiceImplementation {
  return {
    Read: (call: Writable) => { void serveRead(log, call, open.add(call), report); },
    BatchAppend: (call: Duplex) => { new BatchAppendCall(log, call, open.add(call), report); },
    Append: unary(report, (call: Readable) => append(log, call)),
    Delete: unary(report, (call: Unary) => remove(log, 'delete', call)),
    Tombstone: unary(report, (call: Unary) => remove(log, 'tombstone', call)),
  };
}

/** What is missing says so by its name. */
function missing(feature: string, methods: readonly Method[]): UntypedServiceImplementation {
  const failure = new Failure(status.UNIMPLEMENTED, `The embedded event store has no ${feature}: use an EventStoreDB server.`);
  return Object.fromEntries(methods.map(([name, , responseStream]) => [name, responseStream
    ? (call: Writable) => { call.emit('error', failure); }
    : (_call: Unary, callback: (error: Failure) => void) => { callback(failure); }]));
}

function makeServer(log: EventLog, open: OpenCalls, report: (problem: string) => void): Server {
  const server = new Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE, 'grpc.max_send_message_length': -1 });
  const features = encodeSupportedMethods();
  const instance = encodeUuid(randomUUID(), true);
  server.addService(definition(STREAMS, STREAM_METHODS), streams(log, open, report));
  server.addService(definition(SERVER_FEATURES, [['GetSupportedMethods', false, false]]), { GetSupportedMethods: unary<Unary>(report, () => features) });
  server.addService(definition(GOSSIP, [['Read', false, false]]), { Read: unary<Unary>(report, (call) => encodeClusterInfo(call.getHost(), instance)) });
  for (const [service, feature, methods] of MISSING) server.addService(definition(service, methods), missing(feature, methods));
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host.includes(':') ? `[${host}]` : host}:${port}`, ServerCredentials.createInsecure(), (cause, bound) => {
      if (cause === null) resolve(bound);
      else reject(new StorageRefused(/EADDRINUSE/.test(cause.message) ? `Port ${port} is taken by another program: choose another one with --port.` : `The event store can't listen on ${host}:${port}: ${cause.message}.`, { cause }));
    });
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => { server.forceShutdown(); resolve(); }, 500);
    server.tryShutdown(() => { clearTimeout(force); resolve(); });
  });
}

/**
 * Starts the embedded event store: the gRPC protocol of EventStoreDB on one side, tables in Postgres on the other.
 * @throws StorageRefused, whose message is one sentence, when the port or the database can't be had or another server owns the log
 */
export async function startEventStore(options: EventStoreOptions): Promise<EventStoreServer> {
  const report = options.report ?? ((problem: string): void => { process.stderr.write(`event store: ${problem}\n`); });
  const open = new OpenCalls();
  let ended: (reason: StorageRefused | undefined) => void;
  const closed = new Promise<StorageRefused | undefined>((resolve) => { ended = resolve; });
  let stopping: Promise<void> | undefined;
  const stop = (reason?: StorageRefused): Promise<void> => stopping ??= (async () => {
    await log.stopWriting(STOP_PATIENCE);
    open.failAll(unavailable());
    await shutDown(server);
    await log.close();
    ended(reason);
  })();
  const log = await EventLog.open({ databaseUrl: options.databaseUrl, commitDelay: options.commitDelay, report, onFenced: (reason) => { void stop(reason); } });
  const server = makeServer(log, open, report);
  try {
    const port = await listen(server, options.host ?? '127.0.0.1', options.port);
    return { port, stop: () => stop(), closed };
  } catch (error) {
    await log.stopWriting(0);
    await log.close();
    throw error;
  }
}
