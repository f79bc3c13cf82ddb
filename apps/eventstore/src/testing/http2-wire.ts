import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** What a client says first (RFC 9113 §3.4). */
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export const FRAME = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, windowUpdate: 8, continuation: 9 } as const;
const ACK = 1;
export const END_HEADERS = 4;
const HEADER_SIZE = 9;

/** One frame (RFC 9113 §4.1). */
export function frame(type: number, stream: number, payload: Buffer = Buffer.alloc(0), flags = 0): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** Headers as literals that no table remembers (RFC 7541 §6.2.2); names and values below 127 bytes. */
export function literals(headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(headers).map(([name, value]) =>
      Buffer.concat([
        Buffer.from([0, name.length]),
        Buffer.from(name),
        Buffer.from([value.length]),
        Buffer.from(value),
      ]),
    ),
  );
}

/** The headers with which a gRPC call begins. */
export const callHeaders = (path: string): Buffer =>
  literals({
    ':method': 'POST',
    ':scheme': 'http',
    ':path': path,
    ':authority': 'localhost',
    'content-type': 'application/grpc',
    te: 'trailers',
  });

/** A gRPC message: not compressed, its length, itself. */
export function grpcMessage(bytes: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([header, bytes]);
}

/** A bare connection, that may send anything. */
export async function rawSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined); // the server may end it at any time; `close` says so
  await once(socket, 'connect');
  return socket;
}

/** Answers the PINGs of the server, as every HTTP/2 library does by itself, and tells of all other frames. */
export function answerPings(
  socket: Socket,
  heard: (type: number, stream: number, payload: Buffer) => void = () => undefined,
): void {
  let rest: Buffer = Buffer.alloc(0);
  const lengthOf = (): number => (rest.length < HEADER_SIZE ? Infinity : rest.readUIntBE(0, 3) + HEADER_SIZE);
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let length = lengthOf(); rest.length >= length; length = lengthOf()) {
      const [type, flags] = [rest[3] ?? 0, rest[4] ?? 0];
      if (type !== FRAME.ping) heard(type, rest.readUInt32BE(5), rest.subarray(HEADER_SIZE, length));
      else if ((flags & ACK) === 0)
        socket.write(frame(FRAME.ping, 0, Buffer.from(rest.subarray(HEADER_SIZE, length)), ACK));
      rest = rest.subarray(length);
    }
  });
}

/** An HTTP/2 connection that was opened properly and then does nothing but answer PINGs. */
export async function idleConnection(port: number): Promise<Socket> {
  const socket = await rawSocket(port);
  answerPings(socket);
  socket.write(Buffer.concat([PREFACE, frame(FRAME.settings, 0), frame(FRAME.settings, 0, Buffer.alloc(0), ACK)]));
  return socket;
}
