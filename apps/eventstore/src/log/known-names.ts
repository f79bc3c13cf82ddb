import { metastreamOf } from './types';

const BITS = 2 ** 26;

/** Two 32-bit hashes of a text, by which its bits are found. */
interface Hashes { readonly one: number; readonly two: number }

/** FNV-1a, and a multiplicative one. @param before hashes of what stands before the text */
function hashes(text: string, { one, two }: Hashes): Hashes {
  let [first, second] = [one, two];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second + code, 0x85ebca6b) ^ (second >>> 13);
  }
  return { one: first, two: second };
}

const NOTHING: Hashes = { one: 0x811c9dc5, two: 0x9e3779b9 };
const METASTREAM = hashes(metastreamOf(''), NOTHING);

/** The n-th bit of a text (0, 1, 2). */
const bitOf = ({ one, two }: Hashes, n: number): number => ((one >>> 0) + n * ((two | 1) >>> 0)) % BITS;

/**
 * Which streams may exist: a Bloom filter of 8 MiB over all names ever written (with a million of them, one wrong "perhaps" in ten thousand).
 * It spares the first write to a new stream, the commonest write of all, the question whether the stream is there.
 */
export class KnownNames {
  private readonly bits = new Uint8Array(BITS / 8);
  private isComplete = false;
  private generation = 0;

  add(name: string): void {
    const found = hashes(name, NOTHING);
    for (let n = 0; n < 3; n += 1) {
      const bit = bitOf(found, n);
      this.bits[bit >>> 3] = (this.bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }

  /** Whether the stream or its metadata may have been written. False is certain. */
  mayHaveFamily(name: string): boolean {
    return !this.isComplete || this.mayExist(hashes(name, NOTHING)) || this.mayExist(hashes(name, METASTREAM));
  }

  /** Takes in the names that the tables hold, page by page; until then everything is possible. Names only come, never go. */
  async load(pages: AsyncIterable<readonly string[]>): Promise<void> {
    const mine = this.forget();
    for await (const page of pages) for (const name of page) this.add(name);
    if (mine === this.generation) this.isComplete = true;
  }

  /** Everything is possible again: somebody else may have written. */
  forget(): number {
    this.isComplete = false;
    this.generation += 1;
    return this.generation;
  }

  private mayExist(found: Hashes): boolean {
    for (let n = 0; n < 3; n += 1) {
      const bit = bitOf(found, n);
      if (((this.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }
}
