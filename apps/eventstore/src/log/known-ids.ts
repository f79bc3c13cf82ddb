import type { ClientBase } from 'pg';
import { checkedEvent } from './damage';
import { isTombstoned, stateOf, type Family } from './family';
import { prepared } from './rows';
import { familyName } from './types';
import type { WriteRequest } from './write-request';

/** Where an event id stands in its stream. */
export interface PlaceOfEventId {
  readonly revision: number;
  readonly position: number;
  readonly id: string;
}

/** What the tables know about the ids that a group of requests repeats (perhaps). */
export class KnownIds {
  private readonly firstById = new Map<string, PlaceOfEventId>();
  private readonly byRevision = new Map<string, PlaceOfEventId>();

  first(streamId: number, id: string): PlaceOfEventId | undefined {
    return this.firstById.get(`${streamId} ${id}`);
  }

  at(streamId: number, revision: number): PlaceOfEventId | undefined {
    return this.byRevision.get(`${streamId} ${revision}`);
  }

  addFirst(streamId: number, place: PlaceOfEventId): void {
    this.firstById.set(`${streamId} ${place.id}`, place);
    this.addAt(streamId, place);
  }

  addAt(streamId: number, place: PlaceOfEventId): void {
    this.byRevision.set(`${streamId} ${place.revision}`, place);
  }
}

const BY_ID = `SELECT DISTINCT ON (w.stream_id, w.event_id) e.stream_id, e.checksum, e.frame
FROM unnest($1::bigint[], $2::uuid[]) AS w(stream_id, event_id)
JOIN eventstore.events e ON e.event_id = w.event_id AND e.stream_id = w.stream_id ORDER BY w.stream_id, w.event_id, e.revision`;
const BY_RANGE = `SELECT e.stream_id, e.checksum, e.frame
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w(stream_id, first, last)
JOIN eventstore.events e ON e.stream_id = w.stream_id AND e.revision BETWEEN w.first AND w.last`;

type PlaceRow = [streamId: number, checksum: number, frame: Buffer];
interface Wanted {
  readonly streamId: number;
  readonly id: string;
}

async function loadByIds(client: ClientBase, known: KnownIds, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return;
  const { rows } = await client.query<PlaceRow>(
    prepared('places-by-id', BY_ID, [wanted.map(({ streamId }) => streamId), wanted.map(({ id }) => id)]),
  );
  for (const [streamId, checksum, frame] of rows) known.addFirst(streamId, checkedEvent(frame, checksum, {}));
}

interface Candidate {
  readonly streamId: number;
  readonly request: WriteRequest;
}

/** Appends that take the stream as it is, to streams that have events: their ids may be there already. */
async function loadForAny(client: ClientBase, known: KnownIds, open: readonly Candidate[]): Promise<void> {
  const ids = ({ streamId, request }: Candidate): Wanted[] => request.events.map(({ id }) => ({ streamId, id }));
  await loadByIds(
    client,
    known,
    open.flatMap((candidate) => ids(candidate).slice(0, 1)),
  );
  // Only a first id that is known makes the others matter.
  const repeated = open.filter(
    ({
      streamId,
      request: {
        events: [first],
      },
    }) => first !== undefined && known.first(streamId, first.id) !== undefined,
  );
  await loadByIds(
    client,
    known,
    repeated.flatMap((candidate) => ids(candidate).slice(1)),
  );
}

interface Behind {
  readonly streamId: number;
  readonly first: number;
  readonly last: number;
}

async function loadBehind(client: ClientBase, known: KnownIds, behind: readonly Behind[]): Promise<void> {
  const columns = [
    behind.map(({ streamId }) => streamId),
    behind.map(({ first }) => first),
    behind.map(({ last }) => last),
  ];
  const { rows } = await client.query<PlaceRow>(prepared('places-by-revision', BY_RANGE, columns));
  for (const [streamId, checksum, frame] of rows) known.addAt(streamId, checkedEvent(frame, checksum, {}));
}

/** Reads, in at most three queries, what the decisions about these requests may need: mostly nothing. */
export async function loadKnownIds(
  client: ClientBase,
  requests: readonly WriteRequest[],
  families: ReadonlyMap<string, Family>,
): Promise<KnownIds> {
  const known = new KnownIds();
  const open: Candidate[] = [];
  const behind: Behind[] = [];
  for (const request of requests) {
    const { stream, kind, events, expected } = request;
    const family = families.get(familyName(stream));
    if (kind !== 'append' || events.length === 0 || family === undefined || isTombstoned(family)) continue;
    const { id: streamId, last } = stateOf(family, stream);
    if (last === -1) continue;
    if (expected === 'any' || expected === 'stream_exists') open.push({ streamId, request });
    else {
      const revision = expected === 'no_stream' ? -1 : Number(expected);
      if (revision < last)
        behind.push({ streamId, first: revision + 1, last: Math.min(last, revision + events.length) });
    }
  }
  if (open.length > 0) await loadForAny(client, known, open);
  if (behind.length > 0) await loadBehind(client, known, behind);
  return known;
}
