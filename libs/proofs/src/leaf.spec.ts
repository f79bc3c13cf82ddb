import { createHash } from 'node:crypto';
import { leafOf as leafBy, type StoredEvent } from './leaf';
import { sha256 } from './testing/node-crypto';

const leafOf = (event: StoredEvent): Buffer => Buffer.from(leafBy(sha256, event));

const event = {
  id: '9F3B2C1A-0000-4000-8000-000000000001',
  stream: 'house-1',
  revision: 7,
  type: 'LampDoused',
  raw: { data: Buffer.from('{"data":{}}'), metadata: Buffer.from('{"at":"2026-06-03T09:15:00.000Z"}') },
};

describe('the leaf of an event', () => {
  it('is SHA-256 of 0x00 and each field after its length', () => {
    const field = (bytes: string) =>
      `${Buffer.byteLength(bytes).toString(16).padStart(8, '0')}${Buffer.from(bytes).toString('hex')}`;
    const bytes = [
      '9f3b2c1a-0000-4000-8000-000000000001',
      'house-1',
      '7',
      'LampDoused',
      '{"data":{}}',
      '{"at":"2026-06-03T09:15:00.000Z"}',
    ]
      .map(field)
      .join('');
    expect(leafOf(event).toString('hex')).toBe(
      createHash('sha256')
        .update(Buffer.from(`00${bytes}`, 'hex'))
        .digest('hex'),
    );
    expect(leafOf(event).toString('hex')).toBe('33dc7d1177416b42e7b076ffbcfbb5ba3840d3274b3a16d09353e89cc6533374');
  });

  it.each([
    ['revision', { ...event, revision: 8 }],
    ['stream', { ...event, stream: 'house-2' }],
    ['type', { ...event, type: 'LampLit' }],
    ['a byte that moves from one field to the next', { ...event, stream: 'house-17', revision: 7 }],
    ['data', { ...event, raw: { ...event.raw, data: Buffer.from('{"data":[]}') } }],
    ['metadata', { ...event, raw: { ...event.raw, metadata: Buffer.from('{}') } }],
  ])('is another one when there is another %s', (_what, other) => {
    expect(leafOf(other)).not.toEqual(leafOf(event));
  });
});
