import { banner } from './banner';

const addresses = {
  data: '/data',
  host: '127.0.0.1',
  port: 8080,
  publicUrl: 'http://localhost:8080',
  databaseUrl: 'postgres://x',
  secretsFile: '/data/secrets.json',
  eventstorePort: 1,
  eventstoreUrl: 'esdb://x',
};
const mailbox = (text: string) => /Mailbox +(.*)/.exec(text)?.[1];

describe('the banner of the start', () => {
  it('B6: names the secret address of the mailbox where it is served', () => {
    const secret = 'http://localhost:8080/mailbox/0123456789abcdef0123456789abcdef';
    expect(mailbox(banner({ ...addresses, mailbox: secret }, {}))).toMatch(new RegExp(`^${secret} `));
  });
  it.each([{ host: '0.0.0.0' }, { publicUrl: 'https://annals.example' }])(
    'names none that other machines would reach: %j',
    (other) => {
      const line = mailbox(banner({ ...addresses, ...other }, {}));
      expect(line).toContain(
        `none: ${other.host === undefined ? 'people come from https://annals.example' : 'other machines reach 0.0.0.0'}`,
      );
      expect(line).not.toContain('/mailbox');
      expect(line).toContain('ANNALS_SMTP_URL');
    },
  );
  it('names the mail server, without its password', () => {
    const line = mailbox(banner(addresses, { ANNALS_SMTP_URL: 'smtp://me:hunter2@mail:587' }));
    expect(line).toContain('mail:587');
    expect(line).not.toContain('hunter2');
  });
  it.each([
    ['http://annals.example', true],
    ['https://annals.example', false],
    [addresses.publicUrl, false],
  ])('B7: warns at %s that passwords can be read on the way: %s', (publicUrl, warns) =>
    expect(banner({ ...addresses, publicUrl }, {}).includes('in the clear')).toBe(warns),
  );
});
