import { metastreamOf } from './types';

const BITS = 2 ** 26;

/** Two 32-bit hashes of a text (FNV-1a, and a multiplicative one): everything else is derived from them. */
function hashes(text: string): [number, number] {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two + code, 0x85ebca6b) ^ (two >>> 13);
  }
  return [one >>> 0, (two | 1) >>> 0];
}

/**
 * Which streams may exist: a Bloom filter of 8 MiB over all names ever written (with a million of them, one wrong "perhaps" in ten thousand).
 * It spares the first write to a new stream, the commonest write of all, the question whether the stream is there.
 */
export class KnownNames {
  private readonly bits = new Uint8Array(BITS / 8);
  private isComplete = false;
  private generation = 0;

  add(name: string): void {
    for (const bit of this.bitsOf(name)) this.bits[bit >>> 3] = (this.bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }

  /** Whether the stream or its metadata may have been written. False is certain. */
  mayHaveFamily(name: string): boolean {
    return !this.isComplete || this.mayExist(name) || this.mayExist(metastreamOf(name));
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

  private mayExist(name: string): boolean {
    return this.bitsOf(name).every((bit) => ((this.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0);
  }

  private bitsOf(name: string): number[] {
    const [one, two] = hashes(name);
    return [one % BITS, (one + two) % BITS, (one + 2 * two) % BITS];
  }
}
