import { TOMBSTONE, type StoredEvent } from '../log/types';
import { keyIdsOf } from './key-ids';
import { decodeRecords, encodeRecord } from './record';

const event = (parts: Partial<StoredEvent> = {}): StoredEvent => ({
  id: '0b0b0b0b-1c1c-4d4d-8e8e-9f9f9f9f9f9f',
  position: 2 ** 40,
  stream: 'bot ä\u{1F600}',
  revision: 7,
  type: 'Täsk',
  created: 1_790_000_000_123,
  isJson: true,
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.from('{}'),
  ...parts,
});
const [k, other] = ['3b241101-e2bb-4255-8caf-4136c566a962', '11111111-2222-4333-8444-555555555555'];

describe('a record of a backup', () => {
  it('is the event, whatever it holds', () => {
    const events = [
      event(),
      event({ revision: TOMBSTONE, isJson: false, data: Buffer.alloc(0), metadata: Buffer.from([0, 255]) }),
      event({ created: 0, position: 1, stream: '$$x' }),
    ];
    expect(decodeRecords(Buffer.concat(events.map(encodeRecord)))).toEqual(events);
  });

  it('that is not whole is refused', () => {
    const whole = encodeRecord(event());
    for (let length = 1; length < whole.length; length += 1)
      expect(() => decodeRecords(whole.subarray(0, length))).toThrow(/bounds|does not fit/);
  });
});

describe('the keys that an event needs', () => {
  const sealed = (id: string) => ({ k: id, v: 'AAAA' });
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));

  it('are those of its sealed parts, in its body and its metadata', () => {
    expect(keyIdsOf(event({ data: json({ data: { n: 1 }, personal: sealed(k), text: sealed(other) }) }))).toEqual([
      k,
      other,
    ]);
    expect(
      keyIdsOf(
        event({
          metadata: json({ at: 'x', origin: JSON.stringify(sealed(k)), reason: JSON.stringify(sealed(other)) }),
        }),
      ),
    ).toEqual([k, other]);
  });

  it('are none where nothing is sealed, whatever it looks like', () => {
    for (const data of [
      json({ data: { k } }),
      json({ k, v: 'x' }),
      json({ text: { k: 'no id', v: '' } }),
      json({ text: { k: 7, v: '' } }),
      Buffer.from('{"k"'),
      json([null, '"k"']),
    ])
      expect(keyIdsOf(event({ data }))).toEqual([]);
    expect(keyIdsOf(event({ isJson: false, data: json({ text: sealed(k) }) }))).toEqual([]);
    expect(keyIdsOf(event({ metadata: json({ note: '{"k"' }) }))).toEqual([]);
  });
});
