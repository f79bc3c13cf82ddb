import { Client } from 'pg';

/** Locks are held by this connection; when it goes, they go, and `lost` settles. */
export class Claims {
  readonly held = new Set<string>();
  private readonly client: Client;
  readonly lost: Promise<void>;

  private constructor(databaseUrl: string) {
    this.client = new Client({ connectionString: databaseUrl, keepAlive: true });
    this.client.on('error', () => undefined);
    // Not `once` of node:events: that rejects at the 'error' before the 'end', and nobody would handle it.
    this.lost = new Promise((resolve) => {
      this.client.once('end', () => {
        resolve();
      });
    });
  }

  static async open(databaseUrl: string): Promise<Claims> {
    const claims = new Claims(databaseUrl);
    await claims.client.connect();
    // A backend that waits for a lock would not notice that its client died: the lock would be handed to nobody.
    await claims.client.query(`SET client_connection_check_interval = '1s'`);
    return claims;
  }

  /** Waits until the lock is ours. When the connection is closed meanwhile, it rejects. */
  async wait(name: string): Promise<void> {
    await this.client.query(`SELECT pg_advisory_lock(hashtextextended($1, 0))`, [name]);
    this.held.add(name);
  }

  /** Takes the lock if it is free. */
  async tryTake(name: string): Promise<boolean> {
    if (this.held.has(name)) return true;
    const { rows } = await this.client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine`,
      [name],
    );
    const mine = rows[0]?.mine === true;
    if (mine) this.held.add(name);
    return mine;
  }

  /** Lets go of everything at once, also of a lock that is being waited for. */
  close(): void {
    this.held.clear();
    this.client.connection.stream.destroy();
  }
}
