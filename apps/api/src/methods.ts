import { refused } from '@annals/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The address of the console's page, which stands in for whatever nobody else serves. */
export const EVERY_OTHER = '/*';

/** What one address takes: its pattern, and the methods of its routes. */
interface Address {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/**
 * Answers 405 with `Allow` where an address takes other methods than the one that was sent; the addresses are those of
 * the routes, as they are registered.
 */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const addresses = new Map<string, Address>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url === EVERY_OTHER || url === '*') return;
    const address = addresses.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const each of [method].flat()) address.methods.add(each);
    addresses.set(url, address);
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isUnserved(request)) return;
    const path = request.url.split('?')[0] ?? '';
    const methods = new Set(
      [...addresses.values()].flatMap((address) => (address.pattern.test(path) ? [...address.methods] : [])),
    );
    if (methods.size === 0 || methods.has(request.method)) return;
    void reply.header('allow', [...methods].sort().join(', '));
    throw refused('METHOD_NOT_ALLOWED');
  });
}

const isUnserved = (request: FastifyRequest): boolean => request.is404 || request.routeOptions.url === EVERY_OTHER;

/** `/things/:thingId/*` as an expression; everything else in it is taken by the letter. */
function patternOf(url: string): RegExp {
  const steps = url
    .split('/')
    .map((step) =>
      step.startsWith(':') ? '[^/]+' : step === '*' ? '.*' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${steps.join('/')}$`);
}
