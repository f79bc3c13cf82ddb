import { randomBytes, randomUUID } from 'node:crypto';
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

  it('take the same time to refuse whether the first or the last character is wrong', () => {
    const token = secrets.mint('verify', id, 1);
    const at = token.length - 43;
    const wrongAt = (place: number) =>
      token.slice(0, place) + (token[place] === 'x' ? 'y' : 'x') + token.slice(place + 1);
    const [early, late] = [medianOf(secrets, wrongAt(at)), medianOf(secrets, wrongAt(token.length - 2))];
    expect(Math.abs(early - late)).toBeLessThan(Math.max(early, late) * 0.5);
  });

  it('digests are keyed and bound to their purpose', () => {
    expect(secrets.hmac('claim', 'a')).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets.hmac('claim', 'a')).not.toBe(secrets.hmac('principal', 'a'));
    expect(secrets.hmac('claim', 'a')).not.toBe(new Secrets(randomBytes(32)).hmac('claim', 'a'));
    expect(secrets.hmac('a', 'b:c')).not.toBe(secrets.hmac('a:b', 'c'));
  });
});

function medianOf(secrets: Secrets, token: string): number {
  const times: number[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    const start = process.hrtime.bigint();
    secrets.read('verify', token);
    times.push(Number(process.hrtime.bigint() - start));
  }
  return times.sort((a, b) => a - b)[1_000] ?? 0;
}
