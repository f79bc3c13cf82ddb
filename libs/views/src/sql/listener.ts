import { Client } from 'pg';

/** What a listener does with what it hears. */
export interface Hearing {
  readonly channels: readonly string[];
  readonly heard: (payload: string) => void;
  /** The connection is new: whatever was said before was not heard. */
  readonly deaf: () => void;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

/** A connection that listens, and is made again whenever it breaks. */
export class Listener {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private opening: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly hearing: Hearing,
  ) {}

  /** Listens from the moment that it settles. @throws when the database cannot be reached the first time */
  start(): Promise<void> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }

  private async open(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true });
    client.on('notification', ({ payload }) => {
      this.hearing.heard(payload ?? '');
    });
    // 'end' follows every 'error': one place decides what to do about it.
    client.on('error', () => undefined);
    await client.connect();
    if (this.closed) return client.end();
    this.client = client;
    client.once('end', () => {
      this.again(FIRST_PAUSE);
    });
    for (const channel of this.hearing.channels) await client.query(`LISTEN ${channel}`);
    this.hearing.deaf();
  }

  private again(pause: number): void {
    if (this.closed) return;
    this.client = undefined;
    this.timer = setTimeout(() => {
      this.open().catch(() => {
        this.again(Math.min(pause * 2, LONGEST_PAUSE));
      });
    }, pause);
  }
}
