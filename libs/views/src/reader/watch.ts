import type { Pool } from 'pg';
import { MOVED_CHANNEL } from '../sql/catalog';
import { Listener } from '../sql/listener';
import { partOf } from '../sql/part-name';
import { parseMoved, type Moved, type MovedPayload } from './moved';
import { Queue } from './queue';

/** If a notification should ever be lost, waiting readers look for themselves this often. */
const SAFETY_NET_MS = 500;

export type Key = `${string}#${number}`;
export const keyOf = (view: string, generation: number): Key => `${view}#${generation}`;

/** Knows how far each generation is, by what the engine says at each commit. */
export class Watch {
  private readonly positions = new Map<Key, bigint>();
  private readonly waiting = new Set<() => void>();
  private readonly queues = new Set<Queue<Moved>>();
  private readonly listener: Listener;
  /** How often a view may have got another serving generation. */
  private switches = 0;

  /** @param onSwitch called when a view (or any, when unknown) may have another serving generation */
  constructor(
    databaseUrl: string,
    private readonly pool: Pool,
    private readonly onSwitch: (view?: string) => void,
  ) {
    this.listener = new Listener(databaseUrl, {
      channels: [MOVED_CHANNEL],
      heard: (payload) => {
        this.heard(parseMoved(payload));
      },
      // Views are written without waiting for the disk: a database that crashed may be further back than what we heard.
      deaf: () => {
        this.positions.clear();
        this.switched();
        this.wakeAll();
      },
    });
  }

  /** Settles when nothing that the engine says is missed from now on. @throws when the database cannot be reached */
  listening(): Promise<void> {
    return this.listener.start();
  }

  /**
   * Settles when everything up to `wanted` is in this generation, when another one may serve, or when the time is over.
   * @returns how far it is
   */
  async reach(key: Key, wanted: bigint, timeoutMs: number): Promise<bigint> {
    const { switches } = this;
    const known = this.positions.get(key);
    if (known !== undefined && known >= wanted) return known;
    await this.listener.start();
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const heard = this.next(Math.min(SAFETY_NET_MS, deadline - performance.now()));
      const have = await this.look(key);
      if (have >= wanted || performance.now() >= deadline || switches !== this.switches) return have;
      await heard;
    }
  }

  /** Settles when the engine says anything, or after `ms` (or the interval of the safety net). */
  async change(ms: number): Promise<void> {
    await this.listener.start();
    await this.next(Math.min(SAFETY_NET_MS, ms));
  }

  /** What moves from now on. */
  async *moved(): AsyncIterable<Moved> {
    const queue = new Queue<Moved>();
    this.queues.add(queue);
    try {
      await this.listener.start();
      yield* queue;
    } finally {
      this.queues.delete(queue);
    }
  }

  async close(): Promise<void> {
    for (const queue of this.queues) queue.end();
    this.wakeAll();
    await this.listener.close();
  }

  private heard(payload: MovedPayload): void {
    if ('switched' in payload) this.switched(payload.switched);
    else this.advanced(payload);
    this.wakeAll();
  }

  private switched(view?: string): void {
    this.switches += 1;
    this.onSwitch(view);
  }

  private advanced({ position, views }: Extract<MovedPayload, { position: string }>): void {
    for (const [view, { generation, organizations, accounts }] of Object.entries(views)) {
      this.know(keyOf(view, generation), BigInt(position));
      for (const queue of this.queues) queue.push({ view: partOf(view).whole, position, organizations, accounts });
    }
  }

  private know(key: Key, position: bigint): bigint {
    const known = this.positions.get(key) ?? -1n;
    if (position > known) this.positions.set(key, position);
    return position > known ? position : known;
  }

  private async look(key: Key): Promise<bigint> {
    const known = this.positions.get(key);
    const [view, generation] = key.split('#');
    const { rows } = await this.pool.query<{ at: string | null }>(
      'SELECT commit_position AS at FROM views.checkpoints WHERE name = $1 AND generation = $2',
      [view, generation],
    );
    return this.know(key, BigInt(rows[0]?.at ?? known ?? -1n));
  }

  /** Settles at the next notification, or after `ms`. */
  private next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(ms, 0));
      this.waiting.add(done);
    });
  }

  private wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }
}
