import { refused } from '@annals/contracts';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '@annals/config';

/**
 * CSRF: a session's cookie counts only for requests that our own pages (or a program that says nothing of a site) send.
 * Our pages are those under the public address, whatever name a proxy calls us by. Where that is this machine's own,
 * nobody has named one, and we are as well reached by any other name that the browser itself uses.
 * @throws Refused CROSS_SITE_REQUEST for a command that another site's page sends
 */
export function refuseOtherSites({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refused('CROSS_SITE_REQUEST');
  if (headers.origin !== undefined && !isOurs(headers.origin, headers.host, publicUrl))
    throw refused('CROSS_SITE_REQUEST');
}

/** `null` (a sandboxed page) and what is no address at all are nobody's own pages. */
function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  const page = URL.parse(origin);
  if (page === null || page.host === '') return false;
  if (page.origin === new URL(publicUrl).origin) return true;
  return isLoopback(new URL(publicUrl).hostname) && URL.parse(`${page.protocol}//${host ?? ''}`)?.host === page.host;
}
