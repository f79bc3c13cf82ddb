import type { LogEntry } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';

/**
 * Whose events a follower takes: as a whole everybody's, but for owners (organizations and accounts) that a part of it
 * follows because they stand still, or are catching up; as a part those of one owner.
 */
export class Share {
  private readonly apart: Set<string>;

  constructor(
    readonly owner: string | undefined = undefined,
    apart: Iterable<string> = [],
  ) {
    this.apart = new Set(apart);
  }

  /** How many owners are left to parts. */
  get parts(): number {
    return this.apart.size;
  }

  leave(owner: string): void {
    this.apart.add(owner);
  }

  takeBack(owner: string): void {
    this.apart.delete(owner);
  }

  of(entries: readonly LogEntry[]): readonly LogEntry[] {
    if (this.owner === undefined && this.apart.size === 0) return entries;
    return entries.filter(({ stream }) => {
      const { owner } = parseStreamName(stream);
      return this.owner === undefined ? !this.apart.has(owner) : owner === this.owner;
    });
  }
}
