import type { FastifyRequest } from 'fastify';

const texts = new WeakMap<object, string>();

/** A body as it came, for who looks at what was signed. */
export const keepRawBody = (request: FastifyRequest, text: string): void => {
  texts.set(request, text);
};

export const rawBodyOf = (request: object): string => texts.get(request) ?? '';
