import type { Sha256 } from './bytes';
import { nodeHash, rootOf, type Node } from './tree';

/** A complete subtree that has just become full. */
export interface Completed extends Node {
  readonly hash: Uint8Array;
}

/**
 * The right edge of a tree that grows leaf by leaf: the complete subtrees that it consists of, one for each bit of its
 * size. It is all that is needed to go on, to tell the root, and to tell each subtree as it becomes full.
 */
export class Frontier {
  private constructor(
    private readonly sha256: Sha256,
    private leaves: number,
    private readonly edge: Uint8Array[],
  ) {}

  /**
   * The edge of the tree of so many leaves, by the hashes of `nodesOf({ from: 0, to: size })`; of none, an empty one.
   * @throws RangeError where these are not as many as such a tree has
   */
  static of(sha256: Sha256, size = 0, edge: readonly Uint8Array[] = []): Frontier {
    const ones = [...size.toString(2)].filter((bit) => bit === '1').length;
    if (ones !== edge.length)
      throw new RangeError(`The edge of ${size} leaves has ${ones} hashes, not ${edge.length}.`);
    return new Frontier(sha256, size, [...edge]);
  }

  get size(): number {
    return this.leaves;
  }

  get root(): Uint8Array {
    return rootOf(this.sha256, this.edge);
  }

  /** Another one that goes on from here by itself. */
  copy(): Frontier {
    return new Frontier(this.sha256, this.leaves, [...this.edge]);
  }

  /** Takes one leaf more. @returns the subtrees that became full by it, the leaf itself first */
  append(leaf: Uint8Array): Completed[] {
    const completed: Completed[] = [];
    let [hash, level, index] = [leaf, 0, this.leaves];
    completed.push({ level, index, hash });
    while (index % 2 === 1) {
      const left = this.edge.pop();
      if (left === undefined) throw new Error('The edge of a tree is shorter than its size says.');
      [hash, level, index] = [nodeHash(this.sha256, left, hash), level + 1, (index - 1) / 2];
      completed.push({ level, index, hash });
    }
    this.edge.push(hash);
    this.leaves += 1;
    return completed;
  }
}
