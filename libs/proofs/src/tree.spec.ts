import { createHash } from 'node:crypto';
import { Frontier } from './frontier';
import { sha256 } from './testing/node-crypto';
import {
  consistencyRanges,
  inclusionRanges,
  isConsistent,
  isIncluded,
  nodeHash,
  nodesOf,
  rootOf,
  type Range,
} from './tree';

const leafHash = (data: Buffer): Uint8Array => sha256(Buffer.concat([Buffer.of(0), data]));
const base64 = (hash: Uint8Array | undefined) => Buffer.from(hash ?? []).toString('base64');

/** The definition of RFC 9162 §2.1.1, word by word. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(sha256, treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** The eight entries that test data of Certificate Transparency logs have always used. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const known = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = Array.from({ length: 70 }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));

/** Looks ranges up as a product does: from complete subtrees that were told once. */
function hashOf(all: readonly Uint8Array[]): (range: Range) => Uint8Array {
  const [frontier, told] = [Frontier.of(sha256), new Map<string, Uint8Array>()];
  for (const leaf of all)
    for (const { level, index, hash } of frontier.append(leaf)) told.set(`${level}.${index}`, hash);
  return (range) =>
    rootOf(
      sha256,
      nodesOf(range).map(({ level, index }) => told.get(`${level}.${index}`)!),
    );
}
const rangeOf = hashOf(leaves);
const treeOf = leaves.map((_leaf, n) => treeHash(leaves.slice(0, n + 1)));
const rootOfFirst = (size: number): Uint8Array => treeOf[size - 1]!;

describe('the tree of RFC 9162', () => {
  it.each(roots.map((root, n) => [n + 1, root] as const))(
    'of the first %d known entries has the known root',
    (n, root) => {
      expect(Buffer.from(treeHash(known.slice(0, n))).toString('hex')).toBe(root);
      const frontier = Frontier.of(sha256);
      for (const leaf of known.slice(0, n)) frontier.append(leaf);
      expect(Buffer.from(frontier.root).toString('hex')).toBe(root);
    },
  );

  it('of nothing is the hash of nothing', () => {
    expect(rootOf(sha256, [])).toEqual(createHash('sha256').digest());
    expect(Frontier.of(sha256).root).toEqual(createHash('sha256').digest());
  });

  it('grows leaf by leaf to the same root, each subtree told once as it becomes full', () => {
    const frontier = Frontier.of(sha256);
    const told = new Map<string, Uint8Array>();
    for (const [n, leaf] of leaves.entries()) {
      for (const { level, index, hash } of frontier.append(leaf)) {
        expect(told.has(`${level}.${index}`)).toBe(false);
        told.set(`${level}.${index}`, hash);
        if (index === 0) expect(hash).toEqual(rootOfFirst(2 ** level));
      }
      expect(frontier.root).toEqual(rootOfFirst(n + 1));
      const edge = nodesOf({ from: 0, to: n + 1 }).map(({ level, index }) => told.get(`${level}.${index}`)!);
      expect(Frontier.of(sha256, n + 1, edge).root).toEqual(frontier.root);
    }
  });

  it('takes no edge that is not that of its size', () => {
    expect(() => Frontier.of(sha256, 3, [known[0]!])).toThrow(RangeError);
  });
});

