import { createServer, type AddressInfo, type Server } from 'node:net';
import { mailText } from './mail-text';
import { SmtpTransport } from './mail-transport';

const to = 'ada@acme.example';

describe('mail over SMTP', () => {
  let server: Server;
  let received: string;
  /** What the server answers to the recipient. */
  let verdict: string;
  let url: string;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.write('220 here\r\n');
      let inData = false;
      socket.on('data', (bytes) => {
        received += bytes.toString();
        for (const line of bytes
          .toString()
          .split('\r\n')
          .filter((each) => each !== '')) {
          if (inData && line !== '.') continue;
          const data = line === 'DATA';
          socket.write(
            data
              ? '354 go on\r\n'
              : line.startsWith('RCPT')
                ? `${verdict}\r\n`
                : line === 'QUIT'
                  ? '221 bye\r\n'
                  : line.startsWith('EHLO')
                    ? '250-here\r\n250 SMTPUTF8\r\n'
                    : '250 fine\r\n',
          );
          inData = data;
        }
      });
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    received = '';
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const send = (changes: { to?: string; subject?: string } = {}) =>
    new SmtpTransport(url, 'Annals <annals@annals.example>').send({
      id: 'invitation-1',
      to: changes.to ?? to,
      subject: mailText`${changes.subject ?? 'Hello'}`,
      text: mailText`Welcome`,
    });

  it('goes to the server with an id by which receivers drop a second one', async () => {
    verdict = '250 fine';
    await send();
    expect(received).toContain(`RCPT TO:<${to}>`);
    expect(received).toContain('Message-ID: <invitation-1@annals.example>');
  });

  it.each([
    ['user=tag@acme.example', 'user=tag@acme.example', false],
    ["a&b'{c}@acme.example", "a&b'{c}@acme.example", false],
    ['ada@m\u00fcnchen.example', 'ada@xn--mnchen-3ya.example', false],
    ['j\u00f6rg@m\u00fcnchen.example', 'j\u00f6rg@m\u00fcnchen.example', true],
  ])('C4: reaches %s as it is written', async (address, recipient, international) => {
    verdict = '250 fine';
    await send({ to: address });
    expect(received).toContain(`RCPT TO:<${recipient}>\r\n`);
    expect(/MAIL FROM:.*SMTPUTF8/.test(received)).toBe(international);
  });

  it('C2: has one subject, whatever is in it', async () => {
    verdict = '250 fine';
    await send({ subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nOther text' });
    expect(received).not.toMatch(/^Bcc:/m);
    expect(received.match(/RCPT TO/g)).toHaveLength(1);
  });

  it('that is refused is a fault that names the mail and the codes, and nobody', async () => {
    verdict = `550 5.1.1 <${to}>: recipient address rejected`;
    const fault: unknown = await send().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(Error);
    expect(String(fault)).toBe('Error: The mail server did not take mail invitation-1: EENVELOPE 550 RCPT TO');
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain('acme');
    expect(Reflect.get(Object(fault), 'cause')).toBeUndefined();
  });

  it.each([
    ['says nothing', ''],
    ['greets and then says nothing', '220 here\r\n'],
  ])('is given up where the server %s', async (_, greeting) => {
    const silent = createServer((socket) => {
      socket.resume().on('error', () => socket.destroy());
      if (greeting !== '') socket.write(greeting);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const patience = { dnsTimeout: 200, connectionTimeout: 200, greetingTimeout: 200, socketTimeout: 200 };
    const transport = new SmtpTransport(
      `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      'annals@annals.example',
      patience,
    );
    await expect(
      transport.send({ id: 'invitation-2', to, subject: mailText`Hello`, text: mailText`Welcome` }),
    ).rejects.toThrow(/^The mail server did not take mail invitation-2: ETIMEDOUT/);
    await new Promise((resolve) => silent.close(resolve));
  });
});
