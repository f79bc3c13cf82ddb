import { opaque } from '../sql/position';
import type { Position } from '@annals/kernel';
import type { Log } from './cursor';
import type { CatchUp } from './catch-up';
import type { Progress } from '../sql/ledger';

const EVERY_MS = 1000;

/** Says once a second how far the builds of a catch-up are. */
export class ProgressReport {
  private readonly started = performance.now();
  private readonly first: bigint;
  private next = this.started + EVERY_MS;
  private events = 0;
  private head: Position | undefined;

  constructor(
    private readonly catchUp: CatchUp,
    private readonly store: Pick<Log, 'head'>,
    private readonly tell?: (progress: Progress) => void,
  ) {
    this.first = catchUp.place === 'start' ? 0n : catchUp.place.commit;
  }

  async wrote(events: number): Promise<void> {
    this.events += events;
    const building = this.catchUp.followers.filter((follower) => follower.building);
    if (building.length === 0 || performance.now() < this.next) return;
    this.next = performance.now() + EVERY_MS;
    this.head = await this.store.head();
    const progress = this.now();
    this.tell?.(progress);
    for (const { name, generation } of building) await this.catchUp.ledger.report(name, generation, progress);
  }

  /** How far it is now, by the last look at the head of the log. */
  now(): Progress {
    const seconds = Math.max((performance.now() - this.started) / 1000, 0.001);
    const at = this.catchUp.place === 'start' ? 0n : this.catchUp.place.commit;
    const done = Number(at - this.first);
    const left = this.head === undefined ? null : Math.max(Number(this.head.commit - at), 0);
    return {
      position: opaque(this.catchUp.place),
      head: this.head === undefined ? opaque(this.catchUp.place) : String(this.head.commit),
      events: this.events,
      eventsPerSecond: Math.round(this.events / seconds),
      etaSeconds: left === null || done <= 0 ? null : Math.ceil((left / done) * seconds),
    };
  }
}
