import { Pool } from 'pg';
import { connectWriter } from './connection';
import { visibilityOf, UNKNOWN_FAMILY, type Family, type Visibility } from './family';
import { Feed } from './feed';
import { loadFamilies } from './heads';
import { PageSize, pageOfAll, pageOfStream, streamNames, type Direction } from './pages';
import { LINK_TYPE, familyName, type StoredEvent } from './types';
import type { WriteRequest } from './write-request';
import { Writer, type WriterOptions } from './writer';

const READERS = 6;

/** The log: one writer, many readers. Readers see exactly what is published, never a commit in flight. */
export class EventLog {
  private closing = false;

  private constructor(readonly feed: Feed, private readonly writer: Writer, private readonly pool: Pool) {}

  /** Takes the log of a database over as its only writer. @throws StorageRefused with one sentence. */
  static async open(options: Omit<WriterOptions, 'onRecovered'>): Promise<EventLog> {
    const connection = await connectWriter(options.databaseUrl);
    const feed = new Feed(connection.position);
    const pool = new Pool({ connectionString: options.databaseUrl, max: READERS, application_name: 'annals eventstore reader', connectionTimeoutMillis: 5000, keepAlive: true });
    pool.on('error', (error) => { options.report(`A reading connection was lost: ${error.message}`); });
    const log: EventLog = new EventLog(feed, new Writer(connection, feed, { ...options, onRecovered: () => { log.learnNames(options.report); } }), pool);
    log.learnNames(options.report);
    await log.warnOfRisks(options.report);
    if (connection.position === 0) await log.writeFirstEvent();
    return log;
  }

  submit(request: WriteRequest): void {
    this.writer.submit(request);
  }

  /** Undefined while writes are welcome, else a promise of room for them. */
  room(): Promise<void> | undefined {
    return this.writer.room();
  }

  /** State of a stream and its metadata as published. */
  async family(stream: string): Promise<Family> {
    const name = familyName(stream);
    const cached = this.writer.heads.get(name);
    if (cached !== undefined) return cached;
    return (await loadFamilies(this.pool, [name], this.feed.position)).get(name) ?? UNKNOWN_FAMILY;
  }

  async visibility(stream: string): Promise<Visibility> {
    return visibilityOf(await this.family(stream), stream, Date.now());
  }

  /** Pages of the log between two positions (both included). */
  async *all(direction: Direction, { low, high, count }: { low: number; high: number; count: number }): AsyncGenerator<StoredEvent[]> {
    const size = new PageSize();
    for (let [from, to, left] = [low, high, count]; left > 0 && from <= to;) {
      const page = await pageOfAll(this.pool, direction, { low: from, high: to, limit: size.limit(left) });
      const last = page.at(-1);
      if (last === undefined) return;
      size.saw(page);
      yield page;
      left -= page.length;
      if (direction === 'forwards') from = last.position + 1;
      else to = last.position - 1;
    }
  }

  /** Pages of a visible stream between two revisions (both included). */
  async *stream(direction: Direction, range: { id: number; low: number; high: number; count: number; notBefore: number }): AsyncGenerator<StoredEvent[]> {
    const size = new PageSize();
    const upTo = this.feed.position;
    for (let [low, high, left] = [range.low, range.high, range.count]; left > 0 && low <= high;) {
      const page = await pageOfStream(this.pool, direction, { id: range.id, low, high, upTo, limit: size.limit(left) });
      const last = page.at(-1);
      if (last === undefined) return;
      size.saw(page);
      const visible = page.filter(({ created }) => created >= range.notBefore);
      yield visible;
      left -= visible.length;
      if (direction === 'forwards') low = last.revision + 1;
      else high = last.revision - 1;
    }
  }

  /** The event a link points at; undefined when there is none or it is hidden. `not-a-link` when the data names none. */
  async target(link: StoredEvent): Promise<StoredEvent | 'not-a-link' | undefined> {
    const match = link.type === LINK_TYPE ? /^(\d{1,15})@(.+)$/s.exec(link.data.toString('utf8')) : null;
    if (match === null) return 'not-a-link';
    const [revision, stream] = [Number(match[1]), match[2] ?? ''];
    const visible = await this.visibility(stream);
    if (visible.kind !== 'visible' || revision < visible.first || revision > visible.last) return undefined;
    for await (const [event] of this.stream('forwards', { id: visible.id, low: revision, high: revision, count: 1, notBefore: visible.notBefore })) return event;
    return undefined;
  }

  /** Writes what was received (for at most `patience` ms), refuses the rest and lets go of the lock. */
  stopWriting(patience: number): Promise<void> {
    this.closing = true;
    return this.writer.close(patience);
  }

  /** Ends the readers. */
  close(): Promise<void> {
    return this.pool.end();
  }

  /** An answer promises that the event survives the machine; some settings of a foreign database break that promise. */
  private async warnOfRisks(report: WriterOptions['report']): Promise<void> {
    const { rows } = await this.pool.query<{ name: string }>(`SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'`);
    for (const { name } of rows) report(`The database runs with ${name} = off: acknowledged events can be lost when the machine fails.`);
  }

  /** In the background: without the names everything works, with one look-up more for each new stream. */
  private learnNames(report: WriterOptions['report']): void {
    this.writer.heads.names.load(streamNames(this.pool)).catch((error: unknown) => { if (!this.closing) report(`The names of the streams could not be read: ${String(error)}`); });
  }

  /** A fresh EventStoreDB has system events too: clients may rely on $all never being empty. */
  private writeFirstEvent(): Promise<void> {
    const event = { id: crypto.randomUUID(), type: '$LogCreated', isJson: true, data: Buffer.from('{"format":1}'), metadata: Buffer.alloc(0) };
    return new Promise((resolve, reject) => {
      this.submit({ kind: 'append', stream: '$log', expected: 'no_stream', events: [event], bytes: 0, deadline: Date.now() + 10_000, settle: (outcome) => {
        if (outcome.kind === 'success') resolve();
        else reject(new Error(`The first event of the log could not be written: ${outcome.kind}`));
      } });
    });
  }
}

