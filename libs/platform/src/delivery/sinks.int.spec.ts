import { AwsV4Signer } from 'aws4fetch';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { s3Sink } from './s3-sink';
import { DeliveryFailed, type Parcel, type Sink } from './sink';
import { splunkSink } from './splunk-sink';
import { webhookSink } from './webhook-sink';

const parcel = (sequence: number): Parcel => ({
  id: `9f3b2c1a-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
  sequence,
  at: '2026-06-03T09:15:00.000Z',
  type: 'BotDisabled',
  words: 'Olga disabled invoice-reader – für immer',
  json: JSON.stringify({ sequence, words: 'Olga disabled invoice-reader – für immer' }),
});
const parcels = [parcel(7), parcel(8)];
const signal = new AbortController().signal;
const code = (code: string) => expect.objectContaining({ name: 'DeliveryFailed', code }) as Error;

interface Got {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('W9: sinks over HTTP', () => {
  let server: Server;
  let host: string;
  let got: Got[] = [];
  let answer = { status: 200, body: '{"text":"Success","code":0}' };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const { method, url: path, headers } = request;
        got.push({ method, path, headers, body: Buffer.concat(pieces).toString('utf8') });
        if (answer.status !== 0)
          response.writeHead(answer.status, { location: 'http://127.0.0.1:1/' }).end(answer.body);
        else request.socket.destroy();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    got = [];
    answer = { status: 200, body: '{"text":"Success","code":0}' };
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const key = Buffer.alloc(32, 7);
  const reach = (path = '/in') => ({ url: new URL(path, `http://${host}`), allowedHosts: [host] });
  const webhook = (path?: string) => webhookSink({ ...reach(path), key, clock: Date.now });
  const splunk = () => splunkSink({ ...reach('/'), token: 'secret-token' });
  const bucket = { region: 'eu-north-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' };
  const s3 = () => s3Sink({ ...reach('/halden-audit/annals/'), ...bucket });

  it('S11: a webhook gets each event by itself, signed so that the public library verifies it', async () => {
    await webhook().send(parcels, signal);
    expect(got.map(({ body }) => body)).toEqual(parcels.map(({ json }) => json));
    for (const [index, { body, headers }] of got.entries()) {
      const verifier = new Webhook(key.toString('base64'));
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      expect(verifier.verify(body, sent)).toMatchObject({ sequence: 7 + index });
      expect(headers['webhook-id']).toBe(parcels[index]?.id);
      expect(() => verifier.verify(body.replace('7', '9').replace('8', '9'), sent)).toThrow('signature');
    }
  });

  it('Splunk gets many events in one body, each with the id of its event', async () => {
    await splunk().send(parcels, signal);
    expect(got).toMatchObject([
      { method: 'POST', path: '/services/collector/event', headers: { authorization: 'Splunk secret-token' } },
    ]);
    const events = (got[0]?.body ?? '').split(/(?<=\})(?=\{"time")/).map((each) => JSON.parse(each) as object);
    expect(events).toEqual(
      parcels.map(({ id, json }) => ({
        ...{ time: 1_780_478_100, source: 'annals', sourcetype: 'annals:audit', fields: { event_id: id } },
        event: JSON.parse(json) as unknown,
      })),
    );
    answer = { status: 200, body: '{"text":"Invalid token","code":4}' };
    await expect(splunk().send(parcels, signal)).rejects.toThrow(code('SPLUNK_4'));
    answer = { status: 200, body: '<html>Welcome</html>' };
    await expect(splunk().send(parcels, signal)).rejects.toThrow(code('NO_COLLECTOR'));
  });

  it('a bucket gets an object, signed as the other side computes it from what came', async () => {
    await s3().send(parcels, signal);
    const [{ method, path, headers, body }] = got as [Got];
    expect([method, path]).toEqual(['PUT', '/halden-audit/annals/2026/06/03/000000000007-000000000008.jsonl']);
    expect(body).toBe(parcels.map(({ json }) => `${json}\n`).join(''));
    expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update(body).digest('hex'));
    const claimed = String(headers.authorization);
    const again = await new AwsV4Signer({
      method: 'PUT',
      url: `http://${host}${path}`,
      headers: {
        'content-type': 'application/x-ndjson',
        'x-amz-content-sha256': String(headers['x-amz-content-sha256']),
      },
      body,
      datetime: String(headers['x-amz-date']),
      ...{ ...bucket, service: 's3' },
    }).sign();
    expect(claimed).toBe(again.headers.get('authorization'));
    expect(claimed).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-north-1\/s3\/aws4_request, /);
  });

  it('what is not taken says why, and a webhook sends nothing behind it', async () => {
    for (const [status, sinks] of [
      [503, [webhook(), splunk(), s3()]],
      [302, [webhook()]],
      [410, [webhook()]],
    ] as const) {
      answer = { status, body: 'Our secret is 42' };
      for (const sink of sinks as readonly Sink[])
        await expect(sink.send(parcels, signal)).rejects.toThrow(code(`HTTP_${status}`));
    }
    expect(got.filter(({ headers }) => headers['webhook-id'] === parcels[1]?.id)).toEqual([]);
    answer = { status: 0, body: '' };
    await expect(webhook().send(parcels, signal)).rejects.toThrow(code('ECONNRESET'));
    answer = { status: 200, body: 'x'.repeat(100_000) };
    await expect(webhook().send(parcels, signal)).rejects.toThrow(code('ANSWER_TOO_LARGE'));
  });

  it('S10: nothing is sent into a private network that the operator did not name', async () => {
    for (const address of [
      `http://${host}/in`,
      'https://127.0.0.1/in',
      'https://169.254.169.254/',
      'https://[::1]:8088/',
    ]) {
      const sink = webhookSink({ url: new URL(address), allowedHosts: [], key, clock: Date.now });
      await expect(sink.send(parcels, signal)).rejects.toThrow(code('ADDRESS_NOT_ALLOWED'));
    }
    expect(got).toEqual([]);
    expect(new DeliveryFailed('HTTP_503').message).toBe('Not taken: HTTP_503');
  });
});
