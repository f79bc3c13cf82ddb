import { testCertificate, type TestCertificate } from '@annals/testing';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Parcel } from './sink';
import { framed, syslogSink } from './syslog-sink';

const parcel = (sequence: number, words = 'Olga disabled invoice-reader\n– für immer'): Parcel => ({
  id: `9f3b2c1a-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
  sequence,
  at: '2026-06-03T09:15:00.000Z',
  type: 'BotDisabled',
  words,
  json: JSON.stringify({ sequence, words }),
});
const signal = new AbortController().signal;
const code = (code: string) => expect.objectContaining({ name: 'DeliveryFailed', code }) as Error;

/** Messages out of a stream of bytes, each after its length (RFC 5425 §4.3). */
function messagesIn(bytes: Buffer): string[] {
  const messages: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(' ', at);
    const end = blank + 1 + Number(bytes.toString('latin1', at, blank));
    messages.push(bytes.toString('utf8', blank + 1, end));
    at = end;
  }
  return messages;
}

describe('W9: syslog over TLS', () => {
  let certificate: TestCertificate;
  let server: Server;
  let port: number;
  let got: string[] = [];
  const sockets = new Set<Socket>();
  let takes: (socket: TLSSocket, pieces: Buffer[]) => void;
  const reads = (socket: TLSSocket, pieces: Buffer[]): void => {
    socket.on('end', () => {
      got.push(...messagesIn(Buffer.concat(pieces)));
      socket.end();
    });
  };
  beforeAll(async () => {
    certificate = await testCertificate();
    const { certificate: cert, privateKey: key } = certificate;
    server = createServer({ cert, key, allowHalfOpen: true } as object, (socket) => {
      const pieces: Buffer[] = [];
      socket.on('data', (piece: Buffer) => pieces.push(piece));
      socket.on('error', () => undefined);
      takes(socket, pieces);
    });
    server.on('connection', (socket: Socket) => sockets.add(socket)); // also where TLS comes to nothing
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    [got, takes] = [[], reads];
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
    certificate.remove();
  });
  const sink = (authority: string | undefined = certificate.certificate, host = 'localhost') =>
    syslogSink({ host, port, authority, allowedHosts: [`${host}:${port}`] });

  it('sends each event as a message of RFC 5424 after its length, in order', async () => {
    const parcels = Array.from({ length: 200 }, (_, nth) => parcel(nth + 1));
    await sink().send(parcels, signal);
    expect(got).toHaveLength(200);
    for (const [index, message] of got.entries()) {
      const { id, json } = parcels[index] ?? parcel(0);
      expect(message).toMatch(/^<109>1 2026-06-03T09:15:00\.000Z \S+ annals - BotDisabled \[annals@32473 /);
      expect(message).toContain(`id="${id}" sequence="${index + 1}"] \ufeff${json}`);
    }
  });

  it('counts bytes, not letters', () => {
    const [message] = messagesIn(framed(parcel(1)));
    const [length] = framed(parcel(1)).toString('utf8').split(' ');
    expect(Number(length)).toBe(Buffer.byteLength(message ?? ''));
    expect(Number(length)).toBeGreaterThan((message ?? '').length);
  });

  it('counts as taken only what the other side read to its end', async () => {
    takes = (socket) => socket.once('data', () => socket.destroy());
    const large = Array.from({ length: 200 }, (_, nth) => parcel(nth + 1, 'x'.repeat(50_000)));
    await expect(sink().send(large, signal)).rejects.toMatchObject({ name: 'DeliveryFailed' });
    takes = () => undefined; // it never answers
    const ending = new AbortController();
    const sending = sink().send([parcel(1)], ending.signal);
    ending.abort();
    await expect(sending).rejects.toThrow(code('NO_ANSWER_IN_TIME'));
  });

  it('speaks to nobody whose certificate nobody vouches for', async () => {
    const stranger = syslogSink({ host: 'localhost', port, allowedHosts: [`localhost:${port}`] });
    await expect(stranger.send([parcel(1)], signal)).rejects.toThrow(code('DEPTH_ZERO_SELF_SIGNED_CERT'));
    expect(got).toEqual([]);
  });

  it('S10: nothing is sent into a private network that the operator did not name', async () => {
    for (const [host, ports] of [
      ['127.0.0.1', 6514],
      ['localhost', 6514],
      ['169.254.169.254', 443],
      ['::1', 6514],
      ['192.0.2.1', 22],
    ] as const)
      await expect(syslogSink({ host, port: ports, allowedHosts: [] }).send([parcel(1)], signal)).rejects.toThrow(
        code('ADDRESS_NOT_ALLOWED'),
      );
  });
});
