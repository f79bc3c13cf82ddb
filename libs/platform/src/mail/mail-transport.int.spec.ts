import { createServer, type AddressInfo, type Server } from 'node:net';
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
        for (const line of bytes.toString().split('\r\n').filter((each) => each !== '')) {
          if (inData && line !== '.') continue;
          const data = line === 'DATA';
          socket.write(data ? '354 go on\r\n' : line.startsWith('RCPT') ? `${verdict}\r\n` : line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
          inData = data;
        }
      });
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => { received = ''; });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const send = () => new SmtpTransport(url, 'Annals <annals@annals.example>').send({ id: 'invitation-1', to, subject: 'Hello', text: 'Welcome' });

  it('goes to the server with an id by which receivers drop a second one', async () => {
    verdict = '250 fine';
    await send();
    expect(received).toContain(`RCPT TO:<${to}>`);
    expect(received).toContain('Message-ID: <invitation-1@annals.example>');
  });

  it('that is refused is a fault that names the mail and the codes, and nobody', async () => {
    verdict = `550 5.1.1 <${to}>: recipient address rejected`;
    const fault: unknown = await send().then(() => undefined, (error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(String(fault)).toBe('Error: The mail server did not take mail invitation-1: EENVELOPE 550 RCPT TO');
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain('acme');
    expect(Reflect.get(Object(fault), 'cause')).toBeUndefined();
  });
});
