import type { ClientBase } from 'pg';
import { Group, type Ground } from './group';
import type { Heads } from './heads';
import { loadKnownIds } from './known-ids';
import type { WriteQueue } from './write-queue';
import type { WriteRequest } from './write-request';

/** A commit that is in flight. */
export interface Ending {
  /** Resolves when it is over. */
  readonly ended: Promise<unknown>;
  readonly isOver: boolean;
}

/** Makes groups of what waits: one at once where nothing is in flight, or one that grows until the commit before it is over. */
export class GroupMaker {
  private arrived: (() => void) | undefined;

  constructor(private readonly queue: WriteQueue, private readonly heads: Heads) {}

  /** A request was queued. */
  arrive(): void {
    this.arrived?.();
  }

  /**
   * @param ground what the group stands on @param behind the commit that it comes after
   * @returns undefined when nothing waits
   * @throws what went wrong where the tables had to be asked
   */
  async make(client: ClientBase, ground: Ground, behind?: Ending): Promise<Group | undefined> {
    let group: Group | undefined;
    for (let isLast = false; !isLast;) {
      isLast = behind?.isOver ?? true;
      this.queue.expire(Date.now());
      const requests = this.queue.take();
      if (requests.length > 0) {
        group ??= new Group(ground, Date.now());
        await this.decide(client, group, requests);
      }
      if (behind !== undefined && !isLast) await this.more(behind);
    }
    return group;
  }

  private async decide(client: ClientBase, group: Group, requests: readonly WriteRequest[]): Promise<void> {
    const families = await this.heads.find(client, requests.map(({ stream }) => stream), group.ground);
    await loadKnownIds(client, { requests, families }, group.known);
    group.add(requests, families);
  }

  /** Settles when the commit is over, or more requests wait: those of one read of a socket together. */
  private async more({ ended }: Ending): Promise<void> {
    const arrival = new Promise<void>((resolve) => { this.arrived = () => { this.arrived = undefined; setImmediate(resolve); }; });
    await Promise.race([ended, arrival]);
  }
}
