/** How long a vector is, before the vectors. */
const HEAD = 4;
const MOST = 127;

/** Vectors as bytes: their directions, each part as one of 255 steps. That tells likeness as well, in a quarter of the room. */
export function packed(vectors: readonly (readonly number[])[]): Buffer {
  const size = vectors[0]?.length ?? 0;
  const bytes = Buffer.alloc(HEAD + vectors.length * size);
  bytes.writeUInt32LE(size);
  for (const [at, vector] of vectors.entries()) {
    const largest = vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    for (let n = 0; n < size; n += 1) {
      const part = largest === 0 ? 0 : Math.round(((vector[n] ?? 0) / largest) * MOST);
      bytes.writeInt8(part, HEAD + at * size + n);
    }
  }
  return bytes;
}

/** The vectors in such bytes. */
export function unpacked(bytes: Buffer): Int8Array[] {
  const size = bytes.readUInt32LE();
  if (size === 0) return [];
  const all = new Int8Array(bytes.buffer, bytes.byteOffset + HEAD, bytes.length - HEAD);
  return Array.from({ length: all.length / size }, (_, at) => all.subarray(at * size, (at + 1) * size));
}

/** The cosine of the angle between them; undefined where they are not of one length, or one has no direction. */
export function likeness(one: Int8Array, other: Int8Array): number | undefined {
  if (one.length !== other.length) return undefined;
  let [product, ones, others] = [0, 0, 0];
  for (let n = 0; n < one.length; n += 1) {
    const [a, b] = [one[n] ?? 0, other[n] ?? 0];
    product += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? undefined : product / Math.sqrt(ones * others);
}
