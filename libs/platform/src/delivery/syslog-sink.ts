import { once } from 'node:events';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { connect, type TLSSocket } from 'node:tls';
import { guardedLookup, isNamed, mustBeAskable } from '../outgoing/guarded-fetch';
import { failedBy, SINK_PORTS } from './post';
import { DeliveryFailed, SEND_WITHIN_MS, type Parcel, type Reach, type Sink } from './sink';

interface Syslog extends Reach {
  readonly host: string;
  readonly port: number;
  /** Who signed the certificate of the other side (PEM), where it is nobody whom everybody knows. */
  readonly authority?: string | undefined;
}

/** Facility 13 (log audit), severity 5 (notice). */
const PRIORITY = 13 * 8 + 5;
/** The registry's number for private use in examples: names of our own are qualified by it (RFC 5424 §7.2.2). */
const OURS = 'annals@32473';

/**
 * Syslog over TLS (RFC 5424, RFC 5425): each message after its length. The protocol has no answers, so a batch has a
 * connection of its own and counts as taken when the other side has read it to its end and closed in good order.
 */
export function syslogSink(syslog: Syslog): Sink {
  return {
    most: 200,
    async send(parcels, signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(SEND_WITHIN_MS)]);
      try {
        await sendAll(syslog, parcels, deadline);
      } catch (error) {
        throw deadline.aborted ? new DeliveryFailed('NO_ANSWER_IN_TIME', { cause: error }) : failedBy(error);
      }
    },
  };
}

async function sendAll(syslog: Syslog, parcels: readonly Parcel[], signal: AbortSignal): Promise<void> {
  const socket = opened(syslog);
  const end = () => socket.destroy(new Error('Its time is over'));
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await once(socket, 'secureConnect');
    const closed = once(socket, 'close');
    socket.resume(); // what it says is not looked at; its end is
    socket.end(Buffer.concat(parcels.map(framed)));
    const [hadError] = (await closed) as [boolean];
    if (hadError) throw new DeliveryFailed('CONNECTION_FAILED');
  } finally {
    signal.removeEventListener('abort', end);
    socket.destroy();
  }
}

function opened({ host, port, authority, allowedHosts }: Syslog): TLSSocket {
  const url = new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
  mustBeAskable(url, allowedHosts, SINK_PORTS);
  return connect({
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(isNamed(url, allowedHosts) ? {} : { lookup: guardedLookup }),
    ...(authority === undefined ? {} : { ca: authority }),
  });
}

const OTHERS = /[^\x21-\x7e]/g;
/** A name in a header: printable ASCII, as long as it may be. */
const named = (text: string, most: number): string => text.replace(OTHERS, '_').slice(0, most) || '-';
const quoted = (text: string): string => `"${text.replace(/["\\\]]/g, '\\$&')}"`;

/** Its length in bytes, and the message (RFC 5425 §4.3). */
export function framed({ id, sequence, at, type, json }: Parcel): Buffer {
  const header = `<${PRIORITY}>1 ${at} ${named(hostname(), 255)} annals - ${named(type, 32)}`;
  const structured = `[${OURS} id=${quoted(id)} sequence=${quoted(String(sequence))}]`;
  const message = Buffer.from(`${header} ${structured} \ufeff${json}`);
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}
