import { nameFromEmail } from './name-from-email';

describe('A9: an organization is named from the e-mail address', () => {
  it.each([
    ['john@acme.com', 'john'],
    ['john+shop@acme.com', 'john'],
    ['John.Doe@acme.com', 'John.Doe'],
    ["o'neill_7@acme.com", "o'neill_7"],
    ['+tag@acme.com', 'My organization'],
    ['@acme.com', 'My organization'],
    ['nothing', 'My organization'],
    ['  @acme.com', 'My organization'],
    ['<b>@acme.com', 'My organization'],
    ['http://evil.example@acme.com', 'My organization'],
    ['a\u0000b@acme.com', 'My organization'],
    ['www.evil.example@acme.com', 'My organization'],
    ['evil.example/pay@acme.com', 'My organization'],
    ['491701234567@acme.com', 'My organization'],
    ['user=tag@acme.com', 'user=tag'],
    ['j\u00f6rg@m\u00fcnchen.example', 'j\u00f6rg'],
  ])('%s → %s', (email, name) => expect(nameFromEmail(email)).toBe(name));

  it('is at most 80 characters long', () => expect(nameFromEmail(`${'x'.repeat(100)}@acme.com`)).toBe('x'.repeat(80)));
});
