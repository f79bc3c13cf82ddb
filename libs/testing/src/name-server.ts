import { createSocket } from 'node:dgram';

const TXT = 16;
/** Of an answer: recursion was done, nothing is wrong; and the same where there is no such name. */
const [FOUND, NO_SUCH_NAME] = [0x8180, 0x8183];

/** A name server on the loopback that a spec commands: what is in `published` is there, by name. */
export interface NameServer {
  /** As ANNALS_DNS_SERVERS takes it. */
  readonly address: string;
  readonly published: Map<string, readonly string[]>;
  /** Whether anybody answers. */
  answers: boolean;
  stop(): Promise<void>;
}

/** The name that is asked for, and where the question ends (RFC 1035 §4.1.2). */
function questionIn(message: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** A text at the name of the question, which is not kept by anybody. */
function record(text: string): Buffer {
  const head = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 0, 0, text.length + 1, text.length]);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

function answerTo(message: Buffer, published: NameServer['published']): Buffer {
  const { name, end } = questionIn(message);
  const texts = published.get(name);
  const head = Buffer.alloc(12);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(texts === undefined ? NO_SUCH_NAME : FOUND, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(texts?.length ?? 0, 6);
  return Buffer.concat([head, message.subarray(12, end), ...(texts ?? []).map(record)]);
}

/** Starts one on a free port. */
export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const server: NameServer = {
    address: `127.0.0.1:${socket.address().port}`,
    published: new Map(),
    answers: true,
    stop: () =>
      new Promise((resolve) => {
        socket.close(resolve);
      }),
  };
  socket.on('message', (message, { port, address }) => {
    if (server.answers) socket.send(answerTo(message, server.published), port, address);
  });
  return server;
}
