import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { pageOfAll, PageSize } from '../log/pages';
import { insertGroup, type NewRow } from '../log/insert-group';
import { streamKey } from '../log/stream-key';
import { TOMBSTONE, type StoredEvent } from '../log/types';
import { BackupRefused, type Summary } from './format';
import { keyIdsOf } from './key-ids';
import { decodeRecords, encodeRecord } from './record';

const GROUP_EVENTS = 1000;
const GROUP_BYTES = 4 * 1024 * 1024;

interface Known {
  readonly id: number;
  last: number;
}

/**
 * Writes events into an empty log exactly as they were: positions, revisions, ids, `created`, bytes. Call it in a
 * transaction.
 */
export class LogRestore {
  private readonly streams = new Map<string, Known>();
  /** Keys that the log's sealed parts need. */
  readonly keyIds = new Set<string>();
  private rows: NewRow[] = [];
  private groupBytes = 0;
  position = 0;
  bytes = 0;

  constructor(private readonly client: ClientBase) {}

  /** Whole records, in the order of their positions. @throws BackupRefused when they are not a log */
  async add(records: Buffer): Promise<void> {
    for (const event of decodeRecords(records)) {
      if (this.rows.length > 0 && !this.fits(event)) await this.flush();
      this.collect(event);
    }
    this.bytes += records.length;
  }

  async flush(): Promise<void> {
    await insertGroup(this.client, this.rows);
    [this.rows, this.groupBytes] = [[], 0];
  }

  /** Reads the written log back. @throws BackupRefused when it is not, byte for byte, what the backup holds */
  async verify({ count, sha256 }: Summary): Promise<void> {
    const hash = createHash('sha256');
    const size = new PageSize();
    for (let position = 0; position < this.position;) {
      const page = await pageOfAll(this.client, 'forwards', {
        low: position + 1,
        high: this.position,
        limit: size.limit(this.position - position),
      });
      for (const event of page) hash.update(encodeRecord(event));
      size.saw(page);
      position += page.length;
    }
    if (count !== this.position || hash.digest('hex') !== sha256)
      throw new BackupRefused('The restored log, read back, is not the one in the backup; nothing of it was kept.');
  }

  private fits({ data, metadata }: StoredEvent): boolean {
    return this.rows.length < GROUP_EVENTS && this.groupBytes + data.length + metadata.length <= GROUP_BYTES;
  }

  private collect(event: StoredEvent): void {
    const { position, revision, stream } = event;
    const before = this.streams.get(stream);
    const known = before ?? this.begin(stream);
    if (position !== this.position + 1 || (revision !== known.last + 1 && revision !== TOMBSTONE)) {
      throw new BackupRefused(
        `The backup holds no log: after position ${this.position} comes revision ${revision} of ${stream} at position ${position}.`,
      );
    }
    known.last = revision;
    this.position = position;
    this.groupBytes += event.data.length + event.metadata.length;
    this.rows.push({ event, streamId: known.id, streamKey: before === undefined ? streamKey(stream) : undefined });
    for (const id of keyIdsOf(event)) this.keyIds.add(id);
  }

  private begin(stream: string): Known {
    const known = { id: this.streams.size + 1, last: -1 };
    this.streams.set(stream, known);
    return known;
  }
}
