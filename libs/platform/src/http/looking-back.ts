import { momentAsked, looksBack, momentIn, refused, AS_OF, type Route, type ViolationCode } from '@annals/contracts';
import type { Moment } from '@annals/views';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { validationProblem } from './violations';

/** The moment in the address of a request, as it was written. */
const written = new WeakMap<IncomingMessage, string>();

/**
 * Takes the moment out of an address of the past (E1), so that the very route answers that answers now; the guard takes
 * it up again. Only reads have one: commands at a moment do not exist.
 */
export function withoutMoment(request: IncomingMessage): string {
  const { method, url = '/' } = request;
  const asked = method === 'GET' ? momentIn(url) : undefined;
  if (!asked) return url;
  written.set(request, asked.at);
  return asked.url;
}

/** @throws Refused VALIDATION_FAILED for what is no moment, KNOWN_ONLY_NOW on routes that do not look back */
export function momentOf(request: FastifyRequest, route: Route): number | string | undefined {
  const at = written.get(request.raw);
  if (at === undefined) return undefined;
  const read = momentAsked.safeParse(decoded(at));
  if (!read.success) throw noMoment();
  if (!looksBack(route)) throw refused('KNOWN_ONLY_NOW');
  return read.data;
}

const noMoment = () =>
  validationProblem([
    {
      code: 'custom',
      path: ['at'],
      message: 'is expected to be the number of an event, or an instant as in RFC 3339, e.g. 2026-11-22T00:00:00Z',
      params: { code: 'malformed' satisfies ViolationCode },
    },
  ]);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The request in hand, wherever a view is read as it was for it. */
const answers = new AsyncLocalStorage<{ moment?: Pick<Moment, 'sequence'> }>();

/** Notes that a view was read as it was. */
export function noteLookedBack(moment: Pick<Moment, 'sequence'>): void {
  const answer = answers.getStore();
  if (answer) answer.moment = moment;
}

/** Every answer that shows a view as it was says after which event: what shows something else has no such header. */
export function sayLookedBack(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    if (written.has(raw)) answers.run({}, done);
    else done();
  });
  fastify.addHook('onSend', async (_request, reply) => {
    const moment = answers.getStore()?.moment;
    if (moment) void reply.header(AS_OF, String(moment.sequence));
  });
}
