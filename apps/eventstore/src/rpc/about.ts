import { field, message, varint } from '@annals/protobuf';
import {
  SERVER_FEATURES,
  GOSSIP,
  MISSING,
  PERSISTENT_SUBSCRIPTIONS,
  PROJECTIONS,
  STREAMS,
  STREAM_METHODS,
  lowerCaseMethods,
} from './methods';

/** Parseable by clients that compare versions, and honest about what it is. */
export const VERSION = '24.10.0-embedded';

const FEATURES: Readonly<Record<string, readonly string[]>> = {
  read: ['position', 'events'],
  batchappend: ['deadline_duration'],
};

const supported = (service: string, method: string, features: readonly string[]): Buffer =>
  field(1, field(1, method), field(2, service.toLowerCase()), ...features.map((feature) => field(3, feature)));

/**
 * SupportedMethods { methods(1), event_store_server_version(2) }, with lower-case names.
 * Persistent subscriptions and the making of projections are listed though they are missing: the client then asks by
 * gRPC and shows our sentence, instead of trying HTTP.
 */
export function encodeSupportedMethods(): Buffer {
  const missing = MISSING.find(([service]) => service === PERSISTENT_SUBSCRIPTIONS)?.[2] ?? [];
  return message(
    ...lowerCaseMethods(STREAM_METHODS).map((method) => supported(STREAMS, method, FEATURES[method] ?? [])),
    ...lowerCaseMethods(missing).map((method) => supported(PERSISTENT_SUBSCRIPTIONS, method, ['stream'])),
    supported(PROJECTIONS, 'create', ['track_emitted_streams']),
    supported(SERVER_FEATURES, 'getsupportedmethods', []),
    supported(GOSSIP, 'read', []),
    field(2, VERSION),
  );
}

const LEADER = 8;

/** Where a server is reached. */
export interface Endpoint {
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The endpoint that an authority (`host:port`) names. */
export function endpointOf(authority: string): Endpoint {
  const { hostname, port } = new URL(`http://${authority}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port === '' ? 80 : port) };
}

/**
 * ClusterInfo { members(1) } with this one node, alive and leading.
 * @param endpoint where the asking client is to connect; over TLS its host must be one that the certificate is for
 */
export function encodeClusterInfo({ host, port }: Endpoint, instanceId: Buffer): Buffer {
  const ticks = BigInt(Date.now()) * 10_000n;
  return field(
    1,
    field(1, instanceId),
    varint(2, ticks),
    varint(3, LEADER),
    varint(4, 1),
    field(5, field(1, host), varint(2, port)),
  );
}
