import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mailText } from '../mail/mail-text';
import { WebhookSmsTransport } from './webhook-sms-transport';

const key = Buffer.alloc(24, 7);
const secret = `whsec_${key.toString('base64')}`;
const message = { id: 'phone-code-1', to: '+4769210400', text: mailText`042042 is your code` };

interface Posted {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A gateway on this machine that answers with a status, or never. */
async function gateway(status: number | undefined) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      posted.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      if (status !== undefined) response.writeHead(status, { location: '/elsewhere' }).end('+4769210400 is unknown');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
  const close = () =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(closed);
    });
  return { url, posted, close };
}

describe('A19: text messages to the gateway of the operator', () => {
  it('are signed as Standard Webhooks are, with the time of sending', async () => {
    const { url, posted, close } = await gateway(202);
    await new WebhookSmsTransport({ url, secret, clock: () => 1_790_000_000_500 }).send(message);
    await close();
    const [{ headers, body } = { headers: {}, body: '' }] = posted;
    const signed = createHmac('sha256', key).update(`phone-code-1.1790000000.${body}`).digest('base64');
    expect(JSON.parse(body)).toEqual({ id: 'phone-code-1', to: '+4769210400', text: '042042 is your code' });
    expect(headers).toMatchObject({
      'webhook-id': 'phone-code-1',
      'webhook-timestamp': '1790000000',
      'webhook-signature': `v1,${signed}`,
    });
  });

  it.each([400, 500, 302])('are tried again after %s, which names nobody and is followed nowhere', async (status) => {
    const { url, posted, close } = await gateway(status);
    const sending = new WebhookSmsTransport({ url, secret }).send(message);
    await expect(sending).rejects.toThrow(`The gateway did not take text message phone-code-1: ${status}`);
    await close();
    expect(posted).toHaveLength(1);
  });

  it('are tried again when the gateway hangs or is not there', async () => {
    const { url, close } = await gateway(undefined);
    const patient = new WebhookSmsTransport({ url, secret, patienceMs: 50 });
    await expect(patient.send(message)).rejects.toThrow('phone-code-1: TimeoutError');
    await close();
    await expect(patient.send(message)).rejects.toThrow('The gateway did not take text message phone-code-1');
  });
});
