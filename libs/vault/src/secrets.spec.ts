import crypto, { randomBytes, randomUUID } from 'node:crypto';
import { Secrets } from './secrets';

describe('minted secrets', () => {
  const secrets = new Secrets(Buffer.alloc(32, 7));
  const id = randomUUID();

  it('are the same every time, on every server with the same key', () => {
    expect(new Secrets(Buffer.alloc(32, 7)).mint('verify', id, 3)).toBe(secrets.mint('verify', id, 3));
    expect(secrets.read('verify', secrets.mint('verify', id, 3))).toEqual({ id, generation: 3 });
  });

  it('open nothing for another purpose, generation, id or server', () => {
    const token = secrets.mint('verify', id, 3);
    const mac = token.split('.')[2];
    expect(secrets.read('reset', token)).toBeUndefined();
    expect(secrets.read('verify', `${id}.4.${mac}`)).toBeUndefined();
    expect(secrets.read('verify', `${randomUUID()}.3.${mac}`)).toBeUndefined();
    expect(new Secrets(randomBytes(32)).read('verify', token)).toBeUndefined();
  });

  it('have one spelling: changed, cut or padded ones are nobody’s', () => {
    const token = secrets.mint('verify', id, 1);
    const others = [
      token.slice(0, -1),
      `${token}=`,
      `${token}A`,
      token.replace('.1.', '.01.'),
      token.replace('.1.', '.0.'),
      token.toUpperCase(),
      '',
      '.',
      '..',
      'a.1',
      `${id}.1.`,
      `.1.${token}`,
    ];
    for (let at = 0; at < token.length; at += 1)
      others.push(token.slice(0, at) + (token[at] === 'x' ? 'y' : 'x') + token.slice(at + 1));
    expect(others.filter((other) => secrets.read('verify', other) !== undefined)).toEqual([]);
  });

  it('cannot be minted for no one or for no generation', () => {
    expect(() => secrets.mint('verify', '', 1)).toThrow('No secret');
    expect(() => secrets.mint('verify', id, 0)).toThrow('No secret');
    expect(() => secrets.mint('verify', id, 1.5)).toThrow('No secret');
  });

  it('are compared in constant time, as a whole, wherever they are wrong', () => {
    const token = secrets.mint('verify', id, 1);
    const compared = jest.spyOn(crypto, 'timingSafeEqual');
    for (let at = token.length - 43; at < token.length; at += 1) {
      secrets.read('verify', token.slice(0, at) + (token[at] === 'x' ? 'y' : 'x') + token.slice(at + 1));
      expect(compared.mock.lastCall?.map(({ byteLength }) => byteLength)).toEqual([43, 43]);
    }
    expect(compared).toHaveBeenCalledTimes(43);
    compared.mockRestore();
  });

  it('digests are keyed and bound to their purpose', () => {
    expect(secrets.hmac('claim', 'a')).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets.hmac('claim', 'a')).not.toBe(secrets.hmac('principal', 'a'));
    expect(secrets.hmac('claim', 'a')).not.toBe(new Secrets(randomBytes(32)).hmac('claim', 'a'));
    expect(secrets.hmac('a', 'b:c')).not.toBe(secrets.hmac('a:b', 'c'));
  });
});
