import { createHash } from 'node:crypto';
import { sha256 } from './sha256';

it('is SHA-256, whatever the length', () => {
  for (const length of [...Array(200).keys(), 1000, 65_537]) {
    const bytes = Uint8Array.from({ length }, (_, n) => (n * 31 + length) % 256);
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});
