import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  BatchAppendResp,
  ReadResp,
  type BatchAppendReq,
  type ReadReq,
} from '@eventstore/db-client/generated/streams_pb';
import { AllStreamPosition, Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';

export type BatchServerCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
export type ReadServerCall = ServerWritableStream<ReadReq, ReadResp>;

/** A server that says what a spec tells it to, however wrong: in this process, by the client's own generated code. */
export interface FakeServer {
  readonly connectionString: string;
  /** What it does with a message on an append call. */
  onAppend: (call: BatchServerCall, message: BatchAppendReq, nth: number) => void;
  onRead: (call: ReadServerCall) => void;
  /** Every message that came in on append calls. */
  readonly received: BatchAppendReq[];
  reads: number;
  stop(): void;
}

export async function startFakeServer(): Promise<FakeServer> {
  const server = new Server();
  const fake: Omit<FakeServer, 'connectionString'> = {
    received: [],
    reads: 0,
    onAppend: (call, message) => void call.write(success(message)),
    onRead: notFound,
    stop: () => server.forceShutdown(),
  };
  const implementation: UntypedServiceImplementation = {
    batchAppend: (call: BatchServerCall) => {
      call.on('data', (message: BatchAppendReq) => {
        fake.received.push(message);
        fake.onAppend(call, message, fake.received.length);
      });
      call.on('error', () => undefined);
      call.on('end', () => call.end());
    },
    read: (call: ReadServerCall) => {
      fake.reads += 1;
      call.on('error', () => undefined);
      fake.onRead(call);
    },
    append: refuse,
    delete: refuse,
    tombstone: refuse,
  };
  server.addService(StreamsService, implementation);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return Object.assign(fake, { connectionString: `esdb://127.0.0.1:${port}?tls=false` });
}

function refuse(): never {
  throw new Error('not part of the fake');
}

export function notFound(call: ReadServerCall): void {
  const answer = new ReadResp();
  const missing = new ReadResp.StreamNotFound();
  const stream = new StreamIdentifier();
  stream.setStreamName(Buffer.from('missing'));
  missing.setStreamIdentifier(stream);
  answer.setStreamNotFound(missing);
  call.write(answer);
  call.end();
}

/** Stored after the revision that was expected, at position 7. */
export function success(request: BatchAppendReq): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(request.getCorrelationId());
  const stored = new BatchAppendResp.Success();
  const expected = request.getOptions()?.hasStreamPosition() ? Number(request.getOptions()?.getStreamPosition()) : -1;
  stored.setCurrentRevision(String(expected + request.getProposedMessagesList().length));
  stored.setPosition(position(7));
  answer.setSuccess(stored);
  return answer;
}

function position(place: number): AllStreamPosition {
  const at = new AllStreamPosition();
  at.setCommitPosition(String(place));
  at.setPreparePosition(String(place));
  return at;
}

export function confirmed(): ReadResp {
  const answer = new ReadResp();
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('fake');
  answer.setConfirmation(confirmation);
  return answer;
}

export function caughtUp(): ReadResp {
  const answer = new ReadResp();
  answer.setCaughtUp(new ReadResp.CaughtUp());
  return answer;
}

/** What a server says at the end of a stream, if it is asked to. */
export function lastRevision(revision: number): ReadResp {
  const answer = new ReadResp();
  answer.setLastStreamPosition(String(revision));
  return answer;
}

export function checkpoint(place: string): ReadResp {
  const answer = new ReadResp();
  const at = new ReadResp.Checkpoint();
  at.setCommitPosition(place);
  at.setPreparePosition(place);
  answer.setCheckpoint(at);
  return answer;
}

/** An event as it is stored; JSON of anything, text as it is. */
export function recorded(event: {
  readonly id: string;
  readonly type: string;
  readonly place: number;
  readonly data: unknown;
  readonly metadata: unknown;
}): ReadResp {
  const record = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(event.id);
  const stream = new StreamIdentifier();
  stream.setStreamName(Buffer.from('house-00000000-0000-4000-8000-00000000000f'));
  record.setId(id);
  record.setStreamIdentifier(stream);
  record.setStreamRevision(String(event.place));
  record.setCommitPosition(String(event.place));
  record.setPreparePosition(String(event.place));
  record.getMetadataMap().set('type', event.type).set('content-type', 'application/json').set('created', '0');
  record.setData(Buffer.from(typeof event.data === 'string' ? event.data : JSON.stringify(event.data)));
  record.setCustomMetadata(Buffer.from(JSON.stringify(event.metadata)));
  const resolved = new ReadResp.ReadEvent();
  resolved.setEvent(record);
  resolved.setNoPosition(new Empty());
  const answer = new ReadResp();
  answer.setEvent(resolved);
  return answer;
}

/** `LampDoused` at a place, readable. */
export function lampDousedAt(place: number, type = 'LampDoused', schema = '1'): ReadResp {
  const uuid = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  return recorded({
    id: uuid,
    type,
    place,
    data: { data: { lampId: uuid } },
    metadata: {
      $correlationId: uuid,
      $causationId: uuid,
      at: '2026-06-03T09:15:00.000Z',
      actor: 'system:spec',
      command: uuid,
      schema,
      salt: 'c2FsdA==',
    },
  });
}

/** `LampDoused` at a place, whose body was cut short. */
export function brokenAt(place: number): ReadResp {
  return recorded({
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    type: 'LampDoused',
    place,
    data: '{"data":{"lampId":',
    metadata: { schema: '1' },
  });
}
