import { BYTES, EMPTY, MessageReader } from '@annals/protobuf';
import type { StoredEvent } from '../log/types';
import { frameOf } from './recorded-event';

const ID_LENGTH = 36;
/** Of RecordedEvent, and of an entry of its metadata. */
const [METADATA, CUSTOM_METADATA, DATA] = [BYTES(6), BYTES(7), BYTES(8)];
const [KEY, VALUE] = [BYTES(1), BYTES(2)];

/** What lies behind the numbers of a frame. */
interface Parts {
  readonly type: string;
  readonly isJson: boolean;
  readonly created: number;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

function decodeEntry(reader: MessageReader): [key: string, value: string] {
  let [key, value] = ['', ''];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === KEY) key = reader.string();
    else if (tag === VALUE) value = reader.string();
    else reader.skip(tag);
  }
  return [key, value];
}

function decodeParts(reader: MessageReader): Parts {
  const entries = new Map<string, string>();
  let [metadata, data] = [EMPTY, EMPTY];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === METADATA) entries.set(...decodeEntry(reader.message()));
    else if (tag === CUSTOM_METADATA) metadata = reader.bytes();
    else if (tag === DATA) data = reader.bytes();
    else reader.skip(tag);
  }
  // The time is written as ticks of 100 ns, beyond what a number holds: its last four digits are zeros of ours.
  const created = Number(entries.get('created')?.slice(0, -4) ?? 0);
  return {
    type: entries.get('type') ?? '',
    isJson: entries.get('content-type') === 'application/json',
    created,
    metadata,
    data,
  };
}

/**
 * An event as it is stored, kept in memory and served: the bytes of its answer. Its place is read at once, the rest
 * where somebody asks for it. Only for frames that `frameOf` made (the order of their fields is known) and whose
 * checksum was right.
 */
export class FramedEvent implements StoredEvent {
  readonly position: number;
  readonly revision: number;
  private readonly idAt: number;
  private readonly nameAt: number;
  private readonly nameEnd: number;
  private readonly restAt: number;
  private readonly end: number;
  private name: string | undefined;
  private parts: Parts | undefined;

  constructor(readonly frame: Buffer) {
    const reader = new MessageReader(frame);
    reader.tag();
    reader.varint(); // ReadEvent and its length
    reader.tag();
    const length = reader.varint();
    this.end = reader.offset + length;
    this.idAt = reader.offset + 4; // two tags with their lengths
    reader.jump(this.idAt + ID_LENGTH);
    reader.tag();
    reader.varint(); // StreamIdentifier
    reader.tag();
    const nameLength = reader.varint();
    this.nameAt = reader.offset;
    this.nameEnd = this.nameAt + nameLength;
    reader.jump(this.nameEnd);
    reader.tag();
    this.revision = reader.varint();
    reader.tag();
    this.position = reader.varint();
    this.restAt = reader.offset;
  }

  get id(): string {
    return this.frame.toString('latin1', this.idAt, this.idAt + ID_LENGTH);
  }
  get stream(): string {
    return (this.name ??= this.frame.toString('utf8', this.nameAt, this.nameEnd));
  }
  get type(): string {
    return this.rest.type;
  }
  get isJson(): boolean {
    return this.rest.isJson;
  }
  get created(): number {
    return this.rest.created;
  }
  get metadata(): Buffer {
    return this.rest.metadata;
  }
  get data(): Buffer {
    return this.rest.data;
  }

  private get rest(): Parts {
    return (this.parts ??= decodeParts(new MessageReader(this.frame, this.restAt, this.end)));
  }
}

/** The same event without the message it came in: what is kept of it is its frame. */
export const framed = (event: StoredEvent): FramedEvent => new FramedEvent(frameOf(event));

/**
 * Events to be kept for a while, in a buffer of their own: a small one is otherwise part of a slab of 8 KiB, which
 * lives as long as any part of it, so that ten thousand events would hold on to 80 MB.
 */
export function framedToKeep(events: readonly StoredEvent[]): FramedEvent[] {
  const frames = events.map(frameOf);
  const bytes = Buffer.allocUnsafeSlow(frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  return frames.map((frame) => {
    const start = at;
    at += frame.copy(bytes, at);
    return new FramedEvent(bytes.subarray(start, at));
  });
}
