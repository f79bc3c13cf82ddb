import type { ServerOptions } from '@grpc/grpc-js';

/**
 * Milliseconds: how often a connection is asked for a sign of life, and how long it may take to give one. As
 * EventStoreDB does.
 */
export const KEEPALIVE = 10_000;

/**
 * Calls at once on one connection; further ones are refused (or wait, when the client knows the limit). A subscription
 * is one.
 */
export const MOST_CALLS = 250;

/**
 * How connections are treated, whoever is at their other end. One that gives no sign of life is ended with all its
 * calls, whether it is half open, never said a word, or belongs to a process that stands still. Floods of PING,
 * SETTINGS or reset streams are ended by Node's HTTP/2 itself.
 * @param keepalive milliseconds
 */
export const connectionOptions = (keepalive: number): ServerOptions => ({
  'grpc.keepalive_time_ms': keepalive,
  'grpc.keepalive_timeout_ms': keepalive,
  'grpc.max_concurrent_streams': MOST_CALLS,
  'grpc.enable_channelz': 0, // nobody asks for it, and every connection and call would pay
});
