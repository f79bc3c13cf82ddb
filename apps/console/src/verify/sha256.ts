import type { Sha256 } from '@annals/proofs';

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of eight. */
const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const words = new Int32Array(64);
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (array: Int32Array, index: number): number => array[index] ?? 0;

/**
 * SHA-256 (FIPS 180-4), at once: that of the browser answers later, which takes longer than the hash where there are
 * hundreds of thousands.
 */
export const sha256: Sha256 = (bytes) => {
  const padded = new Uint8Array((((bytes.length + 8) >>> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const hash = Int32Array.from(START);
  for (let from = 0; from < padded.length; from += 64) compress(hash, view, from);
  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, index) => {
    digest.setInt32(4 * index, word);
  });
  return new Uint8Array(digest.buffer);
};

function compress(hash: Int32Array, view: DataView, from: number): void {
  for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(from + 4 * n);
  for (let n = 16; n < 64; n += 1) {
    const [older, newer] = [at(words, n - 15), at(words, n - 2)];
    const one = turned(older, 7) ^ turned(older, 18) ^ (older >>> 3);
    const two = turned(newer, 17) ^ turned(newer, 19) ^ (newer >>> 10);
    words[n] = at(words, n - 16) + one + at(words, n - 7) + two;
  }
  let [a, b, c, d] = [at(hash, 0), at(hash, 1), at(hash, 2), at(hash, 3)];
  let [e, f, g, h] = [at(hash, 4), at(hash, 5), at(hash, 6), at(hash, 7)];
  for (let n = 0; n < 64; n += 1) {
    const one = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
    const first = (h + one + at(K, n) + at(words, n)) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e] = [g, f, e, (d + first) | 0];
    [d, c, b, a] = [c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = at(hash, index) + word;
}
