import { Pool, type ClientBase } from 'pg';
import { DamagedLog, damageOf } from './damage';
import { BY_INDEX } from './rows';

const CONNECTIONS = 6;
/** Sentences about damage that are remembered, so that each is said once. */
const MOST_REPORTED = 10_000;

/**
 * So many at a time, the others in their order, for as long as it takes. (The pool would give up on those who wait as
 * on a database that is away.)
 */
class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
  }

  give(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}

/** The connections that read the log beside the writer. Damage that a read meets is reported once and thrown. */
export class LogReader {
  private readonly pool: Pool;
  private readonly reported = new Set<string>();
  private readonly turns = new Turns(CONNECTIONS);

  constructor(
    databaseUrl: string,
    private readonly report: (problem: string) => void,
  ) {
    this.pool = new Pool({
      connectionString: databaseUrl,
      max: CONNECTIONS,
      options: BY_INDEX,
      application_name: 'annals eventstore reader',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    // A connection may end with the very bytes that open it, before anybody has it in hand; whoever gets it then is
    // told by their query.
    this.pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    this.pool.on('error', (error) => {
      report(`A reading connection was lost: ${error.message}`);
    });
  }

  /**
   * Reads with a connection of its own.
   * @param where what is read, should Postgres call it damaged, e.g. "in positions 1 to 100"
   * @throws DamagedLog
   */
  async read<Result>(where: string, work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    await this.turns.take();
    try {
      return await this.readNow(where, work);
    } finally {
      this.turns.give();
    }
  }

  private async readNow<Result>(where: string, work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let lost: Error | undefined;
    const onError = (error: Error): void => {
      lost = error;
    };
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      throw this.noticed(damageOf(error, where));
    } finally {
      client.off('error', onError);
      client.release(lost);
    }
  }

  /** Reports damage that was found here or by the writer, once. @returns the same error */
  noticed(error: unknown): unknown {
    if (!(error instanceof DamagedLog) || this.reported.has(error.message)) return error;
    if (this.reported.size < MOST_REPORTED) this.reported.add(error.message);
    this.report(error.message);
    return error;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
