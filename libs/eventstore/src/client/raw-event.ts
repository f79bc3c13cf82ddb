import type { Position } from '@annals/kernel';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { eventIn } from '../stored-record';
import type { ProposedEvent } from './append-message';

/** An event of the log as its bytes are stored; links are not followed. */
export interface RawEvent extends Required<ProposedEvent> {
  readonly stream: string;
  /** 2^63 (the nearest double of 2^63-1) for the record that ends a stream for ever. */
  readonly revision: number;
  readonly position: Position;
}

/**
 * The event in an answer; undefined in the answers that hold none. @throws when the event lacks a part without which it
 * can't be written again
 */
export function rawEventOf(response: ReadResp): RawEvent | undefined {
  const found = eventIn(response);
  if (!found) return undefined;
  const { record, address, isJson } = found;
  return { ...address, isJson, data: record.getData_asU8(), metadata: record.getCustomMetadata_asU8() };
}
