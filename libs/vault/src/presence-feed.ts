import { Client } from 'pg';
import { z } from 'zod';

export const PRESENCE_CHANNEL = 'annals_presence';

const Payload = z.object({ organizationId: z.string(), of: z.enum(['bot', 'run']) });

/** What a bot says of itself, or how far one of its runs is, changed in an organization. */
export type PresenceChange = z.output<typeof Payload>;

/** How a change travels through Postgres. */
export const payloadOf = (change: PresenceChange): string => JSON.stringify(change);

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Listens to the changes that any process notes, on a connection of its own that is made again whenever it breaks. What happens meanwhile is not heard. */
export class PresenceFeed {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly databaseUrl: string, private readonly heard: (change: PresenceChange) => void) {}

  /** Listens from the moment that it settles. @throws an Error when the database cannot be reached the first time */
  async open(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true, application_name: 'annals-presence' });
    client.on('notification', ({ payload }) => { this.heard(Payload.parse(JSON.parse(payload ?? ''))); });
    // 'end' follows every 'error': one place decides what to do about it.
    client.on('error', () => undefined);
    await client.connect();
    if (this.closed) return client.end();
    this.client = client;
    client.once('end', () => { this.again(FIRST_PAUSE_MS); });
    await client.query(`LISTEN ${PRESENCE_CHANNEL}`);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private again(pause: number): void {
    if (this.closed) return;
    this.timer = setTimeout(() => { this.open().catch(() => { this.again(Math.min(pause * 2, LONGEST_PAUSE_MS)); }); }, pause);
  }
}
