import { AwsV4Signer } from 'aws4fetch';
import { mustBeTaken, post } from './post';
import type { Reach } from './sink';

/** An object that is put into a bucket, and who may. */
export interface PutObject extends Reach {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly contentType: string;
  readonly body: string;
}

/** Where there is one of this name already. */
const IS_THERE = 412;

/**
 * Puts an object where there is none: what is there stays as it is, and counts as put. For what must not be overwritten.
 * @throws DeliveryFailed
 */
export async function putOnce(
  { url, body, contentType, allowedHosts, ...by }: PutObject,
  signal: AbortSignal,
): Promise<void> {
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex');
  const headers = { 'content-type': contentType, 'x-amz-content-sha256': digest, 'if-none-match': '*' };
  const signed = await new AwsV4Signer({ method: 'PUT', url, headers, body, service: 's3', ...by }).sign();
  const asked = {
    method: 'PUT',
    headers: Object.fromEntries(signed.headers),
    body,
    reach: { allowedHosts },
    signal,
  } as const;
  const answer = await post(signed.url, asked);
  if (answer.status !== IS_THERE) mustBeTaken(answer);
}
