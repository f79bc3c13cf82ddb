import { AwsV4Signer } from 'aws4fetch';
import { mustBeTaken, post } from './post';
import type { Parcel, Reach, Sink } from './sink';

interface Bucket extends Reach {
  /** With the bucket, and a folder in it where one is wanted: `https://s3.eu-north-1.amazonaws.com/halden-audit/annals`. */
  readonly url: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** S3 and whatever speaks as it does: an object of lines of JSON for events that come together. */
export function s3Sink({ url, region, accessKeyId, secretAccessKey, ...reach }: Bucket): Sink {
  return {
    most: 1_000,
    async send(parcels, signal) {
      const body = parcels.map(({ json }) => `${json}\n`).join('');
      const signer = new AwsV4Signer({
        method: 'PUT',
        url: objectOf(url, parcels),
        headers: { 'content-type': 'application/x-ndjson', 'x-amz-content-sha256': await sha256(body) },
        body,
        ...{ accessKeyId, secretAccessKey, region, service: 's3' },
      });
      const signed = await signer.sign();
      const headers = Object.fromEntries(signed.headers);
      mustBeTaken(await post(signed.url, { method: 'PUT', headers, body, reach, signal }));
    },
  };
}

const sha256 = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');

const padded = (n: number): string => String(n).padStart(12, '0');

/** By the day of the first, then by numbers: names sort as the events came about. The same again is the same object. */
function objectOf(bucket: URL, parcels: readonly Parcel[]): string {
  const [first, last] = [parcels.at(0), parcels.at(-1)];
  if (first === undefined || last === undefined) throw new Error('An object without events is not stored');
  const folder = bucket.href.replace(/\/+$/, '');
  const day = first.at.slice(0, 10).replaceAll('-', '/');
  return `${folder}/${day}/${padded(first.sequence)}-${padded(last.sequence)}.jsonl`;
}
