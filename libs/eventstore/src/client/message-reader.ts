/** What the store sends in the usual case, and nothing else: everything else is left to the generated code. */
export class Unusual extends Error {}

/** Reads the fields of one protobuf message. A number is exact up to 2^49; longer ones are unusual. */
export class MessageReader {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  get done(): boolean {
    return this.at >= this.end;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 128) {
      if (this.at >= this.end) throw new Unusual();
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Unusual();
  }

  private length(): number {
    const length = this.varint();
    if (length > this.end - this.at) throw new Unusual();
    return length;
  }

  message(): MessageReader {
    const length = this.length();
    this.at += length;
    return new MessageReader(this.bytes, this.at - length, this.at);
  }

  view(): Buffer {
    const length = this.length();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    const length = this.length();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
}

/** A length-delimited field's tag, a number's tag. */
export const BYTES = (field: number): number => field * 8 + 2;
export const NUMBER = (field: number): number => field * 8;

/** The only field of a message, which is this one and has bytes. */
export function only(message: MessageReader, field: number): MessageReader {
  if (message.varint() !== BYTES(field)) throw new Unusual();
  return message;
}
