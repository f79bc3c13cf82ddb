import type { Position } from '@annals/kernel';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { textOf, type ProposedEvent } from './append-message';

/** An event of the log as its bytes are stored; links are not followed. */
export interface RawEvent extends Required<ProposedEvent> {
  readonly stream: string;
  /** 2^63 (the nearest double of 2^63-1) for the record that ends a stream for ever. */
  readonly revision: number;
  readonly position: Position;
}

/** Reads the log forward from a place on, which is read too; from the start without one. */
export function readRequest(from: Position | undefined): ReadReq {
  const all = new ReadReq.Options.AllOptions();
  if (from === undefined) all.setStart(new Empty());
  else {
    const position = new ReadReq.Options.Position();
    position.setCommitPosition(String(from.commit));
    position.setPreparePosition(String(from.prepare));
    all.setPosition(position);
  }
  const ids = new ReadReq.Options.UUIDOption();
  ids.setString(new Empty());
  const options = new ReadReq.Options();
  options.setAll(all);
  options.setReadDirection(ReadReq.Options.ReadDirection.FORWARDS);
  options.setResolveLinks(false);
  options.setCount(String(Number.MAX_SAFE_INTEGER));
  options.setUuidOption(ids);
  options.setNoFilter(new Empty());
  const request = new ReadReq();
  request.setOptions(options);
  return request;
}

/** The event in an answer; undefined in the answers that hold none. @throws when the event lacks a part without which it can't be written again */
export function rawEventOf(response: ReadResp): RawEvent | undefined {
  const record = response.getEvent()?.getEvent();
  if (!record) return undefined;
  const id = textOf(record.getId());
  const stream = Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const type = record.getMetadataMap().get('type');
  if (id === undefined || stream === '' || type === undefined) throw new Error('The event store sent an event without its id, stream or type');
  return {
    id, stream, type, isJson: record.getMetadataMap().get('content-type') === 'application/json',
    revision: Number(record.getStreamRevision()), position: { commit: BigInt(record.getCommitPosition()), prepare: BigInt(record.getPreparePosition()) },
    data: record.getData_asU8(), metadata: record.getCustomMetadata_asU8(),
  };
}
