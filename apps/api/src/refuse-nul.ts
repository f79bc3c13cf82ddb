import { validationProblem } from '@annals/platform';
import type { FastifyInstance } from 'fastify';

const NUL = '\u0000';

/**
 * Refuses U+0000 in any parameter of any query, before a route sees it: Postgres keeps no text with it, so that nothing can be found by it. What bodies may hold
 * their schemas say, character by character.
 * @throws Refused VALIDATION_FAILED
 */
export function refuseNul(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ query }) => {
    const parameters = Object.entries(query ?? {}).filter((parameter) => parameter.flat().some((text) => String(text).includes(NUL)));
    if (parameters.length > 0) throw validationProblem(parameters.map(([name]) => ({ path: [name], message: 'has the character U+0000' })));
  });
}
