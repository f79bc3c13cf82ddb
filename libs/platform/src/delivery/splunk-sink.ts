import { mustBeTaken, post } from './post';
import { DeliveryFailed, type Parcel, type Reach, type Sink } from './sink';

interface Splunk extends Reach {
  /** Of the collector: `https://splunk.example:8088`. */
  readonly url: URL;
  readonly token: string;
}

const COLLECTOR = '/services/collector/event';

/** Splunk's HTTP event collector: many events in one body. */
export function splunkSink({ url, token, ...reach }: Splunk): Sink {
  const address = new URL(url.pathname === '/' ? COLLECTOR : url.pathname, url);
  return {
    most: 200,
    async send(parcels, signal) {
      const headers = { authorization: `Splunk ${token}`, 'content-type': 'application/json' };
      const answer = await post(address, { headers, body: parcels.map(written).join(''), reach, signal });
      mustBeTaken(answer);
      const code = /"code"\s*:\s*(\d{1,4})/.exec(answer.body.toString('utf8'))?.[1];
      if (code !== '0') throw new DeliveryFailed(code === undefined ? 'NO_COLLECTOR' : `SPLUNK_${code}`);
    },
  };
}

const written = ({ id, at, json }: Parcel): string =>
  `{"time":${Date.parse(at) / 1000},"source":"annals","sourcetype":"annals:audit","fields":{"event_id":${JSON.stringify(id)}},"event":${json}}`;
