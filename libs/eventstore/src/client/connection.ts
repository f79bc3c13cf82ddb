import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientDuplexStream, ClientReadableStream, CallOptions, Channel, Client as GrpcClient, ClientOptions, Metadata } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { responseOf, type AppendResponse } from './append-message';
import { guard } from './guard';
import { readsQuickly } from './read-response';

/** So much a server may send ahead of us. */
const WINDOW_BYTES = 1 << 20;
/** A server that doesn't take our leave must not keep us. */
const CLOSE_MS = 1000;

/** Takes appends as the bytes of their messages. */
export type BatchCall = ClientDuplexStream<Buffer, AppendResponse>;
export type ReadCall = ClientReadableStream<ReadResp>;

const same = (bytes: Buffer): Buffer => bytes;

type GrpcConstructor<Client> = new (address: null, credentials: null, options: Partial<ClientOptions>) => Client;

/** What we use of db-client 6.2.1 below its public methods: its channel with discovery and reconnection, but not its append (see AppendChannel). */
interface Internals {
  createGRPCClient: <Client extends GrpcClient>(constructor: GrpcConstructor<Client>) => Promise<Client>;
  createChannel: () => Promise<Channel>;
  readonly getChannel: () => Promise<Channel>;
  readonly callArguments: (base: object, options: Partial<CallOptions>) => [Metadata, Partial<CallOptions>];
  readonly GRPCStreamCreator: <Call>(constructor: typeof StreamsClient, name: string, create: (client: StreamsClient) => Call) => () => Promise<Call>;
}

function hasInternals(client: object): client is Internals {
  return ['createGRPCClient', 'createChannel', 'getChannel', 'callArguments', 'GRPCStreamCreator'].every((name) => typeof Reflect.get(client, name) === 'function');
}

/** One client of one component: another component's faults are not its faults. Made anew when it stops answering. */
export class Connection {
  private opened: EventStoreDBClient | undefined;
  private isClosed = false;
  private readonly leaving = new Set<Promise<void>>();

  constructor(private readonly connectionString: string) {}

  /** The client of now. Keep it for one call only. */
  get client(): EventStoreDBClient {
    if (this.isClosed) throw new Error('This connection to the event store was closed');
    this.opened ??= open(this.connectionString);
    return this.opened;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** A new duplex call for appends, on the channel that the client discovers and reconnects. */
  async batchAppend(): Promise<BatchCall> {
    const internals = internalsOf(this.client);
    return await internals.GRPCStreamCreator(StreamsClient, 'batchAppend', (grpc) =>
      grpc.makeBidiStreamRequest(StreamsService.batchAppend.path, same, responseOf, ...internals.callArguments({}, { deadline: Infinity })))();
  }

  /** A new call that reads, on the same channel: its messages as they come, events as bytes. */
  async read(request: ReadReq): Promise<ReadCall> {
    const internals = internalsOf(this.client);
    return await internals.GRPCStreamCreator(StreamsClient, 'read', (grpc) => grpc.read(request, ...internals.callArguments({}, { deadline: Infinity })))();
  }

  /** Leaves a client that stopped answering; the next call opens a new one. What still waits on the old one is cancelled. */
  drop(client: EventStoreDBClient): void {
    if (this.opened !== client) return;
    this.opened = undefined;
    const left = dispose(client).finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.opened) this.drop(this.opened);
    await Promise.race([Promise.all(this.leaving), sleep(CLOSE_MS, undefined, { ref: false })]);
  }
}

function open(connectionString: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  const internals = internalsOf(client);
  const createChannel = internals.createChannel;
  internals.createChannel = async () => widen(await createChannel());
  internals.createGRPCClient = async (Grpc) => {
    const grpc = new Grpc(null, null, { channelOverride: await internals.getChannel(), interceptors: [guard] });
    readsQuickly(grpc);
    return grpc;
  };
  return client;
}

/**
 * HTTP/2 lets a server send 64 KB, some 70 events, before it has to hear from us again: whoever reads the log waits for that more than for anything
 * else. db-client has no setting for it, so it is set on its channel, before that connects; a channel without these options is merely slower.
 */
function widen(channel: Channel): Channel {
  const inner: unknown = Reflect.get(channel, 'internalChannel');
  const options: unknown = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'options') : undefined;
  if (typeof options === 'object' && options !== null) Object.assign(options, { 'grpc-node.flow_control_window': WINDOW_BYTES });
  return channel;
}

function internalsOf(client: object): Internals {
  if (!hasInternals(client)) throw new Error('This version of @eventstore/db-client is not the one that Annals is written for (6.2.1)');
  return client;
}

async function dispose(client: EventStoreDBClient): Promise<void> {
  await client.dispose();
  // dispose ends calls but keeps the channel, whose timers would keep the process alive. A channel that never opened has nothing to close.
  const channel = await internalsOf(client).getChannel().catch(() => undefined);
  channel?.close();
}
