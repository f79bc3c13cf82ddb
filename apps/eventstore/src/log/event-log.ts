import { connectWriter, explainConnection, type WriterConnection } from './connection';
import { DamagedLog, damageOf } from './damage';
import { visibilityOf, UNKNOWN_FAMILY, type Family, type Visibility } from './family';
import { Feed } from './feed';
import { HighWater, checkHighWater } from './high-water';
import { LogReader } from './log-reader';
import { PageSize, ahead, pageOfAll, pageOfStream, type Direction } from './pages';
import { prepared } from './rows';
import { StorageRefused } from './schema';
import { streamNames } from './stream-names';
import { LINK_TYPE, MAX_INT64, familyName, type StoredEvent } from './types';
import { LogVerification } from './verify-log';
import type { WriteRequest } from './write-request';
import { Writer, type WriterOptions } from './writer';

/**
 * What is verified at the end of the log before it is served: what a machine that failed was writing. Beyond so many
 * events or bytes it would take too long.
 */
const TAIL = { events: 5000, bytes: 16 * 1024 * 1024 };

const BEFORE_TAIL = `SELECT max(position) FROM (SELECT position, sum(octet_length(frame)) OVER (ORDER BY position DESC) - octet_length(frame) AS behind
  FROM eventstore.events WHERE position > $1) AS tail WHERE behind >= ${TAIL.bytes}`;

async function startOfTail({ client, position }: WriterConnection): Promise<number> {
  const before = Math.max(0, position - TAIL.events);
  const { rows } = await client.query<[tooFar: number | null]>(prepared('before-tail', BEFORE_TAIL, [before]));
  return (rows[0]?.[0] ?? before) + 1;
}

/** @throws StorageRefused when the end of the log is not as it was written */
async function verifyEnd(connection: WriterConnection): Promise<HighWater> {
  const { client, position } = connection;
  const from = await startOfTail(connection);
  const verification = new LogVerification(client, from === 1);
  await verification.verify({ from, to: position });
  const [damage] = verification.result.damages;
  if (damage !== undefined) throw new StorageRefused(damage);
  return checkHighWater(client, position);
}

export interface LogOptions extends Omit<WriterOptions, 'onRecovered' | 'noticed'> {
  /** For tests: milliseconds until the end of the log is noted down once it grew. */
  readonly noteAfter?: number;
}

/** The log: one writer, many readers. Readers see exactly what is published, never a commit in flight. */
export class EventLog {
  private closing = false;

  private constructor(
    readonly feed: Feed,
    private readonly writer: Writer,
    private readonly reader: LogReader,
    private readonly own: { readonly highWater: HighWater; readonly report: (problem: string) => void },
  ) {}

  /** Takes the log of a database over as its only writer. @throws StorageRefused with one sentence. */
  static async open(options: LogOptions): Promise<EventLog> {
    const connection = await connectWriter(options.databaseUrl, options.report);
    const highWater = await verifyEnd(connection).catch(async (error: unknown) => {
      await connection.client.end();
      throw explainConnection(options.databaseUrl, damageOf(error, 'at its end'));
    });
    const feed = new Feed(connection.position);
    const reader = new LogReader(options.databaseUrl, options.report);
    const log: EventLog = new EventLog(
      feed,
      new Writer(connection, feed, {
        ...options,
        noticed: (error) => reader.noticed(error),
        onRecovered: () => {
          log.learnNames();
        },
      }),
      reader,
      { highWater, report: options.report },
    );
    log.learnNames();
    feed.listen(undefined, () => {
      highWater.grew(() => {
        void log.noteEnd();
      }, options.noteAfter);
    });
    await log.warnOfRisks();
    if (connection.position === 0) await log.writeFirstEvent();
    return log;
  }

  submit(request: WriteRequest): void {
    this.writer.submit(request);
  }

  /** Undefined while writes are welcome, else a promise of room for them. */
  room(): Promise<void> | undefined {
    return this.writer.queue.room();
  }

  /** Counts bytes, or takes them back, of writes that are still coming: they need room, too. */
  hold(weight: number): void {
    this.writer.queue.hold(weight);
  }

  release(weight: number): void {
    this.writer.queue.release(weight);
  }

  /** State of a stream and its metadata as published. */
  async family(stream: string): Promise<Family> {
    const name = familyName(stream);
    const cached = this.writer.heads.get(name);
    if (cached !== undefined) return cached;
    const families = await this.reader.read(`in stream ${stream}`, (client) =>
      this.writer.heads.load(client, [name], this.feed.position),
    );
    return families.get(name) ?? UNKNOWN_FAMILY;
  }

  async visibility(stream: string): Promise<Visibility> {
    return visibilityOf(await this.family(stream), stream, Date.now());
  }

