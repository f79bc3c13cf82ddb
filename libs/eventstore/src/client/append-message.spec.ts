import { AllStreamPosition, Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { responseOf, type Append } from './append-message';
import { requestOf } from './append-request';

const ID = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';
const event = { id: ID, type: 'Größe', data: Buffer.from('{"n":1}'), metadata: Buffer.alloc(300, 'm') };
const written = (append: Append) => {
  const { correlationId, message } = requestOf(append, 2500);
  return { correlationId, request: BatchAppendReq.deserializeBinary(new Uint8Array(message)) };
};

describe('an append as bytes', () => {
  it('is, read by the generated code, what was meant', () => {
    const before = Date.now();
    const { correlationId, request } = written({
      stream: 'organization-größe',
      expected: 2 ** 40 + 5,
      events: [event, { ...event, isJson: false, data: Buffer.alloc(70_000, 1), metadata: Buffer.alloc(0) }],
    });
    const options = request.getOptions();
    expect(request.getCorrelationId()?.getString()).toBe(correlationId);
    expect(Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(
      'organization-größe',
    );
    expect([options?.getStreamPosition(), options?.hasNoStream(), request.getIsFinal()]).toEqual([
      String(2 ** 40 + 5),
      false,
      true,
    ]);
    const deadline =
      Number(options?.getDeadline()?.getSeconds()) * 1000 + Number(options?.getDeadline()?.getNanos()) / 1e6;
    expect(deadline).toBeGreaterThanOrEqual(before + 2500);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 2500);
    expect(
      request
        .getProposedMessagesList()
        .map((message) => ({
          id: message.getId()?.getString(),
          entries: message.getMetadataMap().toObject(),
          data: message.getData_asU8().length,
          metadata: message.getCustomMetadata_asU8().length,
        })),
    ).toEqual([
      {
        id: ID,
        entries: [
          ['content-type', 'application/json'],
          ['type', 'Größe'],
        ],
        data: 7,
        metadata: 300,
      },
      {
        id: ID,
        entries: [
          ['content-type', 'application/octet-stream'],
          ['type', 'Größe'],
        ],
        data: 70_000,
        metadata: 0,
      },
    ]);
  });
  it('says when the stream must not exist, and revision 0', () => {
    expect(
      written({ stream: 's', expected: -1, events: [event] })
        .request.getOptions()
        ?.hasNoStream(),
    ).toBe(true);
    const options = written({ stream: 's', expected: 0, events: [event] }).request.getOptions();
    expect([options?.hasStreamPosition(), options?.getStreamPosition()]).toEqual([true, '0']);
  });
  it('of an event whose id is none is never sent', () => {
    expect(() => requestOf({ stream: 's', expected: 0, events: [{ ...event, id: 'x' }] }, 1)).toThrow(
      '"x" is no event id',
    );
  });
});

function answer(change: (success: BatchAppendResp.Success, response: BatchAppendResp) => void): Buffer {
  const response = new BatchAppendResp();
  const success = new BatchAppendResp.Success();
  const id = new UUID();
  id.setString(ID);
  const stream = new StreamIdentifier();
  stream.setStreamName(Buffer.from('s'));
  response.setCorrelationId(id);
  response.setStreamIdentifier(stream);
  success.setCurrentRevision('0');
  const position = new AllStreamPosition();
  position.setCommitPosition('562949953421311');
  position.setPreparePosition('7');
  success.setPosition(position);
  response.setSuccess(success);
  change(success, response);
  return Buffer.from(response.serializeBinary());
}

describe('an answer to an append', () => {
  it('is read without the generated code when it is a usual success', () => {
    expect(responseOf(answer(() => undefined))).toEqual({
      correlationId: ID,
      answer: { kind: 'appended', at: { revision: 0, position: 562949953421311n } },
    });
  });
  it('is read all the same when it is unusual: a large position, none, an id as two numbers, nothing at all', () => {
    const large = answer((success) => {
      success.getPosition()?.setCommitPosition('18446744073709551615');
    });
    expect(responseOf(large).answer).toEqual({ kind: 'appended', at: { revision: 0, position: 2n ** 64n - 1n } });
    const none = answer((success) => {
      success.clearPosition();
      success.setNoPosition(new Empty());
    });
    expect(responseOf(none).answer).toEqual({ kind: 'appended', at: { revision: 0 } });
    const structured = answer((_, response) => {
      const bits = new UUID.Structured();
      bits.setMostSignificantBits(BigInt.asIntN(64, 0x0a1b2c3d4e5f4071n).toString());
      bits.setLeastSignificantBits(BigInt.asIntN(64, 0x8293a4b5c6d7e8f9n).toString());
      response.getCorrelationId()?.setStructured(bits);
    });
    expect(responseOf(structured).correlationId).toBe(ID);
    expect(responseOf(Buffer.alloc(0))).toEqual({
      correlationId: undefined,
      answer: { kind: 'unknown', why: 'an answer without result' },
    });
  });
  it('that is no message is an error, which ends the call', () => {
    expect(() => responseOf(Buffer.from([0x0a, 0x7f]))).toThrow();
  });
});
