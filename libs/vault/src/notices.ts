import { Client } from 'pg';
import type { z } from 'zod';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What one process tells all others through Postgres: a channel, and the form of what is said on it. */
export interface Channel<Notice> {
  readonly name: string;
  readonly form: z.ZodType<Notice>;
}

export interface Hearing<Notice> {
  readonly heard: (notice: Notice) => void;
  /**
   * Told each time that something was not heard: it listens again after a break, or what was said is not understood.
   */
  readonly missed?: () => void;
}

/** Listens to what any process says on a channel, on a connection of its own that is made again whenever it breaks. */
export class NoticeFeed<Notice> {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: Channel<Notice>,
    private readonly hearing: Hearing<Notice>,
  ) {}

  /** Listens from the moment that it settles. @throws an Error when the database cannot be reached the first time */
  async open(): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      application_name: this.channel.name.replace('_', '-'),
    });
    client.on('notification', ({ payload = '' }) => {
      this.hear(payload);
    });
    // 'end' follows every 'error': one place decides what to do about it.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(`LISTEN ${this.channel.name}`);
    } catch (error) {
      await client.end(); // whoever asked tries again: this connection does not
      throw error;
    }
    if (this.closed) return client.end();
    this.client = client;
    client.once('end', () => {
      this.again(FIRST_PAUSE_MS);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  /** What a process of another release says in words that are none here is as good as not heard. */
  private hear(payload: string): void {
    const notice = this.channel.form.safeParse(fromJson(payload));
    if (notice.success) this.hearing.heard(notice.data);
    else this.hearing.missed?.();
  }

  private again(pause: number): void {
    if (this.closed) return;
    const reopen = async (): Promise<void> => {
      await this.open();
      this.hearing.missed?.();
    };
    this.timer = setTimeout(() => {
      reopen().catch(() => {
        this.again(Math.min(pause * 2, LONGEST_PAUSE_MS));
      });
    }, pause);
  }
}

/** undefined where it is no JSON. */
function fromJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All feeds of one channel that a process has open. */
export class Notices<Notice> {
  private readonly feeds = new Set<NoticeFeed<Notice>>();

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: Channel<Notice>,
  ) {}

  /** Settles once it listens. @returns stops it; `close` does too */
  async follow(hearing: Hearing<Notice>): Promise<() => Promise<void>> {
    const feed = new NoticeFeed(this.databaseUrl, this.channel, hearing);
    await feed.open();
    this.feeds.add(feed);
    return async () => {
      this.feeds.delete(feed);
      await feed.close();
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.feeds].map((feed) => feed.close()));
  }
}
