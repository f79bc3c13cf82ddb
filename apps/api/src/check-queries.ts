import type { ViolationCode } from '@annals/contracts';
import { validationProblem } from '@annals/platform';
import type { FastifyInstance } from 'fastify';

const NUL = '\u0000';

/**
 * What no parameter of any query may be, before a route sees it: given twice (a list where every route reads one text),
 * or with U+0000 in it (Postgres keeps no text with that, so that nothing can be found by it). What bodies may hold
 * their schemas say, character by character.
 * @throws Refused VALIDATION_FAILED
 */
export function checkQueries(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ query }) => {
    const wrong = Object.entries(query ?? {}).flatMap(([name, given]) => {
      const message = faultOf(given);
      return message === undefined
        ? []
        : [{ code: 'custom', path: [name], message, params: { code: 'malformed' satisfies ViolationCode } }];
    });
    if (wrong.length > 0) throw validationProblem(wrong);
  });
}

function faultOf(given: unknown): string | undefined {
  if ([given].flat().some((text) => String(text).includes(NUL))) return 'has the character U+0000';
  return Array.isArray(given) ? 'is given more than once' : undefined;
}
