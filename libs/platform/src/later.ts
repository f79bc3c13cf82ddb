import { refused } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** Works at once; the others wait. */
const AT_ONCE = 4;
/** Works that wait; whoever comes then is told to come again, whatever they ask for. */
const WAITING = 1_000;
const PAUSES_MS = [100, 1_000, 3_000];

interface Work {
  /** What it is, for the log: nothing of whom it is about. */
  readonly name: string;
  /** Has to come to the same when it is done again. */
  readonly run: () => Promise<unknown>;
}

/**
 * What is done after its answer went out, because how long it takes would tell what the answer does not (S5). It is not lost silently: what fails is
 * done again, what goes on failing is said in the log, and a process that stops finishes it first. Only a process that dies loses it: who asked asks again.
 */
@Injectable()
export class Later {
  private readonly log = new Logger('later');
  private readonly waiting: Work[] = [];
  private readonly running = new Set<Promise<void>>();

  /** Takes it on and returns at once, before any of it is done. @throws Refused BUSY */
  accept(work: Work): void {
    if (this.waiting.length >= WAITING) throw refused('BUSY');
    this.waiting.push(work);
    setImmediate(() => { this.next(); });
  }

  /** Settles when all that was taken on is done, or given up. */
  async settled(): Promise<void> {
    while (this.waiting.length > 0 || this.running.size > 0) {
      this.next();
      await Promise.all(this.running);
    }
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
  private async do({ name, run }: Work): Promise<void> {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        await run();
        return;
      } catch (error) {
        if (error instanceof Refused && error.code !== 'CONFLICT') return;
        const again = pauseMs === undefined ? 'it is given up' : `it is done again in ${pauseMs} ms`;
        this.log.error(`${name} failed after its answer: ${again}`, error instanceof Error ? error.stack : String(error));
      }
      await pause(pauseMs);
    }
  }
}
