import { setTimeout as sleep } from 'node:timers/promises';
import { Line } from './line';

/** A server that doesn't take our leave must not keep us. */
const CLOSE_MS = 1000;

/** The way to the event store of one component: another component's faults are not its faults. */
export class Connection {
  private current: Line | undefined;
  private isClosed = false;
  /** All that are not closed yet. */
  private readonly lines = new Set<Line>();

  constructor(private readonly connectionString: string) {}

  /** The line of now. Take it for one call only. @throws what db-client throws when the connection string is none */
  get line(): Line {
    if (this.isClosed) throw new Error('This connection to the event store was closed');
    this.current ??= this.open();
    return this.current;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /**
   * Leaves a line on which nobody hears anything; the next call goes over a new one. What waits on the old one may wait
   * on.
   */
  leave(line: Line): void {
    if (this.current === line) this.current = undefined;
    line.leave();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const closing = [...this.lines].map((line) => line.close());
    await Promise.race([Promise.all(closing), sleep(CLOSE_MS, undefined, { ref: false })]);
  }

  private open(): Line {
    const line = new Line(this.connectionString, () => this.lines.delete(line));
    this.lines.add(line);
    return line;
  }
}
