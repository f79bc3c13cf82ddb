import type { ClientBase, Connection, Submittable } from 'pg';

/** A message's type and its length, which counts itself. */
export const PREFIX = 5;

const MOST_OF_INT8 = 2 ** 63;
/** In the place of a length. */
const NULL = -1;
const HYPHEN = 0x2d;
const digit = (code: number): number => (code < 0x40 ? code - 0x30 : code - 0x57);

/**
 * Messages of Postgres' protocol in one buffer of exactly their size, with values in binary. The driver writes values
 * as text, bytes as hexadecimal, and every message by itself: for the one statement that all events go through that is
 * half of the work.
 */
export class Messages {
  protected readonly buffer: Buffer;
  protected at = 0;
  private messageAt = 0;

  protected constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  /** A non-negative number; 2^63 stands for 2^63-1. */
  int8(value: number): void {
    this.length(8);
    const high = value >= MOST_OF_INT8 ? 0x7fffffff : Math.floor(value / 2 ** 32);
    this.at = this.buffer.writeInt32BE(high, this.at);
    this.at = this.buffer.writeInt32BE(value >= MOST_OF_INT8 ? -1 : value | 0, this.at);
  }

  int4(value: number): void {
    this.length(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  bytes(value: Buffer): void {
    this.length(value.length);
    this.at += value.copy(this.buffer, this.at);
  }

  null(): void {
    this.length(NULL);
  }

  /** @param id hyphenated, lower case */
  uuid(id: string): void {
    this.length(16);
    for (let index = 0; index < id.length; index += 2) {
      if (id.charCodeAt(index) === HYPHEN) index += 1;
      this.buffer[this.at++] = (digit(id.charCodeAt(index)) << 4) | digit(id.charCodeAt(index + 1));
    }
  }

  /** All messages; every byte that was announced must have been written. */
  finished(): Buffer {
    if (this.at !== this.buffer.length) throw new Error(`Messages of ${this.buffer.length} bytes have ${this.at}`);
    return this.buffer;
  }

  protected begin(type: number): void {
    this.buffer[this.at] = type;
    this.messageAt = this.at + 1;
    this.at += PREFIX;
  }

  protected end(): void {
    this.buffer.writeInt32BE(this.at - this.messageAt, this.messageAt);
  }

  protected int2(value: number): void {
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  /** Text that ends with a zero byte. */
  protected word(text: string): void {
    this.at += this.buffer.write(text, this.at);
    this.buffer[this.at++] = 0;
  }

  private length(bytes: number): void {
    this.at = this.buffer.writeInt32BE(bytes, this.at);
  }
}

/**
 * Messages that ask for no rows, sent at once: Postgres reads them one after the other, so nobody waits for its word in
 * between.
 */
class Sending implements Submittable {
  constructor(
    private readonly messages: Buffer,
    private readonly settle: { resolve(): void; reject(error: Error): void },
  ) {}

  submit(connection: Connection): void {
    connection.stream.write(this.messages);
  }

  handleCopyInResponse(): void {
    /* the rows are already on their way */
  }
  handleCommandComplete(): void {
    /* the transaction of all statements ends with the next message */
  }
  handleReadyForQuery(): void {
    this.settle.resolve();
  }
  /** What follows a failed statement is passed over by Postgres, and nothing of the others stays. */
  handleError(error: Error): void {
    this.settle.reject(error);
  }
}

/** Runs what the messages say as one transaction in one round trip: all of it is done, and on disk, or nothing. */
export function send(client: ClientBase, messages: Messages): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new Sending(messages.finished(), { resolve, reject }));
  });
}
