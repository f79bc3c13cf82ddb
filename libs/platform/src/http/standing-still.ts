import { STANDS_STILL_SINCE } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { FastifyInstance } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';

/** The request in hand, wherever a view is read for it. */
const answers = new AsyncLocalStorage<{ since?: Instant }>();

/** Notes that rows which the answer in hand shows stand still since then; the earliest counts. */
export function noteStandsStill(since: Instant): void {
  const answer = answers.getStore();
  if (answer && (answer.since === undefined || since < answer.since)) answer.since = since;
}

/** Every answer that shows rows which stand still says since when. */
export function sayStandsStill(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, _reply, done) => {
    answers.run({}, done);
  });
  fastify.addHook('onSend', async (_request, reply) => {
    const since = answers.getStore()?.since;
    if (since !== undefined) void reply.header(STANDS_STILL_SINCE, since);
  });
}
