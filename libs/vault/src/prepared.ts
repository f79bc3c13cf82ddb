import { Client, DatabaseError, escapeIdentifier, type QueryResult, type QueryResultRow } from 'pg';
import { ANSWER_WITHIN_MS, CONNECT_WITHIN_MS } from './limits';

/**
 * A plan is made once and kept, perhaps while a table is still so small that reading the whole of it is cheapest: then
 * every statement would read all of a table that has grown since. All of these look rows up by their key, so nothing
 * else is on offer.
 */
const SETTINGS = `SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off`;

/** A statement that Postgres parses and plans once for its connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What a statement came to. */
export interface Answered<Row extends QueryResultRow> {
  readonly rows: readonly Row[];
  /**
   * When the connection that answered was opened (performance.now()): the database has lost nothing since that it told
   * us on it.
   */
  readonly since: number;
  /** Whether that connection still stands, as far as this process has heard. */
  readonly stands: () => boolean;
}

interface Opened {
  readonly client: Client;
  readonly since: number;
  readonly stands: () => boolean;
  /** The next statement gets a new connection, and this one is ended. */
  readonly lost: () => void;
}

/** With these Postgres ends a connection (57P: it is stopping, or somebody ended it; 08: the connection failed). */
const ENDS = /^(?:57P|08)/;

/**
 * One connection for the few statements that every request needs: prepared, one behind the other without waiting, and
 * committed without waiting for the disk. So only what may be lost in a crash of the database goes here: what a moment
 * later makes true again (when a session was last used), and what the log knows better (that a command was begun, and
 * what it came to: history.md §3).
 */
export class PreparedStatements {
  private opened: Promise<Opened> | undefined;
  private closed = false;

  constructor(private readonly options: { readonly databaseUrl: string; readonly role?: string }) {}

  /** @throws what the database answers, or that it is not there; the next call tries anew */
  async run<Row extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[]): Promise<Answered<Row>> {
    const { client, since, stands, lost } = await this.connected();
    try {
      const { rows }: QueryResult<Row> = await client.query<Row>({ name, text, values: [...values] });
      return { rows, since, stands };
    } catch (error) {
      // That the connection is over is the answer to a statement that ran; the socket says so only later.
      if (error instanceof DatabaseError && ENDS.test(error.code ?? '')) lost();
      throw error;
    }
  }

  /** Running statements finish first. */
  async close(): Promise<void> {
    this.closed = true;
    const opened = await this.opened?.catch(() => undefined);
    await opened?.client.end();
  }

  private connected(): Promise<Opened> {
    if (this.closed) throw new Error('The vault was closed');
    if (this.opened) return this.opened;
    const opening: Promise<Opened> = (this.opened = this.open({
      lost: () => {
        if (this.opened === opening) this.opened = undefined;
      },
      stands: () => this.opened === opening,
    }));
    return opening;
  }

  private async open({ lost, stands }: { readonly lost: () => void; readonly stands: () => boolean }): Promise<Opened> {
    const { databaseUrl, role } = this.options;
    const client = new Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      pipeline: true,
      keepAlive: true,
      application_name: 'annals-vault-prepared',
    });
    // Whoever waits for an answer is told by that answer; whoever comes now gets a new connection. This one may still
    // stand (behind a pooler), so it is ended.
    const drop = (): void => {
      lost();
      client.end().catch(() => undefined); // Nobody waits for its end, and what broke has nothing to end.
    };
    client.on('error', drop);
    client.once('end', lost);
    try {
      await client.connect();
      await client.query(SETTINGS);
      if (role !== undefined) await client.query(`SET ROLE ${escapeIdentifier(role)}`);
    } catch (error) {
      drop();
      throw error;
    }
    return { client, since: performance.now(), stands, lost: drop };
  }
}
