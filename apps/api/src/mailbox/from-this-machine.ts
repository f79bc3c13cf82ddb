import type { IncomingHttpHeaders } from 'node:http';

const OWN = new Set(['localhost', '127.0.0.1', '[::1]']);
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Whether a request was made on this machine for this machine. The socket alone does not tell: a page of another site whose name
 * was pointed at 127.0.0.1 (DNS rebinding) sends a `Host` of its own, and a proxy in front of us says whom it speaks for.
 */
export function isFromThisMachine(headers: IncomingHttpHeaders): boolean {
  const host = URL.parse(`http://${headers.host ?? ''}`)?.hostname;
  const site = headers['sec-fetch-site'];
  return host !== undefined && OWN.has(host) && !PROXIED.some((name) => headers[name] !== undefined) && (site === undefined || site === 'same-origin' || site === 'none');
}
