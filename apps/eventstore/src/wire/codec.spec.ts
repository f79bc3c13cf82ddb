import { randomUUID } from 'node:crypto';
import { MessageReader } from '@annals/protobuf';
import { Empty, StreamIdentifier, UUID, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb';
import { Empty as PlainEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { TOMBSTONE, type StoredEvent } from '../log/types';
import { encodeClusterInfo, encodeSupportedMethods, endpointOf } from '../rpc/about';
import { decodeAppend, decodeDelete, encodeAppendConflict, encodeAppendSuccess, encodeDeleted } from './append';
import { decodeBatchAppend, encodeBatchError, encodeBatchSuccess } from './batch-append';
import { decodeRead } from './read';
import {
  CAUGHT_UP,
  encodeCheckpoint,
  encodeConfirmation,
  encodeLastRevision,
  encodeResolvedEvent,
  encodeStreamNotFound,
  frameOf,
} from './recorded-event';
import { decodeUuid, encodeStreamIdentifier, encodeUuid, normalizedGuid } from './shared';

const name = 'Straße-🎉';
const identifier = (): StreamIdentifier => {
  const id = new StreamIdentifier();
  id.setStreamName(Buffer.from(name));
  return id;
};
const uuid = (text: string): UUID => {
  const id = new UUID();
  id.setString(text);
  return id;
};
const correlationId = randomUUID();
const correlation = Buffer.from(uuid(correlationId).serializeBinary());
const rawIdentifier = encodeStreamIdentifier(name);

function proposed(id: string): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuid(id));
  message.getMetadataMap().set('type', 'Größe').set('content-type', 'application/json').set('more', 'dropped');
  message.setData(Buffer.from('{"a":1}'));
  message.setCustomMetadata(Buffer.from([0, 255]));
  return message;
}
const stored = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  position: 2 ** 40 + 5,
  stream: name,
  revision: 300,
  id: randomUUID(),
  type: 'Größe',
  isJson: true,
  created: 1_795_000_000_123,
  data: Buffer.from('{"a":"é"}'),
  metadata: Buffer.from('{}'),
  ...more,
});

