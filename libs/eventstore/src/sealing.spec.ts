import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { isSealed, seal, unseal } from './sealing';

describe('sealing', () => {
  const key = { id: randomUUID(), key: randomBytes(32) };
  const place = { eventId: randomUUID(), stream: `house-${randomUUID()}`, type: 'LampHung', part: 'personal' } as const;

  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const sealed = seal(key, place, value);
        expect(isSealed(sealed)).toBe(true);
        expect(JSON.stringify(unseal(key.key, place, sealed))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('has the stored form of history.md: { k, v }, v = base64(format ‖ nonce ‖ ciphertext ‖ tag), nothing legible', () => {
    const sealed = seal(key, place, { email: 'ada@example.org' });
    expect(Object.keys(sealed)).toEqual(['k', 'v']);
    expect(sealed.k).toBe(key.id);
    expect(Buffer.from(sealed.v, 'base64')).toHaveLength(
      1 + 12 + JSON.stringify({ email: 'ada@example.org' }).length + 16,
    );
    expect(Buffer.from(sealed.v, 'base64')[0]).toBe(1);
    expect(Buffer.from(sealed.v, 'base64').toString('latin1')).not.toContain('ada');
  });

  it('never looks the same twice: the nonce is random', () => {
    expect(new Set(Array.from({ length: 50 }, () => seal(key, place, 'same').v.slice(2, 18))).size).toBe(50);
  });

  it.each<[string, () => unknown]>([
    ['another event', () => unseal(key.key, { ...place, eventId: randomUUID() }, seal(key, place, 'x'))],
    ['another stream', () => unseal(key.key, { ...place, stream: `house-${randomUUID()}` }, seal(key, place, 'x'))],
    ['another type', () => unseal(key.key, { ...place, type: 'LampRenamed' }, seal(key, place, 'x'))],
    [
      'a place that only reads alike',
      () =>
        unseal(
          key.key,
          { ...place, stream: `${place.stream}Bot`, type: 'Registered' },
          seal(key, { ...place, type: 'LampHung' }, 'x'),
        ),
    ],
    ['another part', () => unseal(key.key, { ...place, part: 'text' }, seal(key, place, 'x'))],
    ['another key id', () => unseal(key.key, place, { ...seal(key, place, 'x'), k: randomUUID() })],
    ['another key', () => unseal(randomBytes(32), place, seal(key, place, 'x'))],
    ['a part cut short', () => unseal(key.key, place, { ...seal(key, place, 'x'), v: 'AAAA' })],
  ])('does not open in %s', (_name, open) => {
    expect(open).toThrow();
  });

  it('A4: says of what was sealed before parts were bound to stream and type that its form is an older one', () => {
    const nonce = Buffer.alloc(12, 7);
    const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(
      Buffer.from(place.eventId + place.part + key.id),
    );
    const v = Buffer.concat([nonce, cipher.update('"x"'), cipher.final(), cipher.getAuthTag()]).toString('base64');
    expect(() => unseal(key.key, place, { k: key.id, v })).toThrow(
      /sealed in another form than 1: that of a version before 1\.0\.0/,
    );
  });

  it('does not open when any bit is another one', () => {
    const sealed = seal(key, place, 'x');
    const bytes = Buffer.from(sealed.v, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key.key, place, { ...sealed, v: changed.toString('base64') })).toThrow();
    }
  });
});