  /** Pages of the log between two positions (both included). @throws DamagedLog */
  all(
    direction: Direction,
    { low, high, count }: { low: number; high: number; count: number },
  ): AsyncGenerator<StoredEvent[]> {
    const size = new PageSize();
    const first = { from: Math.max(1, low), to: Math.min(high, this.feed.position), left: count };
    if (isOver(first)) return nothing();
    return ahead(first, async ({ from, to, left }) => {
      const page = await this.reader.read(`in positions ${from} to ${to}`, (client) =>
        pageOfAll(client, direction, { low: from, high: to, limit: size.limit(left) }),
      );
      size.saw(page);
      const next = { ...beyond({ from, to }, direction, page.length), left: left - page.length };
      return { page, next: isOver(next) ? undefined : next };
    });
  }

  /** Pages of a visible stream between two revisions (both included). @throws DamagedLog */
  stream(
    direction: Direction,
    {
      id,
      name,
      low,
      high,
      count,
      notBefore,
    }: { id: number; name: string; low: number; high: number; count: number; notBefore: number },
  ): AsyncGenerator<StoredEvent[]> {
    const size = new PageSize();
    const first = { from: low, to: high, left: count };
    if (isOver(first)) return nothing();
    return ahead(first, async ({ from, to, left }) => {
      const page = await this.reader.read(`in stream ${name}`, (client) =>
        pageOfStream(client, direction, { id, name, low: from, high: to, limit: size.limit(left) }),
      );
      size.saw(page);
      const visible = notBefore === 0 ? page : page.filter(({ created }) => created >= notBefore);
      const next = { ...beyond({ from, to }, direction, page.length), left: left - visible.length };
      return { page: visible, next: isOver(next) ? undefined : next };
    });
  }

  /**
   * The event a link points at; undefined when there is none or it is hidden. `not-a-link` when the data names none.
   * @param permits whether who asks may read the stream it is in
   */
  async target(
    link: StoredEvent,
    permits: (stream: string, family: Family) => boolean,
  ): Promise<StoredEvent | 'not-a-link' | undefined> {
    const match = link.type === LINK_TYPE ? /^(\d{1,19})@(.+)$/s.exec(link.data.toString('utf8')) : null;
    if (match === null || BigInt(match[1] ?? 0) > MAX_INT64) return 'not-a-link';
    const [revision, stream] = [Number(match[1]), match[2] ?? ''];
    const family = await this.family(stream);
    if (!permits(stream, family)) return undefined;
    const visible = visibilityOf(family, stream, Date.now());
    if (visible.kind !== 'visible' || revision < visible.first || revision > visible.last) return undefined;
    for await (const [event] of this.stream('forwards', {
      id: visible.id,
      name: stream,
      low: revision,
      high: revision,
      count: 1,
      notBefore: visible.notBefore,
    }))
      return event;
    return undefined;
  }

  /** Writes what was received (for at most `patience` ms), refuses the rest and lets go of the lock. */
  async stopWriting(patience: number): Promise<void> {
    this.closing = true;
    await this.writer.close(patience);
  }

  /** Notes down where the log ends and ends the readers. */
  async close(): Promise<void> {
    this.own.highWater.stop();
    await this.noteEnd();
    await this.reader.close();
  }

  /** Without the note everything works; it tells the next start what must be there. */
  private async noteEnd(): Promise<void> {
    try {
      await this.reader.read('in its notes', (client) => this.own.highWater.note(client, this.feed.position));
    } catch (error) {
      this.own.report(
        `The end of the log could not be noted down: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** An answer promises that the event survives the machine; some settings of a foreign database break that promise. */
  private async warnOfRisks(): Promise<void> {
    const { rows } = await this.reader.read('in its settings', (client) =>
      client.query<{ name: string }>(
        `SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'`,
      ),
    );
    for (const { name } of rows)
      this.own.report(`The database runs with ${name} = off: acknowledged events can be lost when the machine fails.`);
  }

  /** In the background: without the names everything works, with one look-up more for each new stream. */
  private learnNames(): void {
    this.writer.heads.names.load(streamNames(this.reader)).catch((error: unknown) => {
      if (!this.closing && !(error instanceof DamagedLog))
        this.own.report(`The names of the streams could not be read: ${String(error)}`);
    });
  }

  /** A fresh EventStoreDB has system events too: clients may rely on $all never being empty. */
  private writeFirstEvent(): Promise<void> {
    const event = {
      id: crypto.randomUUID(),
      type: '$LogCreated',
      isJson: true,
      data: Buffer.from('{"format":1}'),
      metadata: Buffer.alloc(0),
    };
    return new Promise((resolve, reject) => {
      this.submit({
        kind: 'append',
        stream: '$log',
        expected: 'no_stream',
        events: [event],
        bytes: 0,
        deadline: Date.now() + 10_000,
        settle: (outcome) => {
          if (outcome.kind === 'success') resolve();
          else reject(new Error(`The first event of the log could not be written: ${outcome.kind}`));
        },
      });
    });
  }
}

interface Cursor {
  readonly from: number;
  readonly to: number;
}

const isOver = ({ from, to, left }: Cursor & { readonly left: number }): boolean => from > to || left <= 0;
/** What is left of a range when its first `count` numbers in a direction are done. */
const beyond = ({ from, to }: Cursor, direction: Direction, count: number): Cursor =>
  direction === 'forwards' ? { from: from + count, to } : { from, to: to - count };

async function* nothing(): AsyncGenerator<never> {
  /* no page */
}
