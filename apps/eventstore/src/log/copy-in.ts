import type { ClientBase, Connection, Submittable } from 'pg';

/** The message that opens a copy, up to its first row: signature, no flags, no extension. */
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const QUERY = 0x51;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
/** A message's type and its length, which counts itself. */
const PREFIX = 5;
const NO_MORE_ROWS = -1;

const MOST_OF_INT8 = 2 ** 63;

/**
 * Rows in Postgres' binary copy format, as the messages of the protocol, in one buffer of exactly their size. Half the work for Postgres that arrays
 * in an INSERT are: no text to parse, and rows are stored by the page.
 */
export class CopyMessages {
  private readonly buffer: Buffer;
  private at = 0;
  private messageAt = 0;

  /** @param statements the COPY statements, in order @param rowBytes sum of `rowSize` over all rows of all of them */
  constructor(statements: readonly string[], rowBytes: number) {
    const query = statements.join(';');
    const queryBytes = Buffer.byteLength(query) + 1;
    this.buffer = Buffer.allocUnsafe(PREFIX + queryBytes + rowBytes + statements.length * (PREFIX + HEADER.length + 2 + PREFIX));
    this.begin(QUERY);
    this.at += this.buffer.write(query, this.at);
    this.buffer[this.at++] = 0;
    this.end();
  }

  /** Opens the rows of the next statement. */
  beginRows(): void {
    this.begin(COPY_DATA);
    this.at += HEADER.copy(this.buffer, this.at);
  }

  endRows(): void {
    this.at = this.buffer.writeInt16BE(NO_MORE_ROWS, this.at);
    this.end();
    this.begin(COPY_DONE);
    this.end();
  }

  row(columns: number): void {
    this.at = this.buffer.writeInt16BE(columns, this.at);
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

  text(value: string): void {
    const start = this.at;
    this.at += 4;
    const written = this.buffer.write(value, this.at);
    this.buffer.writeInt32BE(written, start);
    this.at += written;
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
    if (this.at !== this.buffer.length) throw new Error(`A copy of ${this.buffer.length} bytes has ${this.at}`);
    return this.buffer;
  }

  private length(bytes: number): void {
    this.at = this.buffer.writeInt32BE(bytes, this.at);
  }

  private begin(type: number): void {
    this.buffer[this.at] = type;
    this.messageAt = this.at + 1;
    this.at += PREFIX;
  }

  private end(): void {
    this.buffer.writeInt32BE(this.at - this.messageAt, this.messageAt);
  }
}

const HYPHEN = 0x2d;
const digit = (code: number): number => (code < 0x40 ? code - 0x30 : code - 0x57);

/** Bytes of a row whose columns have these lengths together. */
export const rowSize = (columns: number, lengths: number): number => 2 + 4 * columns + lengths;

/** Statements and their rows sent at once: Postgres reads them one after the other, so nobody waits for its invitation to send rows. */
class CopyIn implements Submittable {
  constructor(private readonly messages: Buffer, private readonly settle: { resolve(): void; reject(error: Error): void }) {}

  submit(connection: Connection): void {
    connection.stream.write(this.messages);
  }

  handleCopyInResponse(): void { /* the rows are already on their way */ }
  handleCommandComplete(): void { /* the transaction of all statements ends with the next message */ }
  handleReadyForQuery(): void {
    this.settle.resolve();
  }
  /** Rows that follow a failed statement are passed over by Postgres, and nothing of the others stays. */
  handleError(error: Error): void {
    this.settle.reject(error);
  }
}

/** Runs the statements as one transaction in one round trip: all rows are stored, and on disk, or none. */
export function copyIn(client: ClientBase, messages: CopyMessages): Promise<void> {
  return new Promise((resolve, reject) => { client.query(new CopyIn(messages.finished(), { resolve, reject })); });
}
