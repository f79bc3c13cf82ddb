import { metastreamOf } from './types';

/** Two 32-bit hashes of a text. */
interface Hashes {
  readonly one: number;
  readonly two: number;
}

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
/** Marks a free slot: no hash is 0. */
const FREE = 0;
/** As many bits as a number holds exactly. */
const joined = ({ one, two }: Hashes): number => (one >>> 0) + 2 ** 32 * (two >>> 11 || 1);

/**
 * Which streams there are, as 53-bit hashes of their names in an open hash table: 16 to 32 bytes for each. It spares
 * the first write to a new stream, the commonest write of all, the question whether the stream is there; and what it
 * knows but the tables do not has been lost there.
 */
export class KnownNames {
  private table = new Float64Array(2 ** 14);
  private isComplete = false;
  private generation = 0;
  private count = 0;

  add(name: string): void {
    if (this.insert(joined(hashes(name, NOTHING)))) this.count += 1;
    if (this.count * 2 > this.table.length) this.grow();
  }

  /** Whether the stream was written, by what is known so far: true but for one in 10^9 names that never were. */
  has(name: string): boolean {
    return this.holds(hashes(name, NOTHING));
  }

  /** Whether the stream or its metadata may have been written. False is certain. */
  mayHaveFamily(name: string): boolean {
    return !this.isComplete || this.has(name) || this.holds(hashes(name, METASTREAM));
  }

  /**
   * Takes in the names that the tables hold, page by page; until then everything is possible. Names only come, never
   * go.
   */
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

  private holds(found: Hashes): boolean {
    const hash = joined(found);
    return this.table[this.slotOf(hash)] === hash;
  }

  /** Where a hash is, or would be. */
  private slotOf(hash: number): number {
    const mask = this.table.length - 1;
    let slot = (Math.imul(hash | 0, 0x9e3779b1) >>> 4) & mask;
    while (this.table[slot] !== FREE && this.table[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private insert(hash: number): boolean {
    const slot = this.slotOf(hash);
    const isNew = this.table[slot] === FREE;
    this.table[slot] = hash;
    return isNew;
  }

  private grow(): void {
    const before = this.table;
    this.table = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== FREE) this.insert(hash);
  }
}
