/** The bytes are no valid protobuf message: the fault of who sent them, and of nobody else. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/**
 * Reads one protobuf message field by field.
 * Numbers of unknown size never decide how much memory is taken: lengths are checked against the bytes that are there.
 */
export class MessageReader {
  constructor(
    private readonly buffer: Buffer,
    private at = 0,
    private readonly end = buffer.length,
  ) {}

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Where the next byte is read. */
  get offset(): number {
    return this.at;
  }

  /** Goes on at an offset behind this one. */
  jump(offset: number): void {
    this.advance(offset - this.at);
  }

  /** The next tag: field number * 8 + wire type. */
  tag(): number {
    const tag = this.varint();
    if (tag < 8 || tag > 0xffffffff) throw new WireError('Invalid field number.');
    return tag;
  }

  /** An unsigned varint as a number; exact up to 2^53. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let read = 0; read < 10; read += 1) {
      if (this.at >= this.end) throw new WireError('The message ends within a number.');
      const byte = this.buffer[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('A number is longer than ten bytes.');
  }

  /** An unsigned 64-bit varint, exact. */
  uint64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.at >= this.end) throw new WireError('The message ends within a number.');
      const byte = this.buffer[this.at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new WireError('A number is longer than ten bytes.');
  }

  /** A signed 64-bit varint (int64, two's complement). */
  int64(): bigint {
    return BigInt.asIntN(64, this.uint64());
  }

  /** A signed varint as a number; exact up to 2^53 either way. */
  integer(): number {
    const start = this.at;
    const value = this.varint();
    if (value < 2 ** 63) return value;
    this.at = start;
    return Number(this.int64());
  }

  /** A length-delimited field, as a view on the message. */
  bytes(): Buffer {
    const start = this.delimited();
    return this.buffer.subarray(start, this.at);
  }

  string(): string {
    const start = this.delimited();
    return this.buffer.toString('utf8', start, this.at);
  }

  /** A nested message. */
  message(): MessageReader {
    const start = this.delimited();
    return new MessageReader(this.buffer, start, this.at);
  }

  /** Passes over a length-delimited field and returns where its bytes begin; they end where the reader now is. */
  private delimited(): number {
    const length = this.varint();
    const start = this.at;
    if (length > this.end - start) throw new WireError('A field is longer than its message.');
    this.at = start + length;
    return start;
  }

  /** Passes over a field we do not know. */
  skip(tag: number): void {
    switch (tag & 7) {
      case 0:
        this.varint();
        return;
      case 1:
        this.advance(8);
        return;
      case 2:
        this.delimited();
        return;
      case 5:
        this.advance(4);
        return;
      default:
        throw new WireError('Unknown wire type.');
    }
  }

  private advance(count: number): void {
    if (count > this.end - this.at) throw new WireError('A field is longer than its message.');
    this.at += count;
  }
}
