import type { LogEntry, StoredRecord } from '@annals/eventstore';
import { history } from '../history/history';
import type { AnyView } from '../definition/view';
import type { Reads } from '../reader/reads';

/** An event of an organization with its number. */
export interface Numbered {
  readonly sequence: number;
  readonly entry: LogEntry;
}

/** What is folded. */
export interface Subject {
  readonly view: AnyView;
  readonly organization: string;
}

/** Which events of an organization: after one, up to another, and so many at most. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
  readonly most: number;
}

/** Events are opened in such pieces, so that others in the process have their turn. */
const PIECE = 250;

interface Sources {
  readonly reader: Reads;
  readonly open: (records: readonly StoredRecord[]) => Promise<readonly LogEntry[]>;
}

/**
 * Reads the events of an organization that a view takes, opened, in order.
 * @returns undefined where history does not reach `upTo` yet: what is still to come would count as folded
 */
export const eventsOf =
  ({ reader, open }: Sources) =>
  async ({ view, organization }: Subject, range: Range): Promise<readonly Numbered[] | undefined> => {
    const rows = await reader.read(history, { organization }, async (db) => {
      const all = db.selectFrom('history').where('organization_id', '=', organization);
      if (!(await all.where('sequence', '=', range.upTo).select('sequence').executeTakeFirst())) return undefined;
      return (
        all
          .select(['sequence', 'position', 'event_id', 'stream', 'revision', 'type', 'data', 'metadata'])
          .where('sequence', '>', range.after)
          .where('sequence', '<=', range.upTo)
          // Most views take few types, so that a long history of runs costs them nothing.
          .$if(view.takes !== undefined, (some) => some.where('type', 'in', view.takes ?? []))
          .orderBy('sequence')
          .limit(range.most)
          .execute()
      );
    });
    if (rows === undefined) return undefined;
    const numbered: Numbered[] = [];
    for (let start = 0; start < rows.length; start += PIECE) {
      const piece = rows.slice(start, start + PIECE);
      const entries = await open(piece.map(recordOf));
      for (const [index, entry] of entries.entries()) numbered.push({ sequence: piece[index]?.sequence ?? 0, entry });
    }
    return numbered;
  };

interface StoredRow {
  readonly position: string;
  readonly event_id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** The event as the store gave it. Where it is in the log says its commit position. */
function recordOf({ position, event_id: id, stream, revision, type, data, metadata }: StoredRow): StoredRecord {
  const commit = BigInt(position);
  return {
    id,
    stream,
    revision,
    type,
    position: { commit, prepare: commit },
    data: json(data),
    metadata: json(metadata),
  };
}

const json = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
