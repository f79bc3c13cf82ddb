/**
 * Number of bytes of a varint. Numbers are exact up to 2^53; 2^63 (the double nearest to 2^63-1) means the tombstone
 * revision.
 */
export function varintSize(value: number): number {
  if (value < 128) return 1;
  if (value >= 2 ** 63) return 9;
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a varint at an offset and returns the offset behind it. */
function writeVarint(buffer: Buffer, value: number, at: number): number {
  if (value >= 2 ** 63) {
    buffer.fill(0xff, at, at + 8);
    buffer[at + 8] = 0x7f;
    return at + 9;
  }
  let rest = value;
  let position = at;
  while (rest >= 128) {
    buffer[position++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  buffer[position++] = rest;
  return position;
}

/** Bytes of a length-delimited field with a tag of one byte. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/**
 * Begins a field with a tag of one byte: what follows is the length of its bytes, or the number that it is. Returns the
 * offset behind it.
 */
export function startField(buffer: Buffer, tag: number, lengthOrNumber: number, at: number): number {
  buffer[at] = tag;
  return writeVarint(buffer, lengthOrNumber, at + 1);
}

function bigVarint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

/** A varint field (uint64, int64, bool, enum). Written even when 0, so it also serves for oneofs. */
export function varint(field: number, value: number | bigint): Buffer {
  const tag = field * 8;
  if (typeof value === 'bigint') return Buffer.concat([varintOf(tag), bigVarint(value)]);
  const buffer = Buffer.allocUnsafe(varintSize(tag) + varintSize(value));
  writeVarint(buffer, value, writeVarint(buffer, tag, 0));
  return buffer;
}

function varintOf(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(varintSize(value));
  writeVarint(buffer, value, 0);
  return buffer;
}

/** A length-delimited field (string, bytes, nested message made of parts). */
export function field(number: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const buffers = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part));
  const length = buffers.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varintOf(number * 8 + 2), varintOf(length), ...buffers]);
}

/** A message of these fields. */
export function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

export const EMPTY: Buffer = Buffer.alloc(0);
