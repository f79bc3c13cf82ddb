import { randomUUID } from 'node:crypto';
import { BYTES, field, message, MessageReader, varint, VARINT } from '@annals/protobuf';
import {
  Client,
  credentials,
  type ClientDuplexStream,
  type ClientOptions,
  type ClientReadableStream,
} from '@grpc/grpc-js';

export const STREAMS = '/event_store.client.streams.Streams';

/** Bytes as they are, in both directions. */
export const same = (bytes: Buffer): Buffer => bytes;

/** What was answered to one append. */
export interface RawAnswer {
  readonly correlation: string;
  /** google.rpc.Code, 0 for success. */
  readonly code: number;
  readonly position: number | undefined;
}

/** A gRPC client that sends any bytes and may do what the official one never does. */
export class RawClient {
  readonly grpc: Client;

  constructor(port: number, options: ClientOptions = {}) {
    this.grpc = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': -1,
      ...options,
    });
  }

  batchAppend(): ClientDuplexStream<Buffer, Buffer> {
    return this.grpc.makeBidiStreamRequest<Buffer, Buffer>(`${STREAMS}/BatchAppend`, same, same);
  }

  read(request: Buffer): ClientReadableStream<Buffer> {
    return this.grpc.makeServerStreamRequest(`${STREAMS}/Read`, same, same, request);
  }

  /** One BatchAppend call: sends messages, half-closes, collects the answers. */
  batch(...messages: Buffer[]): Promise<{ answers: RawAnswer[]; code: number }> {
    return new Promise((resolve) => {
      const answers: RawAnswer[] = [];
      const call = this.batchAppend();
      call.on('data', (answer: Buffer) => {
        answers.push(decodeAnswer(answer));
      });
      call
        .on('error', () => undefined)
        .on('status', ({ code }: { code: number }) => {
          resolve({ answers, code });
        });
      for (const bytes of messages) call.write(bytes);
      call.end();
    });
  }

  /** The status that a read ends with. */
  codeOfRead(request: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.read(request)
        .on('data', () => undefined)
        .on('error', () => undefined)
        .on('status', ({ code }: { code: number }) => {
          resolve(code);
        });
    });
  }

  close(): void {
    this.grpc.close();
  }
}

export const FINAL = varint(4, 1);
export const correlation = (id: string = randomUUID()): Buffer => field(1, field(2, id));
export const options = (stream: string, ...more: Buffer[]): Buffer =>
  field(2, field(1, field(3, stream)), field(4), ...more);
export const proposed = (
  id: string = randomUUID(),
  properties: Record<string, string> = { type: 'T', 'content-type': 'application/json' },
  data = '{}',
): Buffer =>
  field(
    3,
    field(1, field(2, id)),
    ...Object.entries(properties).map(([key, value]) => field(2, field(1, key), field(2, value))),
    field(4, data),
  );

/** An append of one event in one message. */
export const wholeAppend = (stream: string, id: string = randomUUID(), data = '{}'): Buffer =>
  message(
    correlation(id),
    options(stream),
    proposed(id, { type: 'T', 'content-type': 'application/json' }, data),
    FINAL,
  );

/** Requests of Read for $all, from its start. */
export const READ_ALL = field(1, field(2, field(2)), varint(5, Number.MAX_SAFE_INTEGER), field(8), field(9, field(2)));
export const SUBSCRIBE_ALL = field(1, field(2, field(2)), field(6), field(8), field(9, field(2)));

function decodeSuccess(reader: MessageReader): number | undefined {
  let position: number | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag !== BYTES(3)) {
      reader.skip(tag);
      continue;
    }
    const inner = reader.message();
    while (!inner.done) {
      const part = inner.tag();
      if (part === VARINT(1)) position = inner.varint();
      else inner.skip(part);
    }
  }
  return position;
}

function decodeCode(reader: MessageReader): number {
  let code = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === VARINT(1)) code = reader.varint();
    else reader.skip(tag);
  }
  return code;
}

/** BatchAppendResp: the correlation id, and success or the code of the error. */
export function decodeAnswer(answer: Buffer): RawAnswer {
  const reader = new MessageReader(answer);
  let [id, code] = ['', 0];
  let position: number | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) id = reader.bytes().subarray(2).toString('utf8');
    else if (tag === BYTES(2)) code = decodeCode(reader.message());
    else if (tag === BYTES(3)) position = decodeSuccess(reader.message());
    else reader.skip(tag);
  }
  return { correlation: id, code, position };
}
