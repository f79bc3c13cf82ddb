import { performance } from 'node:perf_hooks';
import type {
  CallOptions,
  Channel,
  Client as GrpcClient,
  ClientDuplexStream,
  ClientOptions,
  ClientReadableStream,
  Metadata,
} from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { responseOf, type AppendResponse } from './append-message';
import { guard } from './guard';
import { readsQuickly } from './read-response';

/** So much a server may send ahead of us. */
const WINDOW_BYTES = 1 << 20;

/** Takes appends as the bytes of their messages. */
export type BatchCall = ClientDuplexStream<Buffer, AppendResponse>;
export type ReadCall = ClientReadableStream<ReadResp>;

const same = (bytes: Buffer): Buffer => bytes;

type GrpcConstructor<Client> = new (address: null, credentials: null, options: Partial<ClientOptions>) => Client;
type CallArguments = [Metadata, Partial<CallOptions>];

/**
 * What we use of db-client 6.2.1 below its public methods: its channel with discovery and reconnection,
 * but not its append (see AppendChannel) or its reads (see Inflow).
 */
interface Internals {
  createGRPCClient: <Client extends GrpcClient>(constructor: GrpcConstructor<Client>) => Promise<Client>;
  createChannel: () => Promise<Channel>;
  readonly getChannel: () => Promise<Channel>;
  readonly callArguments: (base: object, options: Partial<CallOptions>) => CallArguments;
  readonly GRPCStreamCreator: <Call>(
    constructor: typeof StreamsClient,
    name: string,
    create: (client: StreamsClient) => Call,
  ) => () => Promise<Call>;
}

const INTERNALS = ['createGRPCClient', 'createChannel', 'getChannel', 'callArguments', 'GRPCStreamCreator'];

function hasInternals(client: object): client is Internals {
  return INTERNALS.every((name) => typeof Reflect.get(client, name) === 'function');
}

/**
 * A client of db-client and the calls that go over it. One that was left closes by itself when the last of them has
 * ended.
 */
export class Line {
  /** When the server last said anything, to whichever call (performance.now()). */
  heardAt = -Infinity;
  private readonly client: EventStoreDBClient;
  private inUse = 0;
  private isLeft = false;

  /**
   * @param closed told when it has closed
   * @throws what db-client throws when the connection string is none
   */
  constructor(
    connectionString: string,
    private readonly closed: () => void,
  ) {
    this.client = open(connectionString, () => {
      this.heardAt = performance.now();
    });
  }

  /** A new duplex call for appends, on the channel that the client discovers and reconnects. */
  batchAppend(): Promise<BatchCall> {
    const { path } = StreamsService.batchAppend;
    return this.call('batchAppend', (grpc, args) => grpc.makeBidiStreamRequest(path, same, responseOf, ...args));
  }

  /** A new call that reads, on the same channel: its messages as they come, events as bytes. */
  read(request: ReadReq): Promise<ReadCall> {
    return this.call('read', (grpc, args) => grpc.read(request, ...args));
  }

  /** Something that the client does by a call of its own. */
  async use<T>(work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    this.inUse += 1;
    try {
      return await work(this.client);
    } finally {
      this.released();
    }
  }

  /** Nobody will begin anything here any more; what has begun goes on. */
  leave(): void {
    this.isLeft = true;
    if (this.inUse === 0) void this.closeChannel();
  }

  /** Ends every call. */
  async close(): Promise<void> {
    this.isLeft = true;
    await this.client.dispose();
    await this.closeChannel();
  }

  private async call<Call extends BatchCall | ReadCall>(
    name: string,
    create: (grpc: StreamsClient, args: CallArguments) => Call,
  ): Promise<Call> {
    const internals = internalsOf(this.client);
    this.inUse += 1;
    try {
      return await internals.GRPCStreamCreator(StreamsClient, name, (grpc) => {
        const call = create(grpc, internals.callArguments({}, { deadline: Infinity }));
        call.once('status', () => {
          this.released();
        });
        return call;
      })();
    } catch (error) {
      this.released();
      throw error;
    }
  }

  private released(): void {
    this.inUse -= 1;
    if (this.isLeft && this.inUse === 0) void this.closeChannel();
  }

  /**
   * db-client keeps the channel, whose timers would keep the process alive. A channel that never opened has nothing to
   * close.
   */
  private async closeChannel(): Promise<void> {
    const channel = await internalsOf(this.client)
      .getChannel()
      .catch(() => undefined);
    channel?.close();
    this.closed();
  }
}

function open(connectionString: string, heard: () => void): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  const internals = internalsOf(client);
  const createChannel = internals.createChannel;
  internals.createChannel = async () => widen(await createChannel());
  internals.createGRPCClient = async (Grpc) => {
    const grpc = new Grpc(null, null, { channelOverride: await internals.getChannel(), interceptors: [guard(heard)] });
    readsQuickly(grpc);
    return grpc;
  };
  return client;
}

/**
 * HTTP/2 lets a server send 64 KB, some 70 events, before it has to hear from us again: whoever reads the log waits for
 * that more than for anything else. db-client has no setting for it, so it is set on its channel, before that connects;
 * a channel without these options is merely slower.
 */
function widen(channel: Channel): Channel {
  const inner: unknown = Reflect.get(channel, 'internalChannel');
  const options: unknown = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'options') : undefined;
  if (typeof options !== 'object' || options === null) return channel;
  Object.assign(options, { 'grpc-node.flow_control_window': WINDOW_BYTES });
  return channel;
}

function internalsOf(client: object): Internals {
  if (hasInternals(client)) return client;
  throw new Error('This version of @eventstore/db-client is not the one that Annals is written for (6.2.1)');
}
