import { digitsOf, type Code } from './code';

const code: Code = { organizationId: 'o', proves: 'phone', of: 'p', generation: 1 };

describe('A19: a code that proves something', () => {
  it('has six digits, the same for the same generation', () => {
    const secrets = { hmac: () => '00000000002a'.padEnd(64, 'f') };
    expect([digitsOf(secrets, code), digitsOf(secrets, code)]).toEqual(['000042', '000042']);
  });

  it('is made for one organization, thing, generation and purpose', () => {
    const asked: string[] = [];
    const secrets = { hmac: (purpose: string, of: string) => (asked.push(`${purpose}: ${of}`), 'a'.repeat(64)) };
    const others: Partial<Code>[] = [{ generation: 2 }, { of: 'q' }, { organizationId: 'n' }, { proves: 'contact' }];
    for (const each of [{}, ...others]) digitsOf(secrets, { ...code, ...each });
    expect(new Set(asked).size).toBe(5);
  });
});
