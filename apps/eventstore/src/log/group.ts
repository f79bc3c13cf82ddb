import { randomUUID } from 'node:crypto';
import { decide } from './expected-revision';
import { UNKNOWN_FAMILY, advanced, isTombstoned, stateOf, visibilityOf, type Family } from './family';
import type { NewRow } from './insert-group';
import type { KnownIds, PlaceOfEventId } from './known-ids';
import { streamKey } from './stream-key';
import { SOFT_DELETE, withTruncateBefore } from './stream-metadata';
import {
  DELETED_TYPE,
  METADATA_TYPE,
  TOMBSTONE,
  familyName,
  isMetastream,
  metastreamOf,
  type ProposedEvent,
  type StoredEvent,
} from './types';
import type { WriteOutcome, WriteRequest } from './write-request';

export interface GroupStart {
  /** Last committed position. */
  readonly position: number;
  readonly lastStreamId: number;
  /** Milliseconds since 1970: `created` of all its events. */
  readonly now: number;
  readonly families: ReadonlyMap<string, Family>;
  readonly known: KnownIds;
}

const metadataEvent = (data: Buffer): ProposedEvent => ({
  id: randomUUID(),
  type: METADATA_TYPE,
  isJson: true,
  data,
  metadata: Buffer.alloc(0),
});
const tombstoneEvent = (): ProposedEvent => ({
  id: randomUUID(),
  type: DELETED_TYPE,
  isJson: false,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
});

/**
 * Decides about the requests of one group in their order, each on the log as the earlier ones leave it, and collects
 * the rows to insert. Nothing outside is changed: the outcomes are true only once the rows are committed.
 */
export class Group {
  readonly rows: NewRow[] = [];
  /** Names of the streams that begin with it. */
  readonly streams: string[] = [];
  readonly families = new Map<string, Family>();
  readonly outcomes: { request: WriteRequest; outcome: WriteOutcome }[] = [];
  private readonly fresh = new Map<string, StoredEvent[]>();

  constructor(
    private readonly start: GroupStart,
    requests: readonly WriteRequest[],
  ) {
    for (const request of requests) this.outcomes.push({ request, outcome: this.decide(request) });
  }

  get lastPosition(): number {
    return this.start.position + this.rows.length;
  }

  get lastStreamId(): number {
    return this.start.lastStreamId + this.streams.length;
  }

  private family(stream: string): Family {
    const name = familyName(stream);
    return this.families.get(name) ?? this.start.families.get(name) ?? UNKNOWN_FAMILY;
  }

  private decide(request: WriteRequest): WriteOutcome {
    const { stream, expected, kind } = request;
    const family = this.family(stream);
    if (request.permits?.(family) === false) return { kind: 'access-denied' };
    const state = stateOf(family, stream);
    const events =
      kind === 'append' ? request.events : [kind === 'delete' ? metadataEvent(SOFT_DELETE) : tombstoneEvent()];
    const decision = decide(
      expected,
      events.map(({ id }) => id),
      {
        last: state.last,
        tombstoned: isTombstoned(family),
        softDeleted: !isMetastream(stream) && family.metadata.softDeleted,
        hasMetadata: !isMetastream(stream) && family.metastream.last >= 0,
        firstRevisionOf: (id) => this.installationOf(stream, id)?.revision,
        idAt: (revision) => this.placeAt(stream, revision)?.id,
      },
    );
    switch (decision.outcome) {
      case 'stream-deleted':
        return { kind: 'stream-deleted' };
      case 'wrong-expected-revision':
        return { kind: 'wrong-expected-revision', current: state.last };
      case 'idempotent':
        return this.repeated(stream, decision.revision);
      case 'append':
        return kind === 'append' ? this.append(stream, events) : this.remove(request, events);
    }
  }

  private repeated(stream: string, revision: number): WriteOutcome {
    const visible = visibilityOf(this.family(stream), stream, this.start.now);
    const readable = visible.kind === 'visible' && revision >= visible.first;
    return { kind: 'success', revision, position: readable ? this.placeAt(stream, revision)?.position : undefined };
  }

  private append(stream: string, events: readonly ProposedEvent[]): WriteOutcome {
    const before = this.family(stream);
    for (const event of events) this.write(stream, event);
    const position = this.lastPosition;
    this.undelete(before, stream);
    return { kind: 'success', revision: stateOf(this.family(stream), stream).last, position };
  }

  /**
   * Writing to a soft-deleted stream, or its metadata, makes it readable again from here on: one more metadata event
   * says so.
   */
  private undelete(before: Family, stream: string): void {
    if (!before.metadata.softDeleted) return;
    const json = this.family(stream).metadataJson;
    const data = json === undefined ? undefined : withTruncateBefore(json, before.stream.last + 1);
    if (data !== undefined) this.write(metastreamOf(familyName(stream)), metadataEvent(data));
  }

  private remove({ kind, stream }: WriteRequest, events: readonly ProposedEvent[]): WriteOutcome {
    const { stream: state, metastream } = this.family(stream);
    if (kind === 'delete' && state.last === -1 && metastream.last === -1)
      return { kind: 'wrong-expected-revision', current: -1 };
    for (const event of events)
      this.write(kind === 'delete' ? metastreamOf(stream) : stream, event, kind === 'tombstone');
    return { kind: 'success', revision: state.last, position: this.lastPosition };
  }

  private write(stream: string, event: ProposedEvent, tombstone = false): void {
    const family = this.family(stream);
    const state = stateOf(family, stream);
    const isFirst = state.id === 0;
    if (isFirst) this.streams.push(stream);
    const id = isFirst ? this.lastStreamId : state.id;
    const stored: StoredEvent = {
      ...event,
      stream,
      position: this.lastPosition + 1,
      revision: tombstone ? TOMBSTONE : state.last + 1,
      created: this.start.now,
    };
    this.rows.push({ event: stored, streamId: id, streamKey: isFirst ? streamKey(stream) : undefined });
    this.families.set(familyName(stream), advanced(family, stored, id));
    const fresh = this.fresh.get(stream);
    if (fresh === undefined) this.fresh.set(stream, [stored]);
    else fresh.push(stored);
  }

  private installationOf(stream: string, id: string): { revision: number } | undefined {
    return (
      this.start.known.first(this.committedId(stream), id) ?? this.fresh.get(stream)?.find((event) => event.id === id)
    );
  }

  private placeAt(stream: string, revision: number): PlaceOfEventId | undefined {
    const fresh = this.fresh.get(stream);
    const [first] = fresh ?? [];
    if (first !== undefined && revision >= first.revision) return fresh?.[revision - first.revision];
    return this.start.known.at(this.committedId(stream), revision);
  }

  private committedId(stream: string): number {
    return stateOf(this.start.families.get(familyName(stream)) ?? UNKNOWN_FAMILY, stream).id;
  }
}
