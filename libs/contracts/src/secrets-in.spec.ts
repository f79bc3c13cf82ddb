import { secretIn } from './secrets-in';

const nobodys = 'x'.repeat(40);

describe('secrets in what becomes an event (history.md §2)', () => {
  it.each([
    [{ password: 'hunter2' }, 'password'],
    [{ portal: { clientSecret: 'a' } }, 'portal.clientSecret'],
    [{ API_KEY: 'a' }, 'API_KEY'],
    [{ accounts: [{ user: 'a' }, { 'db-password': 'b' }] }, 'accounts.1.db-password'],
    [{ tokens: 3, token: ['a'] }, 'token.0'],
    [{ login: `ghp_${nobodys}` }, 'login'],
    [{ key: '-----BEGIN RSA PRIVATE KEY-----' }, 'key'],
    [{ address: 'postgres://reader:abc@db/invoices' }, 'address'],
    [{ note: `use AKIA${'A'.repeat(16)} there` }, 'note'],
  ])('are found by name or by form: %j', (value, at) => expect(secretIn(value)).toBe(at));

  it.each([
    {},
    { maxTokens: 4000, token: 3, password: '' },
    { password: '$PORTAL_PASSWORD', apiKey: '${PORTAL_KEY}' },
    { passwordField: '#pw', secretName: 'portal' },
    { address: 'https://portal.example/a:b@c', mail: 'invoices@acme.example' },
  ])('are not seen where there is none: %j', (value) => expect(secretIn(value)).toBeUndefined());
});
