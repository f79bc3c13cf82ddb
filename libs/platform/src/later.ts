import { refused } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { PromisedWork, PromisedWorks } from '@annals/vault';
import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';

/** Works at once; the others wait. */
const AT_ONCE = 4;
/** Works that wait; whoever comes then is told to come again, whatever they ask for. */
const WAITING = 1_000;
const PAUSES_MS = [100, 1_000, 3_000];
/** How often this process looks for what another one left, or what failed here. */
const LOOK_EVERY_MS = 5_000;
/** Taken up so often (a quarter of an hour at least), it is given up. */
const MOST_TRIES = 100;

type Do = (payload: unknown) => Promise<unknown>;

/**
 * What is done after its answer went out, because how long it takes would tell what the answer does not (S5). It is
 * kept before it is answered, so that no process that dies and no storage that is away loses it: whoever finds it done
 * again and again without an end says so in the log, and gives it up.
 */
@Injectable()
export class Later {
  private readonly log = new Logger('later');
  private readonly works = new Map<string, Do>();
  private readonly waiting: PromisedWork[] = [];
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly promised: Pick<PromisedWorks, 'put' | 'take' | 'remove'>) {}

  /** Says how the work of a name is done. It has to come to the same when it is done again. */
  does<Payload>(name: string, schema: z.ZodType<Payload>, run: (payload: Payload) => Promise<unknown>): void {
    this.works.set(name, (payload) => run(schema.parse(payload)));
  }

  /**
   * Keeps it and returns before any of it is done. @throws Refused BUSY, and whatever the vault throws: then it was not
   * taken on
   */
  async accept(work: PromisedWork): Promise<void> {
    if (this.waiting.length >= WAITING) throw refused('BUSY');
    await this.promised.put(work);
    this.waiting.push(work);
    setImmediate(() => {
      this.next();
    });
  }

  /** From now on takes up what others left behind, too. */
  watch(): void {
    this.timer ??= setInterval(() => {
      void this.takeUp();
    }, LOOK_EVERY_MS).unref();
  }

  /** Settles when all that was taken on is done, or left to others. */
  async settled(): Promise<void> {
    clearInterval(this.timer);
    while (this.waiting.length > 0 || this.running.size > 0) {
      this.next();
      await Promise.all(this.running);
    }
  }

  /** What this process still has waiting may come again: doing it twice comes to the same. Never rejects. */
  private async takeUp(): Promise<void> {
    try {
      for (const { tries, ...work } of await this.promised.take(WAITING - this.waiting.length)) {
        if (tries <= MOST_TRIES) this.waiting.push(work);
        else {
          this.log.error(`${work.name} was tried ${MOST_TRIES} times: it is given up`);
          await this.promised.remove(work.id);
        }
      }
    } catch (error) {
      this.log.warn(`What is to be done later could not be looked for: ${String(error)}`);
    }
    this.next();
  }

  private next(): void {
    while (this.running.size < AT_ONCE) {
      const work = this.waiting.shift();
      if (!work) return;
      const done: Promise<void> = this.do(work).finally(() => {
        this.running.delete(done);
        this.next();
      });
      this.running.add(done);
    }
  }

  /** Never rejects: nobody waits for it. A refusal is an answer, and stays the same when it is asked for again. */
  private async do({ id, name, payload }: PromisedWork): Promise<void> {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        await this.carryOut(name, payload);
        return await this.promised.remove(id);
      } catch (error) {
        const again = pauseMs === undefined ? 'it is taken up again later' : `it is done again in ${pauseMs} ms`;
        this.log.error(
          `${name} failed after its answer: ${again}`,
          error instanceof Error ? error.stack : String(error),
        );
      }
      await pause(pauseMs);
    }
  }

  private async carryOut(name: string, payload: unknown): Promise<void> {
    const run = this.works.get(name);
    if (!run) throw new Error(`Nobody here does "${name}"`);
    try {
      await run(payload);
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'CONFLICT' || error.code === 'BUSY') throw error;
    }
  }
}
