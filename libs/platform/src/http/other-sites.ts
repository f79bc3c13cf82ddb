import { refused } from '@annals/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * CSRF: a session's cookie counts only for requests that our own pages (or a program that says nothing of a site) send.
 * @throws Refused CROSS_SITE_REQUEST for a command that another site's page sends
 */
export function refuseOtherSites({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refused('CROSS_SITE_REQUEST');
  // `null` (a sandboxed page) and what is no address at all are nobody's own pages either.
  if (headers.origin !== undefined && URL.parse(headers.origin)?.host !== headers.host) throw refused('CROSS_SITE_REQUEST');
}
