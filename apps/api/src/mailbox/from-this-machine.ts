import type { FastifyRequest } from 'fastify';

const OWN = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What proxies say of whom they speak for; whatever begins with `x-forwarded-` says it, too. */
const PROXIED = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-host',
  'true-client-ip',
  'cf-connecting-ip',
]);

/** What of a request tells where it was made. */
export type Origin = {
  readonly headers: FastifyRequest['headers'];
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * Whether a request was made on this machine for this machine. The socket alone does not tell: a page of another site
 * whose name was pointed at 127.0.0.1 (DNS rebinding) sends a `Host` of its own, and a proxy in front of us says whom
 * it speaks for.
 */
export function isFromThisMachine({ headers, socket }: Origin): boolean {
  const host = URL.parse(`http://${headers.host ?? ''}`)?.hostname;
  const site = headers['sec-fetch-site'];
  return (
    isLoopbackAddress(socket.remoteAddress) &&
    host !== undefined &&
    OWN.has(host) &&
    !Object.keys(headers).some(isProxys) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  );
}

const isProxys = (header: string): boolean => PROXIED.has(header) || header.startsWith('x-forwarded-');
const isLoopbackAddress = (address = ''): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address);
