/**
 * Number of bytes of a varint. Numbers are exact up to 2^53; 2^63 (the double nearest to 2^63-1) means the tombstone
 * revision of EventStoreDB.
 */
export function varintSize(value: number): number {
  if (value < 128) return 1;
  if (value >= 2 ** 63) return 9;
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Bytes of a length-delimited field with so many bytes in it, and a number below 16. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/** Bytes of a varint field whose number is below 16. */
export const numberSize = (value: number): number => 1 + varintSize(value);

/**
 * Writes the fields of one message into a buffer of exactly their size, which the caller has counted: one allocation for
 * a message of any depth. Numbers of fields are below 16, so that a tag is one byte.
 */
export class MessageWriter {
  readonly buffer: Buffer;
  private at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  /** A varint field (uint64, int64, bool, enum). */
  number(field: number, value: number): void {
    this.buffer[this.at++] = field * 8;
    this.varint(value);
  }

  /** Opens a length-delimited field whose bytes come next: those of a nested message, field by field. */
  begin(field: number, length: number): void {
    this.buffer[this.at++] = field * 8 + 2;
    this.varint(length);
  }

  bytes(field: number, value: Uint8Array): void {
    this.begin(field, value.length);
    this.fields(value);
  }

  /** @param length of the text in bytes, which the caller knows from counting */
  text(field: number, value: string, length: number): void {
    this.begin(field, length);
    this.at += this.buffer.write(value, this.at);
  }

  /** Fields that have been written before. */
  fields(written: Uint8Array): void {
    this.buffer.set(written, this.at);
    this.at += written.length;
  }

  private varint(value: number): void {
    this.at = writeVarint(this.buffer, value, this.at);
  }
}

/** Writes a varint at an offset and gives the offset behind it. */
export function writeVarint(buffer: Buffer, value: number, at: number): number {
  if (value >= 2 ** 63) {
    buffer.fill(0xff, at, at + 8);
    buffer[at + 8] = 0x7f;
    return at + 9;
  }
  let rest = value;
  let position = at;
  for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[position++] = (rest % 128) | 0x80;
  buffer[position++] = rest;
  return position;
}
