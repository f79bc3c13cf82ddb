import { performance } from 'node:perf_hooks';

const EVERY_MS = 1000;

/** Tells a person how far something long is, about once a second and not at all when it is quick. */
export class Progress {
  private readonly started = performance.now();
  private toldAt = this.started;
  private done = 0;

  /**
   * @param doing e.g. "copied"
   * @param total how many events there will be, where that is known
   * @param tell gets a line
   */
  constructor(private readonly doing: string, private readonly total: number | undefined, private readonly tell: (line: string) => void) {}

  /** So many events more. */
  readonly add = (events = 1): void => {
    this.done += events;
    const now = performance.now();
    if (now - this.toldAt < EVERY_MS) return;
    this.toldAt = now;
    const perSecond = this.done / ((now - this.started) / 1000);
    const left = this.total === undefined ? '' : ` of ${this.total}, ${Math.round(perSecond)}/s, about ${Math.ceil(Math.max(this.total - this.done, 0) / perSecond)} s left`;
    this.tell(`${this.doing} ${this.done}${left || ` events, ${Math.round(perSecond)}/s`}`);
  };
}
