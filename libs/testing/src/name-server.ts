import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TXT = 16;
/** Of an answer: recursion was done, nothing is wrong; and the same where there is no such name. */
const [FOUND, NO_SUCH_NAME] = [0x8180, 0x8183];

/** A name server on the loopback that the specs of a run command: `publish` says what is there. */
export interface NameServer {
  /** As ANNALS_DNS_SERVERS takes it. */
  readonly address: string;
  /** A file for each name that is there. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** The file of a name, whatever letters somebody asks for. */
const fileOf = (folder: string, name: string): string => join(folder, encodeURIComponent(name));

/**
 * Publishes texts at a name on the name server of the run (`global-setup-e2e`), which answers with them from now on.
 * @param texts none takes the name away
 */
export function publish(name: string, texts: readonly string[]): void {
  const folder = process.env['ANNALS_TEST_NAMES'];
  if (folder === undefined) throw new Error('This run has no name server: only the e2e specs have one.');
  if (texts.length === 0) rmSync(fileOf(folder, name), { force: true });
  else writeFileSync(fileOf(folder, name), JSON.stringify(texts));
}

function publishedAt(folder: string, name: string): readonly string[] | undefined {
  const file = fileOf(folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : undefined;
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

function answerTo(message: Buffer, folder: string): Buffer {
  const { name, end } = questionIn(message);
  const texts = publishedAt(folder, name);
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
  const folder = mkdtempSync(join(tmpdir(), 'annals-names-'));
  socket.on('message', (message, { port, address }) => {
    socket.send(answerTo(message, folder), port, address);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    folder,
    stop: async () => {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
