import { HASH, joined, same, type Sha256 } from './bytes';

/**
 * The Merkle tree of RFC 9162 §2.1 over the leaves of an organization's history: inner nodes are SHA-256 of 0x01, left
 * and right. Every hash that a proof consists of is the root of a range of leaves, and every range is made of complete
 * subtrees, which never change once they are full: so whoever keeps those proves anything by reading a few of them.
 */

/** The leaves from `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A complete subtree: the leaves `index · 2^level` to before `(index + 1) · 2^level`. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

const NODE = Uint8Array.of(1);
/** More than the tree of 2^53 leaves has levels: no proof is longer. */
export const LONGEST = 54;

/** The hash of an inner node. */
export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(joined(NODE, left, right));

/** The largest power of two that is smaller than a number of two or more. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The complete subtrees that a range is made of, from left to right; fewest. The range begins where one may begin. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The root of a range, by the hashes of its complete subtrees in the order of {@link nodesOf}; of none, that of nothing. */
export const rootOf = (sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.length === 0 ? sha256(new Uint8Array(0)) : hashes.reduceRight((right, left) => nodeHash(sha256, left, right));

/**
 * The audit path of a leaf in the tree of so many (RFC 9162 §2.1.3.1), the leaf's sibling first, as ranges.
 * @throws RangeError where there is no such leaf
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  const path: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.unshift({ from: middle, to });
      to = middle;
    } else {
      path.unshift({ from, to: middle });
      from = middle;
    }
  }
  return path;
}

/**
 * The proof that the tree of the first so many leaves is the beginning of a larger one (RFC 9162 §2.1.4.1), as ranges.
 * Of no leaves, and of the same tree, it is empty.
 * @throws RangeError where the first is larger
 */
export function consistencyRanges(first: number, second: number): Range[] {
  if (first < 0 || first > second) throw new RangeError(`A tree of ${second} leaves does not begin with ${first}.`);
  if (first === 0 || first === second) return [];
  const path: Range[] = [];
  let [from, to] = [0, second];
  while (to !== first) {
    const middle = from + split(to - from);
    if (first <= middle) {
      path.unshift({ from: middle, to });
      to = middle;
    } else {
      path.unshift({ from, to: middle });
      from = middle;
    }
  }
  return from === 0 ? path : [{ from, to }, ...path];
}

interface Inclusion {
  /** Of the entry, from 0. */
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly path: readonly Uint8Array[];
}

const half = (number: number): number => Math.floor(number / 2);
const isOdd = (number: number): boolean => number % 2 === 1;
const areHashes = (...hashes: readonly Uint8Array[]): boolean =>
  hashes.length <= LONGEST + 2 && hashes.every(({ length }) => length === HASH);

/** Whether a leaf is where it is said to be in the tree with this root (RFC 9162 §2.1.3.2). */
export function isIncluded(sha256: Sha256, { index, size, leaf, root, path }: Inclusion): boolean {
  if (index < 0 || index >= size || !areHashes(leaf, root, ...path)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sha256, sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(sha256, hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, root);
}

interface Consistency {
  readonly first: { readonly size: number; readonly root: Uint8Array };
  readonly second: { readonly size: number; readonly root: Uint8Array };
  readonly path: readonly Uint8Array[];
}

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size));

/** Whether the first tree is the beginning of the second one (RFC 9162 §2.1.4.2). The empty tree begins every other. */
export function isConsistent(sha256: Sha256, { first, second, path }: Consistency): boolean {
  if (first.size < 0 || first.size > second.size || !areHashes(first.root, second.root, ...path)) return false;
  if (first.size === second.size) return path.length === 0 && same(first.root, second.root);
  if (first.size === 0) return path.length === 0 && same(first.root, rootOf(sha256, []));
  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  if (start === undefined) return false;
  return leadsToBoth(sha256, { first, second, start, rest });
}

type Steps = Omit<Consistency, 'path'> & { readonly start: Uint8Array; readonly rest: readonly Uint8Array[] };

function leadsToBoth(sha256: Sha256, { first, second, start, rest }: Steps): boolean {
  let [at, last] = [first.size - 1, second.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [older, newer] = [nodeHash(sha256, sibling, older), nodeHash(sha256, sibling, newer)];
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = nodeHash(sha256, newer, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(older, first.root) && same(newer, second.root);
}
