/** How each kind of system is addressed. */
const schemes: ReadonlyMap<string, readonly string[]> = new Map([
  ['webhook', ['https:', 'http:']],
  ['s3', ['https:', 'http:']],
  ['splunk', ['https:', 'http:']],
  ['syslog', ['syslog+tls:']],
]);
const SYSLOG_PORT = '6514';

/**
 * Where a system is reached, as an address of the web; of syslog that is the host and the port alone. undefined: it is
 * no address of such a system.
 */
export function reachedAt(kind: string, address: string): URL | undefined {
  const url = URL.parse(address);
  if (url === null || schemes.get(kind)?.includes(url.protocol) !== true || url.hostname === '') return undefined;
  if (url.search !== '' && kind !== 'webhook') return undefined;
  if (kind !== 'syslog') return url;
  if (!['', '/'].includes(url.pathname) || url.username !== '') return undefined;
  return URL.parse(`https://${url.hostname}:${url.port === '' ? SYSLOG_PORT : url.port}`) ?? undefined;
}
