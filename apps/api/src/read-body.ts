import { allRoutes, refused } from '@annals/contracts';
import { keepRawBody } from '@annals/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** From somebody who is signed in, or has a key. */
const KNOWN_LIMIT = 1 << 20;
/** Before sign-in: from whoever it is. */
const STRANGERS_LIMIT = 1 << 14;

/** So much of what is too large is read to its end. */
const THROWN_AWAY_LIMIT = 1 << 23;

/** What the routes themselves say of it, by how Fastify calls them. */
const said = (limit: 'largeBody' | 'anyBody'): ReadonlyMap<string, number> =>
  new Map(
    allRoutes.flatMap(({ method, path, [limit]: bytes }) =>
      bytes === undefined ? [] : [[`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, bytes] as const],
    ),
  );
const large = said('largeBody');
const strangers = said('anyBody');
const routeOf = ({ method, routeOptions: { url = '' } }: FastifyRequest): string => `${method} ${url}`;

const knownLimit = (request: FastifyRequest): number => large.get(routeOf(request)) ?? KNOWN_LIMIT;
const strangersLimit = (request: FastifyRequest): number => strangers.get(routeOf(request)) ?? STRANGERS_LIMIT;

/** Whether the sender is one of ours. It is only asked about bodies that are large for a stranger, once. */
type IsKnown = (request: FastifyRequest) => Promise<boolean>;

/**
 * How bodies are read: JSON only (anything else is 415), an empty one as `{}`, so that `POST …/leave` needs none.
 * Prototype poisoning is refused, and so is more than the sender may send, before it is held.
 */
export function readBodies(fastify: FastifyInstance, isKnown: IsKnown): void {
  fastify.removeContentTypeParser('text/plain');
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    const text = await read(request, payload, isKnown);
    keepRawBody(request, text);
    return text === ''
      ? {}
      : new Promise((resolve, reject) => {
          void parse(request, text, (error: Error | null, body: unknown) => {
            if (error) reject(error);
            else resolve(body);
          });
        });
  });
  fastify.addHook('preValidation', async (request) => {
    if (request.method !== 'GET' && request.body === undefined) request.body = {};
  });
}

/**
 * Reads a body. One that is too large is thrown away as it comes, and refused at its end: whoever is still sending
 * hears no answer. One without an end is cut off.
 * @throws Refused BODY_TOO_LARGE, and BODY_NOT_JSON when the sender leaves in the middle
 */
async function read(request: FastifyRequest, payload: Readable, isKnown: IsKnown): Promise<string> {
  const held: Buffer[] = [];
  let size = 0;
  let limit = strangersLimit(request);
  let isAsked = false;
  // The stream stays open when it is left early: the answer goes out by the same connection.
  const pieces = payload.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  try {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > limit && !isAsked) {
        isAsked = true;
        if (await isKnown(request)) limit = knownLimit(request);
      }
      if (size > Math.max(limit, THROWN_AWAY_LIMIT)) break;
      if (size > limit) held.length = 0;
      else held.push(piece);
    }
  } catch (error) {
    throw payload.errored ? refused('BODY_NOT_JSON') : error;
  }
  if (size > limit) throw refused('BODY_TOO_LARGE', { limitBytes: limit });
  return Buffer.concat(held, size).toString('utf8');
}
