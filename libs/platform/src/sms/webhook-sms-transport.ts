import { createHmac } from 'node:crypto';
import { SmsTransport, type TextMessage } from './sms-transport';

interface Gateway {
  readonly url: string;
  /** `whsec_` and the key in base64, as the operator's gateway has it. */
  readonly secret: string;
  /** Milliseconds for an answer: a gateway that hangs may not hold a worker's job. */
  readonly patienceMs?: number;
  readonly clock?: () => number;
}

/**
 * Posts text messages to the operator's own gateway, signed as Standard Webhooks are (HMAC-SHA256 over id, time and
 * body), so that a public library verifies them. The id is the same whenever a message is posted again.
 */
export class WebhookSmsTransport extends SmsTransport {
  constructor(private readonly gateway: Gateway) {
    super();
  }

  async send({ id, to, text }: TextMessage): Promise<void> {
    const { url, secret, patienceMs = 10_000, clock = Date.now } = this.gateway;
    const body = JSON.stringify({ id, to, text: String(text) });
    const timestamp = String(Math.floor(clock() / 1000));
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual', // nobody hears of it but who was named
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(secret, `${id}.${timestamp}.${body}`),
      },
      body,
    }).catch((error: unknown) => {
      throw new Error(`The gateway did not take text message ${id}: ${kindOf(error)}`);
    });
    await answer.body?.cancel();
    // What it says may name the recipient, and the fault goes to logs and to the job's record.
    if (!answer.ok) throw new Error(`The gateway did not take text message ${id}: ${answer.status}`);
  }
}

/** `TimeoutError`, `TypeError` where nobody is there: what such an error says may hold the address. */
function kindOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'unknown';
}

function signatureOf(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
