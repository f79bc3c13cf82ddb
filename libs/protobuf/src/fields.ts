import { varintSize, writeVarint } from './message-writer';

export const EMPTY: Buffer = Buffer.alloc(0);

/** Tag of a varint field. */
export const VARINT = (field: number): number => field * 8;
/** Tag of a length-delimited field. */
export const BYTES = (field: number): number => field * 8 + 2;

function bigVarint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

function varintOf(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(varintSize(value));
  writeVarint(buffer, value, 0);
  return buffer;
}

/** A varint field (uint64, int64, bool, enum). Written even when 0, so it also serves for oneofs. */
export const varint = (field: number, value: number | bigint): Buffer =>
  Buffer.concat([varintOf(VARINT(field)), typeof value === 'bigint' ? bigVarint(value) : varintOf(value)]);

/** A length-delimited field (string, bytes, nested message made of parts). */
export function field(number: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const buffers = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part));
  const length = buffers.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varintOf(BYTES(number)), varintOf(length), ...buffers]);
}

/** A message of these fields. */
export const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);
