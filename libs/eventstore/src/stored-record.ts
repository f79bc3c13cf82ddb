import type { Position } from '@annals/kernel';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { textOf } from './client/append-message';

/** An event as the store gives it back: its JSON parsed, nothing opened yet. */
export interface StoredRecord {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event as it came, and what it says of itself. */
interface Found {
  readonly record: ReadResp.ReadEvent.RecordedEvent;
  readonly address: Omit<StoredRecord, 'data' | 'metadata'>;
  readonly isJson: boolean;
}

/** The event in an answer; undefined in one without. @throws when it lacks its id, stream or type */
export function eventIn(response: ReadResp): Found | undefined {
  const record = response.getEvent()?.getEvent();
  if (!record) return undefined;
  const id = textOf(record.getId());
  const stream = Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const type = record.getMetadataMap().get('type');
  if (id === undefined || stream === '' || type === undefined) {
    throw new Error('The event store sent an event without its id, stream or type');
  }
  const position = { commit: BigInt(record.getCommitPosition()), prepare: BigInt(record.getPreparePosition()) };
  const address = { id, stream, type, revision: Number(record.getStreamRevision()), position };
  return { record, address, isJson: record.getMetadataMap().get('content-type') === 'application/json' };
}

/** No place in a log: servers older than 22.6 say it where they do not know one. */
const NO_PLACE = 2n ** 63n;

/** The same, its JSON parsed. @throws also when the store is older than 22.6 and doesn't say positions */
export function recordOf(response: ReadResp): StoredRecord | undefined {
  const found = eventIn(response);
  if (!found) return undefined;
  const { record, address, isJson } = found;
  if (address.position.commit >= NO_PLACE) {
    throw new Error(
      `The event store does not say where event ${address.id} is in its log; it must be of version 22.6 or newer`,
    );
  }
  const bytes = record.getData_asU8();
  const data = isJson ? fromJson(bytes, textOfBytes) : bytes;
  const metadata = record.getCustomMetadata_asU8();
  return { ...address, data, metadata: metadata.length === 0 ? undefined : fromJson(metadata, same) };
}

const same = (bytes: Uint8Array): Uint8Array => bytes;
const textOfBytes = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** What is no JSON stays what it is. */
function fromJson(bytes: Uint8Array, otherwise: (bytes: Uint8Array) => unknown): unknown {
  try {
    return JSON.parse(textOfBytes(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise(bytes);
    throw error;
  }
}

/** The salt in a record's metadata; undefined where there is none. */
export function saltOf({ metadata }: StoredRecord): unknown {
  return typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'salt') : undefined;
}
