import type { ProposedEvent } from '../log/types';
import { BYTES, Reader } from './reader';
import { decodeUuid } from './shared';
import { EMPTY } from './writer';

/** Why a proposed event can't be stored. */
export type Malformed = 'id' | 'type-missing' | 'type-empty' | 'content-type-missing' | 'nul';

const JSON_TYPE = 'application/json';

/** The two keys that count; others are dropped, as EventStoreDB does. */
interface Properties {
  type: string | undefined;
  contentType: string | undefined;
}

function readMetadata(reader: Reader, into: Properties): void {
  let key = '';
  let value = '';
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) key = reader.string();
    else if (tag === BYTES(2)) value = reader.string();
    else reader.skip(tag);
  }
  if (key === 'type') into.type = value;
  else if (key === 'content-type') into.contentType = value;
}

/** ProposedMessage { id(1), metadata(2) map, custom_metadata(3), data(4) } of BatchAppend and Append. */
export function decodeProposedMessage(reader: Reader): ProposedEvent | Malformed {
  let id: string | undefined;
  let data = EMPTY;
  let custom = EMPTY;
  const properties: Properties = { type: undefined, contentType: undefined };
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) id = decodeUuid(reader.message());
    else if (tag === BYTES(2)) readMetadata(reader.message(), properties);
    else if (tag === BYTES(3)) custom = reader.bytes();
    else if (tag === BYTES(4)) data = reader.bytes();
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
