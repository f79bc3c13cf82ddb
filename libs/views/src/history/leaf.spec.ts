import { createHash } from 'node:crypto';
import { leafOf } from './leaf';

const event = {
  id: '9F3B2C1A-0000-4000-8000-000000000001',
  stream: 'fleet-1',
  revision: 7,
  type: 'BotDisabled',
  raw: { data: Buffer.from('{"data":{}}'), metadata: Buffer.from('{"at":"2026-06-03T09:15:00.000Z"}') },
};

describe('the leaf of an event', () => {
  it('is SHA-256 of 0x00 and each field after its length', () => {
    const field = (bytes: string) =>
      `${Buffer.byteLength(bytes).toString(16).padStart(8, '0')}${Buffer.from(bytes).toString('hex')}`;
    const bytes = [
      '9f3b2c1a-0000-4000-8000-000000000001',
      'fleet-1',
      '7',
      'BotDisabled',
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
    expect(leafOf(event).toString('hex')).toBe('638adee8b9dab53d2d7dd0e19a73df23335ecf3e9257ae8406524ca60bbb7a59');
  });

  it.each([
    ['revision', { ...event, revision: 8 }],
    ['stream', { ...event, stream: 'fleet-2' }],
    ['type', { ...event, type: 'BotEnabled' }],
    ['a byte that moves from one field to the next', { ...event, stream: 'fleet-17', revision: 7 }],
    ['data', { ...event, raw: { ...event.raw, data: Buffer.from('{"data":[]}') } }],
    ['metadata', { ...event, raw: { ...event.raw, metadata: Buffer.from('{}') } }],
  ])('is another one when there is another %s', (_what, other) => {
    expect(leafOf(other)).not.toEqual(leafOf(event));
  });
});
