/** Where a remembered command's events are. */
export interface Effect {
  readonly first: number;
  readonly last: number;
  /** Commit position of the last one. */
  readonly position: bigint;
}

/** history.md §3: the last 1,000 commands of a stream. */
export const REMEMBERED_COMMANDS = 1000;

/**
 * A stream's memory of commands: commandId → where its events are. Event ids alone don't make a retry safe, because the
 * store compares them only when the expected revision is behind. It is fed by the fold, so every process has the same
 * one.
 */
export class CommandMemory {
  private readonly effects = new Map<string, Effect>();

  constructor(private readonly limit = REMEMBERED_COMMANDS) {}

  get size(): number {
    return this.effects.size;
  }

  /** All that is remembered, the oldest first. */
  get all(): ReadonlyMap<string, Effect> {
    return this.effects;
  }

  find(commandId: string): Effect | undefined {
    return this.effects.get(commandId);
  }

  /** An event of the command, in the stream's order; several of one append make one effect. */
  remember(commandId: string, revision: number, position: bigint): void {
    const known = this.effects.get(commandId);
    this.effects.set(commandId, { first: known?.first ?? revision, last: revision, position });
    if (this.effects.size <= this.limit) return;
    const oldest = this.effects.keys().next();
    if (!oldest.done) this.effects.delete(oldest.value);
  }

  /** Remembers what another memory does, and nothing else. */
  take(all: ReadonlyMap<string, Effect>): void {
    this.effects.clear();
    for (const [commandId, effect] of all) this.effects.set(commandId, effect);
  }
}
