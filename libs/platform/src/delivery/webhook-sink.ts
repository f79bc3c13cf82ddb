import { createHmac } from 'node:crypto';
import { mustBeTaken, post } from './post';
import type { Parcel, Reach, Sink } from './sink';

interface Webhook extends Reach {
  readonly url: URL;
  /** The bytes of the secret, which is shown as `whsec_` and these in base64. */
  readonly key: Buffer;
  readonly clock: () => number;
}

/** Posts each event by itself, signed as Standard Webhooks are: any public library verifies it. */
export function webhookSink({ url, key, clock, ...reach }: Webhook): Sink {
  return {
    most: 20,
    async send(parcels, signal) {
      for (const parcel of parcels) mustBeTaken(await post(url, { ...signed(parcel, key, clock()), reach, signal }));
    },
  };
}

function signed({ id, json }: Parcel, key: Buffer, now: number) {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${json}`).digest('base64');
  return {
    body: json,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}