describe('proofs', () => {
  it('of inclusion hold for every leaf of every tree up to 70, and for no other place, size, leaf or path', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const root = rootOfFirst(size);
      for (let index = 0; index < size; index += 1) {
        const path = inclusionRanges(index, size).map(rangeOf);
        const proof = { index, size, leaf: leaves[index]!, root, path };
        const holds = (other: Partial<typeof proof> = {}) => isIncluded(sha256, { ...proof, ...other });
        expect(holds()).toBe(true);
        expect(holds({ leaf: leafHash(Buffer.from('another')) })).toBe(false);
        expect(holds({ index: (index + 1) % (size + 1) })).toBe(false);
        expect(holds({ path: [...path, root] })).toBe(false);
        expect(holds({ path: path.slice(1) })).toBe(path.length === 0);
      }
    }
  });

  it('of growth hold for every tree that is the beginning of another up to 70, and for no other', () => {
    for (let second = 1; second <= leaves.length; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const path = consistencyRanges(first, second).map(rangeOf);
        const trees = {
          first: { size: first, root: rootOfFirst(first) },
          second: { size: second, root: rootOfFirst(second) },
        };
        expect(isConsistent(sha256, { ...trees, path })).toBe(true);
        expect(isConsistent(sha256, { ...trees, path: [...path, trees.first.root] })).toBe(false);
        if (path.length > 0) expect(isConsistent(sha256, { ...trees, path: path.slice(0, -1) })).toBe(false);
        const other = { ...trees.first, root: leafHash(Buffer.from('another')) };
        expect(isConsistent(sha256, { ...trees, first: other, path })).toBe(false);
      }
    }
  });

  it('of growth are those of the known test data', () => {
    const path = (first: number, second: number) =>
      consistencyRanges(first, second)
        .map(hashOf(known.slice(0, second)))
        .map(base64);
    expect(path(1, 8)).toEqual([
      'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
    ]);
  });

  it('of the empty tree are empty, and hold for its root only', () => {
    const [empty, second] = [
      { size: 0, root: rootOf(sha256, []) },
      { size: 8, root: treeHash(known) },
    ];
    expect(consistencyRanges(0, 8)).toEqual([]);
    expect(isConsistent(sha256, { first: empty, second, path: [] })).toBe(true);
    expect(isConsistent(sha256, { first: { size: 0, root: second.root }, second, path: [] })).toBe(false);
    expect(isConsistent(sha256, { first: empty, second, path: [second.root] })).toBe(false);
  });

  it('are not made of leaves and trees that there are not', () => {
    expect(() => inclusionRanges(8, 8)).toThrow(RangeError);
    expect(() => inclusionRanges(-1, 8)).toThrow(RangeError);
    expect(() => consistencyRanges(9, 8)).toThrow(RangeError);
  });

  it('are short in a tree of a billion, and made of few subtrees', () => {
    const ranges = inclusionRanges(123_456_789, 1_000_000_007);
    expect(ranges.length).toBeLessThanOrEqual(30);
    expect(ranges.flatMap(nodesOf).length).toBeLessThanOrEqual(60);
  });

  it('of a hash that is no hash, or of more hashes than a tree has levels, do not hold', () => {
    const one = { index: 0, size: 1, leaf: known[0]!, root: known[0]!, path: [] };
    expect(isIncluded(sha256, one)).toBe(true);
    expect(isIncluded(sha256, { ...one, leaf: known[0]!.slice(1), root: known[0]!.slice(1) })).toBe(false);
    const long = Array.from({ length: 100 }, () => known[0]!);
    expect(isIncluded(sha256, { ...one, size: 2 ** 50, path: long })).toBe(false);
    const trees = { first: { size: 1, root: known[0]! }, second: { size: 2 ** 50, root: known[1]! } };
    expect(isConsistent(sha256, { ...trees, path: long })).toBe(false);
  });
});

describe('S13: 10,000 forged proofs', () => {
  const root = rootOfFirst(53);
  let seed = 20_261_130;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  const flipped = (hash: Uint8Array) => hash.map((byte, at, { length }) => (at === random(length) ? byte ^ 1 : byte));
  type Proof = Parameters<typeof isIncluded>[1];
  const forgeries: readonly ((proof: Proof) => Proof)[] = [
    (proof) => ({ ...proof, index: (proof.index + 1 + random(52)) % 53 }),
    (proof) => ({ ...proof, leaf: Buffer.from(proof.leaf).reverse() }),
    (proof) => ({ ...proof, root: Buffer.from(proof.root).reverse() }),
    (proof) => ({ ...proof, path: proof.path.slice(0, -1) }),
    (proof) => ({ ...proof, path: proof.path.slice(1) }),
    (proof) => ({ ...proof, path: [...proof.path, leaves[random(70)]!] }),
    (proof) => ({ ...proof, path: [...proof.path].reverse() }),
    (proof) => ({ ...proof, path: [leaves[random(70)]!, ...proof.path.slice(1)] }),
    (proof) => ({ ...proof, leaf: proof.path[0]!, path: proof.path.slice(1) }),
    (proof) => ({ ...proof, path: proof.path.map((hash, at) => (at === 0 ? flipped(flipped(flipped(hash))) : hash)) }),
  ];

  it('are refused', () => {
    let refused = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const index = random(53);
      const path = inclusionRanges(index, 53).map(rangeOf);
      const proof = { index, size: 53, leaf: leaves[index]!, root, path };
      const forged = forgeries[n % forgeries.length]!(proof);
      const unchanged = JSON.stringify(forged) === JSON.stringify(proof);
      if (!isIncluded(sha256, forged)) refused += 1;
      else if (unchanged) refused += 1;
    }
    expect(refused).toBe(10_000);
  });
});
