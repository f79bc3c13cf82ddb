import { BYTES, EMPTY, MessageReader } from '@annals/protobuf';
import type { ProposedEvent } from '../log/types';
import { decodeUuid } from './shared';

/** Why a proposed event can't be stored. */
export type Malformed = 'id' | 'type-missing' | 'type-empty' | 'content-type-missing' | 'nul';

const [ID, METADATA, CUSTOM_METADATA, DATA] = [BYTES(1), BYTES(2), BYTES(3), BYTES(4)];
/** Of an entry of a map. */
const [KEY, VALUE] = [BYTES(1), BYTES(2)];
const JSON_TYPE = 'application/json';

/** The two keys that count; others are dropped, as EventStoreDB does. */
interface Properties {
  type: string | undefined;
  contentType: string | undefined;
}

function readMetadata(reader: MessageReader, into: Properties): void {
  let key = '';
  let value = '';
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === KEY) key = reader.string();
    else if (tag === VALUE) value = reader.string();
    else reader.skip(tag);
  }
  if (key === 'type') into.type = value;
  else if (key === 'content-type') into.contentType = value;
}

/** ProposedMessage { id(1), metadata(2) map, custom_metadata(3), data(4) } of BatchAppend and Append. */
export function decodeProposedMessage(reader: MessageReader): ProposedEvent | Malformed {
  let id: string | undefined;
  let data = EMPTY;
  let custom = EMPTY;
  const properties: Properties = { type: undefined, contentType: undefined };
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === ID) id = decodeUuid(reader.message());
    else if (tag === METADATA) readMetadata(reader.message(), properties);
    else if (tag === CUSTOM_METADATA) custom = reader.bytes();
    else if (tag === DATA) data = reader.bytes();
    else reader.skip(tag);
  }
  const { type, contentType } = properties;
  if (id === undefined) return 'id';
  if (type === undefined) return 'type-missing';
  if (type === '') return 'type-empty';
  if (type.includes('\0')) return 'nul'; // no text of a view could hold it
  if (contentType === undefined) return 'content-type-missing';
  return { id, type, isJson: contentType === JSON_TYPE, data, metadata: custom };
}
