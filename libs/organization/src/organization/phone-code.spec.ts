import { phoneCode } from './phone-code';

const code = { organizationId: 'o', phoneId: 'p', generation: 1 };

describe('A19: the code of a phone number', () => {
  it('has six digits, the same for the same generation', () => {
    const secrets = { hmac: () => '00000000002a'.padEnd(64, 'f') };
    expect([phoneCode(secrets, code), phoneCode(secrets, code)]).toEqual(['000042', '000042']);
  });

  it('is made for one organization, number and generation', () => {
    const asked: string[] = [];
    const secrets = { hmac: (purpose: string, of: string) => (asked.push(`${purpose}: ${of}`), 'a'.repeat(64)) };
    for (const each of [code, { ...code, generation: 2 }, { ...code, phoneId: 'q' }, { ...code, organizationId: 'n' }])
      phoneCode(secrets, each);
    expect(new Set(asked).size).toBe(4);
  });
});
