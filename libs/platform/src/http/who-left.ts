import type { FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';

/** A connection carries one request at a time: who closes it waits for nothing any more. */
const signals = new WeakMap<Socket, AbortSignal>();

/**
 * Aborts when whoever asks has left before the answer. Not Fastify's `request.signal`: it listens to the request, which
 * is over as soon as its body was read.
 */
export function whoLeft({ socket }: Pick<FastifyRequest, 'socket'>): AbortSignal {
  if (socket.destroyed) return AbortSignal.abort();
  const known = signals.get(socket);
  if (known) return known;
  const leaving = new AbortController();
  signals.set(socket, leaving.signal);
  socket.once('close', () => {
    leaving.abort();
  });
  return leaving.signal;
}
