import { randomUUID } from 'node:crypto';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { readResponse } from './read-response';

const { ReadEvent } = ReadResp;

interface Odd {
  readonly id?: UUID;
  readonly revision?: string;
  readonly commit?: string;
  readonly type?: string;
  readonly data?: string;
  readonly stream?: string;
}

const textId = () => {
  const id = new UUID();
  id.setString(randomUUID());
  return id;
};

function record({
  id = textId(),
  revision = '7',
  commit = '123456789012',
  type = 'LampDoused',
  data = '{"data":{"name":"Ärger"}}',
  stream = 'house-ä',
}: Odd = {}) {
  const made = new ReadEvent.RecordedEvent();
  const name = new StreamIdentifier();
  name.setStreamName(Buffer.from(stream));
  made.setId(id);
  made.setStreamIdentifier(name);
  made.setStreamRevision(revision);
  made.setPreparePosition(commit);
  made.setCommitPosition(commit);
  made.getMetadataMap().set('type', type).set('content-type', 'application/json').set('created', '638000000000000000');
  made.setCustomMetadata(Buffer.from('{"at":"2026-06-03T09:00:00.000Z"}'));
  made.setData(Buffer.from(data));
  return made;
}

function answer(
  odd: Odd = {},
  more: (event: InstanceType<typeof ReadEvent>) => void = (event) => event.setCommitPosition('123456789012'),
) {
  const event = new ReadEvent();
  event.setEvent(record(odd));
  more(event);
  const response = new ReadResp();
  response.setEvent(event);
  return response;
}

const structured = () => {
  const id = new UUID();
  const bits = new UUID.Structured();
  bits.setMostSignificantBits('-42');
  bits.setLeastSignificantBits('42');
  id.setStructured(bits);
  return id;
};

const checkpoint = () => {
  const said = new ReadResp();
  const at = new ReadResp.Checkpoint();
  at.setCommitPosition('12');
  at.setPreparePosition('12');
  said.setCheckpoint(at);
  return said;
};

const answers: readonly (readonly [what: string, response: ReadResp])[] = [
  ['an event', answer()],
  ['an event of the first stream', answer({ revision: '0', commit: '0' })],
  ['an event with large texts', answer({ data: `{"data":{"name":"${'ä'.repeat(3_000)}"}}`, type: 'T'.repeat(300) })],
  ['an empty event', answer({ data: '', stream: '' })],
  ['an event without a position', answer({}, (event) => event.setNoPosition(new Empty()))],
  ['an id in bits', answer({ id: structured() })],
  ['a tombstone', answer({ revision: '9223372036854775807', commit: '18446744073709551615' })],
  ['a link', answer({}, (event) => event.setLink(record({ type: '$>' })))],
  [
    'a link without its event',
    answer({}, (event) => {
      event.clearEvent();
      event.setLink(record());
    }),
  ],
  ['a checkpoint', checkpoint()],
  ['nothing', new ReadResp()],
];

describe('reading the answers of a read', () => {
  it.each(answers)('gives for %s what the generated code gives', (_, response) => {
    const bytes = Buffer.from(response.serializeBinary());
    const read = readResponse(bytes);
    expect(read.toObject()).toEqual(ReadResp.deserializeBinary(new Uint8Array(bytes)).toObject());
    expect([
      read.hasEvent(),
      read.hasCheckpoint(),
      read.getEvent()?.hasCommitPosition(),
      read.getEvent()?.hasNoPosition(),
    ]).toEqual([
      response.hasEvent(),
      response.hasCheckpoint(),
      response.getEvent()?.hasCommitPosition(),
      response.getEvent()?.hasNoPosition(),
    ]);
    expect(read.getEvent()?.getEvent()?.getMetadataMap().get('type')).toBe(
      response.getEvent()?.getEvent()?.getMetadataMap().get('type'),
    );
    expect(Buffer.from(read.getEvent()?.getEvent()?.getData_asU8() ?? [])).toEqual(
      Buffer.from(response.getEvent()?.getEvent()?.getData_asU8() ?? []),
    );
  });

  it('fails as the generated code does where a message is cut short', () => {
    const bytes = Buffer.from(answer().serializeBinary());
    for (const length of [1, 2, 10, bytes.length - 1]) {
      const outcome = (read: () => ReadResp) => {
        try {
          return JSON.stringify(read().toObject());
        } catch {
          return 'fails';
        }
      };
      expect(outcome(() => readResponse(bytes.subarray(0, length)))).toBe(
        outcome(() => ReadResp.deserializeBinary(new Uint8Array(bytes.subarray(0, length)))),
      );
    }
  });
});