describe('the codec against the generated classes of the official client', () => {
  it('reads BatchAppendReq', () => {
    const [request, options, deadline] = [new BatchAppendReq(), new BatchAppendReq.Options(), new Timestamp()];
    deadline.setSeconds(1_795_000_000);
    deadline.setNanos(500_000_000);
    options.setStreamIdentifier(identifier());
    options.setDeadline(deadline);
    options.setStreamPosition('18446744073709551615');
    request.setCorrelationId(uuid(correlationId));
    request.setOptions(options);
    request.setIsFinal(true);
    const ids = [randomUUID(), randomUUID().toUpperCase()];
    for (const id of ids) request.addProposedMessages(proposed(id));
    const decoded = decodeBatchAppend(Buffer.from(request.serializeBinary()));
    expect(decoded).toMatchObject({
      correlationIsValid: true,
      isFinal: true,
      malformed: undefined,
      options: { stream: name, expected: 18446744073709551615n, deadline: 1_795_000_000_500 },
    });
    expect(decoded.correlation).toEqual(correlation);
    expect(decoded.events.map(({ id }) => id)).toEqual(ids.map((id) => id.toLowerCase()));
    expect(decoded.events[0]).toMatchObject({
      type: 'Größe',
      isJson: true,
      data: Buffer.from('{"a":1}'),
      metadata: Buffer.from([0, 255]),
    });
  });
  it.each([-1, -62_135_596_800])('reads a deadline of %d seconds before 1970', (seconds) => {
    const [request, options, deadline] = [new BatchAppendReq(), new BatchAppendReq.Options(), new Timestamp()];
    deadline.setSeconds(seconds);
    options.setDeadline(deadline);
    request.setOptions(options);
    expect(decodeBatchAppend(Buffer.from(request.serializeBinary())).options?.deadline).toBe(seconds * 1000);
  });
  it.each([
    ['any', 'setAny'],
    ['no_stream', 'setNoStream'],
    ['stream_exists', 'setStreamExists'],
  ] as const)('reads the expectation %s', (word, setter) => {
    const [batch, append, remove] = [new BatchAppendReq.Options(), new AppendReq.Options(), new DeleteReq.Options()];
    batch[setter](new PlainEmpty());
    append[setter](new Empty());
    remove[setter](new Empty());
    const request = new BatchAppendReq();
    request.setOptions(batch);
    expect(decodeBatchAppend(Buffer.from(request.serializeBinary())).options?.expected).toBe(word);
    const single = new AppendReq();
    single.setOptions(append);
    expect(decodeAppend(Buffer.from(single.serializeBinary()))).toEqual({ options: { stream: '', expected: word } });
    const deletion = new DeleteReq();
    deletion.setOptions(remove);
    expect(decodeDelete(Buffer.from(deletion.serializeBinary()))).toEqual({ stream: '', expected: word });
  });
  it('writes BatchAppendResp: success', () => {
    const success = BatchAppendResp.deserializeBinary(
      encodeBatchSuccess(correlation, rawIdentifier, { revision: 0, position: 2 ** 50 }),
    );
    expect(success.getCorrelationId()?.getString()).toBe(correlationId);
    expect(success.getSuccess()?.hasCurrentRevision()).toBe(true);
    expect(success.getSuccess()?.getCurrentRevision()).toBe('0');
    expect(success.getSuccess()?.getPosition()?.getCommitPosition()).toBe(String(2 ** 50));
    const nothing = BatchAppendResp.deserializeBinary(
      encodeBatchSuccess(correlation, rawIdentifier, { revision: -1, position: undefined }),
    ).getSuccess();
    expect([nothing?.hasNoStream(), nothing?.hasNoPosition()]).toEqual([true, true]);
    const whole = BatchAppendResp.deserializeBinary(
      encodeBatchSuccess(correlation, rawIdentifier, { revision: 2 ** 63, position: 127 }),
    );
    expect([whole.getSuccess()?.getCurrentRevision(), whole.getSuccess()?.getPosition()?.getPreparePosition()]).toEqual(
      ['9223372036854775807', '127'],
    );
    expect(Buffer.from(whole.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(name);
  });
  it('writes BatchAppendResp: errors, always with details and the stream', () => {
    const conflict = BatchAppendResp.deserializeBinary(
      encodeBatchError(correlation, rawIdentifier, { kind: 'wrong-expected-version', current: 7, expected: 3n }),
    );
    expect(conflict.getError()?.getCode()).toBe(6);
    const details = conflict
      .getError()
      ?.getDetails()
      ?.unpack((bytes) => WrongExpectedVersion.deserializeBinary(bytes), 'event_store.client.WrongExpectedVersion');
    expect([details?.getCurrentStreamRevision(), details?.getExpectedStreamPosition()]).toEqual(['7', '3']);
    for (const error of [
      { kind: 'timeout' },
      { kind: 'unknown' },
      { kind: 'stream-deleted', identifier: rawIdentifier },
      { kind: 'bad-request', reason: 'x' },
      { kind: 'maximum-append-size-exceeded', maximum: 5 },
      { kind: 'wrong-expected-version', current: -1, expected: 'stream_exists' },
    ] as const) {
      const answer = BatchAppendResp.deserializeBinary(encodeBatchError(correlation, rawIdentifier, error));
      expect(answer.getError()?.getDetails()?.getTypeName()).toMatch(/^event_store\.client\./);
      expect(Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(name);
    }
  });
  it('reads AppendReq and writes AppendResp and DeleteResp', () => {
    const [request, message] = [new AppendReq(), new AppendReq.ProposedMessage()];
    message.setId(uuid(correlationId));
    message.getMetadataMap().set('type', 'T').set('content-type', 'application/octet-stream');
    request.setProposedMessage(message);
    expect(decodeAppend(Buffer.from(request.serializeBinary()))).toMatchObject({
      event: { id: correlationId, type: 'T', isJson: false },
    });
    expect(
      AppendResp.deserializeBinary(encodeAppendSuccess({ revision: 4, position: 9 }))
        .getSuccess()
        ?.getCurrentRevision(),
    ).toBe('4');
    const conflict = AppendResp.deserializeBinary(encodeAppendConflict(-1, 'any')).getWrongExpectedVersion();
    expect([conflict?.hasCurrentNoStream(), conflict?.hasExpectedAny()]).toEqual([true, true]);
    expect(DeleteResp.deserializeBinary(encodeDeleted(12)).getPosition()?.getPreparePosition()).toBe('12');
  });
  it('reads ReadReq', () => {
    const [request, options, all, position, filter, expression, ids] = [
      new ReadReq(),
      new ReadReq.Options(),
      new ReadReq.Options.AllOptions(),
      new ReadReq.Options.Position(),
      new ReadReq.Options.FilterOptions(),
      new ReadReq.Options.FilterOptions.Expression(),
      new ReadReq.Options.UUIDOption(),
    ];
    position.setCommitPosition('77');
    position.setPreparePosition('66');
    all.setPosition(position);
    options.setAll(all);
    options.setReadDirection(1);
    options.setResolveLinks(true);
    options.setCount('18446744073709551615');
    expression.setPrefixList(['a', 'ü']);
    filter.setEventType(expression);
    filter.setMax(64);
    filter.setCheckpointintervalmultiplier(3);
    options.setFilter(filter);
    ids.setStructured(new Empty());
    options.setUuidOption(ids);
    request.setOptions(options);
    expect(decodeRead(Buffer.from(request.serializeBinary())).saysLast).toBe(false);
    const control = new ReadReq.Options.ControlOption();
    control.setCompatibility(1);
    options.setControlOption(control);
    expect(decodeRead(Buffer.from(request.serializeBinary()))).toEqual({
      saysLast: true,
      source: { all: { commit: 77n, prepare: 66n } },
      backwards: true,
      resolveLinks: true,
      amount: { count: 18446744073709551615n },
      structuredIds: true,
      filter: { on: 'type', regex: '', prefixes: ['a', 'ü'], window: 64, checkpointInterval: 3 },
    });
  });
  it.each([
    stored(),
    stored({ revision: 0, position: 1, isJson: false, metadata: Buffer.alloc(0), data: Buffer.alloc(0) }),
    stored({ revision: TOMBSTONE }),
    stored({
      data: Buffer.alloc(300_000, 7),
      metadata: Buffer.alloc(200, 1),
      stream: 's'.repeat(20_000),
      type: 't'.repeat(200),
    }),
  ])('writes events', (event) => {
    for (const structured of [false, true]) {
      const read = ReadResp.deserializeBinary(encodeResolvedEvent({ event }, structured)).getEvent();
      const recorded = read?.getEvent();
      expect(read?.getCommitPosition()).toBe(String(event.position));
      expect(recorded?.getId()?.getString()).toBe(structured ? '' : event.id);
      expect(recorded?.getStreamRevision()).toBe(
        event.revision === TOMBSTONE ? '9223372036854775807' : String(event.revision),
      );
      expect(recorded?.getPreparePosition()).toBe(String(event.position));
      expect(Buffer.from(recorded?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(event.stream);
      expect(recorded?.getMetadataMap().toObject()).toEqual([
        ['content-type', event.isJson ? 'application/json' : 'application/octet-stream'],
        ['created', '17950000001230000'],
        ['type', event.type],
      ]);
      expect(Buffer.from(recorded?.getData_asU8() ?? [])).toEqual(event.data);
      expect(Buffer.from(recorded?.getCustomMetadata_asU8() ?? [])).toEqual(event.metadata);
    }
    expect(frameOf(event)).toBe(frameOf(event));
  });
  it('writes links, the other answers of a read, features and gossip', () => {
    const [target, link] = [stored(), stored({ type: '$>', position: 9 })];
    const resolved = ReadResp.deserializeBinary(encodeResolvedEvent({ event: target, link }, false)).getEvent();
    expect([
      resolved?.getEvent()?.getId()?.getString(),
      resolved?.getLink()?.getId()?.getString(),
      resolved?.getCommitPosition(),
    ]).toEqual([target.id, link.id, '9']);
    expect(
      ReadResp.deserializeBinary(encodeResolvedEvent({ event: undefined, link }, false))
        .getEvent()
        ?.hasEvent(),
    ).toBe(false);
    expect(ReadResp.deserializeBinary(encodeConfirmation('me')).getConfirmation()?.getSubscriptionId()).toBe('me');
    expect(ReadResp.deserializeBinary(encodeLastRevision(7)).getLastStreamPosition()).toBe('7');
    expect(ReadResp.deserializeBinary(encodeCheckpoint(5)).getCheckpoint()?.getCommitPosition()).toBe('5');
    expect(
      Buffer.from(
        ReadResp.deserializeBinary(encodeStreamNotFound(name))
          .getStreamNotFound()
          ?.getStreamIdentifier()
          ?.getStreamName_asU8() ?? [],
      ).toString(),
    ).toBe(name);
    expect(ReadResp.deserializeBinary(CAUGHT_UP).hasCaughtUp()).toBe(true);
    const features = SupportedMethods.deserializeBinary(encodeSupportedMethods());
    expect(features.getEventStoreServerVersion()).toMatch(/^\d+\.\d+\.\d+/);
    expect(features.getMethodsList().map((method) => `${method.getServiceName()}/${method.getMethodName()}`)).toContain(
      'event_store.client.streams.streams/batchappend',
    );
    const [member] = ClusterInfo.deserializeBinary(
      encodeClusterInfo(endpointOf('[::1]:2113'), encodeUuid(correlationId, true)),
    ).getMembersList();
    expect(member?.toObject()).toMatchObject({ state: 8, isAlive: true, httpEndPoint: { address: '::1', port: 2113 } });
  });
  it('takes GUIDs in their usual forms only', () => {
    const id = '00112233-4455-6677-8899-aabbccddeeff';
    for (const form of [id, id.toUpperCase(), id.replaceAll('-', '')]) expect(normalizedGuid(form)).toBe(id);
    for (const none of ['', 'x', `${id}0`, '0011-22334455-6677-8899-aabbccddeeff00', id.replace('-', '')])
      expect(normalizedGuid(none)).toBeUndefined();
    expect(UUID.deserializeBinary(encodeUuid(id, true)).getStructured()?.getMostSignificantBits()).toBe(
      BigInt('0x0011223344556677').toString(),
    );
    expect(decodeUuid(new MessageReader(encodeUuid(id, true)))).toBe(id);
    expect(decodeUuid(new MessageReader(encodeUuid('ffeeddcc-bbaa-9988-7766-554433221100', true)))).toBe(
      'ffeeddcc-bbaa-9988-7766-554433221100',
    );
  });
});
