import type { Config } from '@annals/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';

const nonces = new WeakMap<FastifyReply, string>();

/** The nonce of this answer's Content-Security-Policy; pages put it on the styles that they insert. */
export function nonceOf(reply: FastifyReply): string {
  const nonce = nonces.get(reply) ?? randomBytes(16).toString('base64');
  nonces.set(reply, nonce);
  return nonce;
}

/**
 * Strict by default: no inline script or style without the nonce, nothing from elsewhere, no framing (architecture §8).
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What the API answers is data: a browser that is led to show it as a page shows nothing of it. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sets the headers of every answer. */
export function securityHeaders(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  const isData = request.url.startsWith('/api/');
  void reply.headers({
    'x-request-id': request.id,
    'content-security-policy': isData ? DATA_POLICY : contentSecurityPolicy(nonceOf(reply)),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(isData ? { 'cache-control': 'no-store' } : {}),
    ...(config.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  });
}
