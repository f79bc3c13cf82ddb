import type { Entry } from './lines';
import type { Range } from './range';

/** Some entries, the oldest first. */
export interface Part {
  readonly items: readonly Entry[];
  /** Absent where there is nothing behind them yet. */
  readonly more: boolean;
  /** The last entry that there is, where it is known. */
  readonly last: number | null;
}

/** Where a history is read from: an installation, or an archive. */
export interface Source {
  /** @param after the number of the entry behind which to go on */
  read(after: number, range: Range): Promise<Part>;
}

interface Output {
  readonly print: (entry: Entry) => Promise<void> | void;
  /** Told after each part: how many were printed, the number of the last of them, and of the last that there is. */
  readonly progress: (printed: number, at: number, last: number) => void;
  /** Where it follows: waits until it is worth asking again; false ends it. Absent: it ends with the last entry. */
  readonly wait?: () => Promise<boolean>;
}

/** Prints a history in the order in which it came about. @returns how many entries that were */
export async function replay(source: Source, range: Range, { print, progress, wait }: Output): Promise<number> {
  const through = range.through ?? Infinity;
  let [printed, after, last] = [0, range.after ?? 0, 0];
  while (after < through) {
    const part = await source.read(after, range);
    last = Math.max(last, part.last ?? 0);
    for (const entry of part.items) {
      if (entry.sequence > through) return printed;
      await print(entry);
      after = entry.sequence;
      printed += 1;
    }
    progress(printed, after, Math.min(last, through));
    if (!part.more && !(await wait?.())) break;
  }
  return printed;
}
