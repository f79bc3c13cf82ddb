import { EventStore, RawStore, type RawEvent } from '@annals/eventstore';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';

interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** `startEventStore` of apps/eventstore, which libraries may not import: specs give it. */
export type Start = (options: { readonly databaseUrl: string; readonly port: number }) => Promise<Server>;

/** One of the ways to spoil what is stored that apps/eventstore knows. */
interface Damage {
  statements(victims: { readonly position: number; readonly other: number }): readonly string[];
}

/** An event as whoever writes the log anew has it. */
export type Written = Pick<RawEvent, 'id' | 'stream' | 'type' | 'data' | 'metadata'>;

const ROLE = 'annals_api';

/** An event as any organization might have it; nothing of it is opened here. */
export const anEvent = (organizationId: string, category: string): Written => ({
  id: randomUUID(),
  stream: `${category}-${organizationId}`,
  type: 'BotEnabled',
  data: Buffer.from(JSON.stringify({ botId: randomUUID() })),
  metadata: Buffer.from(JSON.stringify({ at: '2026-06-03T09:15:00.000Z', salt: randomBytes(16).toString('base64') })),
});

/** Events of several organizations, each with several streams, and of accounts, a few of one stream at a time. */
export function someEvents(count: number, organizationIds: readonly string[]): Written[] {
  const account = randomUUID();
  return Array.from({ length: count }, (_, n) => {
    const group = Math.floor(n / 8);
    if (group % 7 === 5) return anEvent(account, 'account');
    const organizationId = organizationIds[group % organizationIds.length] ?? account;
    return anEvent(organizationId, group % 4 === 0 ? 'fleet' : 'organization');
  });
}

/** A log in a database, and a vault in another one; the log can be spoilt and written anew as a superuser can. */
export class ALog {
  private constructor(
    private readonly start: Start,
    private readonly log: TestDatabase,
    private readonly vaults: TestDatabase,
    readonly vault: Vault,
    private server: Server,
    public eventStore: EventStore,
  ) {}

  static async open(name: string, start: Start, clock: () => string): Promise<ALog> {
    const [log, vaults] = [await sharedDatabase(`${name}_log`), await sharedDatabase(`${name}_vault`)];
    await migrateVault(vaults.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    const vault = new Vault({ databaseUrl: vaults.url, secrets, role: ROLE, clock });
    const server = await start({ databaseUrl: log.url, port: 0 });
    return new ALog(start, log, vaults, vault, server, storeOn(server, vault));
  }

  /** Statements in the database of the vault, as its owner. */
  spoilVault(statement: string): Promise<void> {
    return this.vaults.execute(statement);
  }

  /** Appends events, those of one stream that follow each other together. */
  async append(events: readonly Written[]): Promise<void> {
    const raw = new RawStore(addressOf(this.server));
    const revisions = new Map<string, number>();
    for (let from = 0; from < events.length;) {
      const stream = events[from]?.stream ?? '';
      let to = from;
      while (events[to]?.stream === stream && to - from < 500) to += 1;
      const expected = revisions.get(stream) ?? -1;
      if ((await raw.append({ stream, expected, events: events.slice(from, to) })) === 'conflict')
        throw new Error(`${stream} has another end than ${expected}`);
      revisions.set(stream, expected + to - from);
      from = to;
    }
    await raw.close();
  }

  /** The log is another one, as if it had always been so. */
  async rewrite(events: readonly Written[]): Promise<void> {
    await this.eventStore.close();
    await this.server.stop();
    await this.log.execute('DROP SCHEMA eventstore CASCADE');
    this.server = await this.start({ databaseUrl: this.log.url, port: 0 });
    this.eventStore = storeOn(this.server, this.vault);
    await this.append(events);
  }

  /** Spoils what is stored at a position while the server runs, and mends it. @returns mends it */
  async spoil(damage: Damage, position: number, other: number): Promise<() => Promise<void>> {
    await this.log.execute('CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM eventstore.events');
    await this.log.execute(damage.statements({ position, other }).join(';'));
    return () =>
      this.log.execute('TRUNCATE eventstore.events; INSERT INTO eventstore.events SELECT * FROM kept; DROP TABLE kept');
  }

  async close(): Promise<void> {
    await this.eventStore.close();
    await this.server.stop();
    await this.vault.close();
    await Promise.all([this.log.drop(), this.vaults.drop()]);
  }
}

const addressOf = ({ port }: Server): string => `esdb://127.0.0.1:${port}?tls=false`;
const storeOn = (server: Server, vault: Vault): EventStore =>
  new EventStore({ connectionString: addressOf(server), keyring: vault.keys });
