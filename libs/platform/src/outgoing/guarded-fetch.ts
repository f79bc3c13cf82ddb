import { lookup, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPublicAddress } from './public-addresses';

/** An address that must not be asked: it leads into a private network, or is none that people name. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}

/** There is more than is taken. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

export interface GuardedRequest {
  /** `host` or `host:port` of a private network that the operator lets be asked. */
  readonly allowedHosts: readonly string[];
  /** So long the whole of it may take. */
  readonly withinMs: number;
  /** So many bytes are taken, also of what comes packed. */
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** GET without it. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: string;
  /** Ports that may be asked; 80 and 443 without it. */
  readonly ports?: readonly number[];
}

/** Those of websites. */
const WEB: readonly number[] = [80, 443];

export interface GuardedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

/** Whether the operator named it. */
export function isNamed(url: URL, allowedHosts: readonly string[]): boolean {
  const [host, port] = [url.hostname.toLowerCase(), portOf(url)];
  return allowedHosts.some((each) => [host, `${host}:${port}`].includes(each.toLowerCase()));
}

/**
 * What can be said of an address without asking anybody.
 * @throws AddressNotAllowed where it is no http or https, says a password, names another port than theirs, or an IP
 * address that is not public
 */
export function mustBeAskable(url: URL, allowedHosts: readonly string[], ports = WEB): void {
  const { protocol, username, password } = url;
  if (protocol !== 'http:' && protocol !== 'https:') throw new AddressNotAllowed(`${protocol} is not asked`);
  if (username !== '' || password !== '') throw new AddressNotAllowed('an address with a password is not asked');
  if (isNamed(url, allowedHosts)) return;
  if (!ports.includes(portOf(url))) throw new AddressNotAllowed(`port ${portOf(url)} is not asked`);
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new AddressNotAllowed(`${host} is not public`);
}

/** Looks a name up, and gives its addresses only if all of them are public: the one that is asked was looked at. */
export const guardedLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true, verbatim: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error) return callback(error, '', 0);
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new AddressNotAllowed(`${host} is not public`), '', 0);
    if (options.all === true) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

/** Whether a name leads to public addresses only, as far as it can be looked up at all. @throws AddressNotAllowed */
export async function mustLeadOutside(url: URL, allowedHosts: readonly string[], ports = WEB): Promise<void> {
  mustBeAskable(url, allowedHosts, ports);
  if (isNamed(url, allowedHosts) || isIP(hostOf(url)) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    guardedLookup(hostOf(url), { all: true }, (error) => {
      if (error instanceof AddressNotAllowed) reject(error);
      else resolve();
    });
  });
}

/**
 * Asks an address that somebody named, once: a redirect is an answer, for the caller to judge. The connection goes to
 * the very address that was looked at, so a name that says another one the next time gains nothing; no connection is
 * used twice.
 * @throws AddressNotAllowed, AnswerTooLarge, what the network says, or an AbortError at the end of its time
 */
export async function guardedFetch(url: URL, asked: GuardedRequest): Promise<GuardedAnswer> {
  const { allowedHosts, withinMs, headers = {}, signal, method = 'GET', body, ports } = asked;
  mustBeAskable(url, allowedHosts, ports);
  const time = AbortSignal.timeout(withinMs);
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    agent: false,
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
    ...(isNamed(url, allowedHosts) ? {} : { lookup: guardedLookup }),
    signal: signal ? AbortSignal.any([signal, time]) : time,
  });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  try {
    return {
      status: answer.statusCode ?? 0,
      headers: plainHeaders(answer),
      body: await bodyOf(answer, asked.maxBytes),
    };
  } finally {
    request.destroy();
  }
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Nobody asked for it packed; some servers pack it all the same. What grows too large is left in the middle. */
async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').toLowerCase();
  const unpacker = unpackers[encoding];
  if (encoding !== 'identity' && unpacker === undefined) throw new Error(`it comes packed as ${encoding}`);
  const plain = unpacker === undefined ? answer : pipeline(answer, unpacker(), () => undefined);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of plain as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw new AnswerTooLarge(`it has more than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
