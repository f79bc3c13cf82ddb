import { banner } from './banner';

const addresses = { data: '/data', host: '127.0.0.1', port: 8080, publicUrl: 'http://localhost:8080', databaseUrl: 'postgres://x', secretsFile: '/data/secrets.json', eventstorePort: 1, eventstoreUrl: 'esdb://x' };
const mailbox = (text: string) => /Mailbox +(.*)/.exec(text)?.[1];

describe('the banner of the start', () => {
  it('names the mailbox where it is served', () => expect(mailbox(banner(addresses, {}))).toContain('http://localhost:8080/mailbox'));
  it('names none that other machines would reach', () => {
    const line = mailbox(banner({ ...addresses, host: '0.0.0.0' }, {}));
    expect(line).toContain('none');
    expect(line).not.toContain('/mailbox');
    expect(line).toContain('ANNALS_SMTP_URL');
  });
  it('names the mail server, without its password', () => {
    const line = mailbox(banner(addresses, { ANNALS_SMTP_URL: 'smtp://me:hunter2@mail:587' }));
    expect(line).toContain('mail:587');
    expect(line).not.toContain('hunter2');
  });
});
