import { createHash } from 'node:crypto';
import { streamKey } from './stream-key';

describe('the key of a stream', () => {
  it('is its name, up to 255 bytes', () => {
    expect(streamKey('organization-7').toString()).toBe('organization-7');
    expect(streamKey(`${'ü'.repeat(127)}x`).toString()).toBe(`${'ü'.repeat(127)}x`);
    expect(streamKey('')).toHaveLength(0);
  });

  it('is short for longer names, another one for each, and the name of no stream', () => {
    const long = 'ü'.repeat(128);
    expect(streamKey(long).toString('hex')).toBe(`ff${createHash('sha256').update(long, 'utf8').digest('hex')}`);
    expect(streamKey(long).equals(streamKey(`${long}x`))).toBe(false);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(streamKey(long))).toThrow('not valid');
  });
});
