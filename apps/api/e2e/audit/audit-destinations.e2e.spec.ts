import type { Destination } from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { z } from 'zod';
import { eventually } from '../../../cli/src/testing/run-annals';
import { founder, member, someName, type Founder } from '../support/people';

jest.setTimeout(180_000);

type Shown = z.output<typeof Destination>;
interface Event {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly words: string;
}

/** W9: an organization's audit log, sent on to a system that a test runs. */
describe('destinations of the audit log', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let siem: Server;
  let host: string;
  let isDown = false;
  let got: Event[] = [];
  let heard: { body: string; headers: Record<string, string> }[] = [];
  const at = (path = '') => `${owner.path}/audit/destinations${path}`;
  const list = async () => (await owner.client.get<{ items: Shown[]; last: number }>(at())).body;
  const act = (id: string, what: string, body: object = {}) =>
    owner.client.post<{ code: string; taken: boolean }>(at(`/${id}/${what}`), body);
  const add = (body: object) =>
    owner.client.post<{ destinationId: string; secret: string; code: string }>(at(), {
      ...{ kind: 'webhook', name: someName(), address: `http://${host}/in`, from: 'beginning' },
      ...body,
    });
  const sequences = () => got.map(({ sequence }) => sequence);
  const has = (last: number) => eventually(`entry ${last} arrives`, () => got.at(-1)?.sequence === last);

  beforeAll(async () => {
    siem = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        if (!isDown) {
          got.push(JSON.parse(body) as Event);
          heard.push({ body, headers: request.headers as Record<string, string> });
        }
        response.writeHead(isDown ? 503 : 204).end();
      });
    });
    await once(siem.listen(0, '127.0.0.1'), 'listening');
    host = `127.0.0.1:${(siem.address() as AddressInfo).port}`;
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterEach(async () => {
    for (const { destinationId } of (await list()).items) await act(destinationId, 'remove');
    [got, heard, isDown] = [[], [], false];
  });
  afterAll(async () => {
    await annals.stop();
    siem.closeAllConnections();
    siem.close();
  });

  it('W9: gets every entry in order, signed, with the id of its event, and what is new', async () => {
    const { body } = await add({});
    const { destinationId, secret } = body;
    expect(secret).toMatch(/^whsec_/);
    await owner.client.post(`${owner.path}/rename`, { name: 'Halden Freight' });
    const { last } = await list();
    await has(last);
    expect(sequences()).toEqual(Array.from({ length: last }, (_, nth) => nth + 1));
    expect(got.at(-1)).toMatchObject({
      type: 'OrganizationRenamed',
      words: 'olga renamed the organization to Halden Freight',
    });
    expect(new Set(got.map(({ id }) => id)).size).toBe(last);
    const [first] = heard;
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({ sequence: 1 });
    expect(JSON.stringify(got)).not.toContain(owner.email);
    expect(JSON.stringify(await list())).not.toContain(secret);
    await eventually('it is told', async () => (await list()).items[0]?.behind === 0);
    expect((await list()).items).toMatchObject([{ destinationId, sent: last, after: last, failing: null }]);
  });

  it('loses nothing while it is down; says so; goes on, is paused, and is rewound with the same ids', async () => {
    isDown = true;
    const { destinationId } = (await add({ name: 'Kestrel' })).body;
    const failing = async () => (await list()).items[0]?.failing;
    await eventually('it fails', async () => (await failing())?.code === 'HTTP_503');
    expect((await act(destinationId, 'test')).body).toMatchObject({ taken: false, code: 'HTTP_503' });
    isDown = false;
    expect((await act(destinationId, 'test')).body).toMatchObject({ taken: true, code: null });
    expect(got.shift()).toMatchObject({ type: 'Test' });
    const { last } = await list();
    await has(last);
    expect(await failing()).toBeNull();
    const before = [...got];
    got = [];
    await act(destinationId, 'pause', { reason: 'They move' });
    await act(destinationId, 'rewind', { after: last - 2 });
    expect((await list()).items).toMatchObject([{ isPaused: true }]);
    await act(destinationId, 'resume');
    await has(last + 3);
    expect(got.slice(0, 2)).toEqual(before.slice(-2));
    expect(got.slice(2).map(({ words }) => words)).toEqual([
      'olga paused sending the audit log on to Kestrel',
      `olga sends the audit log on to Kestrel anew, from what comes after #${last - 2}`,
      'olga goes on sending the audit log on to Kestrel',
    ]);
    expect((await act(destinationId, 'rewind', { after: 10_000 })).body.code).toBe('ENTRY_NOT_FOUND');
    expect((await act(destinationId, 'rewind', { after: 1, from: '2026-01-01T00:00:00Z' })).body.code).toBe(
      'VALIDATION_FAILED',
    );
    got = [];
    await act(destinationId, 'rewind', { from: '2020-01-01T00:00:00Z' });
    await has(last + 4);
    expect(sequences()).toEqual(Array.from({ length: last + 4 }, (_, nth) => nth + 1));
  });

  it('S10: leads into no private network, and is of a kind that has what it needs', async () => {
    const s3 = { kind: 's3', address: `http://${host}/halden`, secret: 's', region: 'eu-north-1', accessKeyId: 'AKID' };
    for (const [code, body] of [
      ['URL_NOT_ALLOWED', { address: 'https://169.254.169.254/latest' }],
      ['URL_NOT_ALLOWED', { address: 'https://10.0.0.1:6514/' }],
      ['URL_NOT_ALLOWED', { address: 'http://1.1.1.1/in' }],
      ['URL_NOT_ALLOWED', { address: 'https://localhost/in' }],
      ['URL_NOT_ALLOWED', { address: 'siem' }],
      ['URL_NOT_ALLOWED', { kind: 'syslog', address: 'syslog+tls://[::1]' }],
      ['DESTINATION_INVALID', { kind: 'splunk' }],
      ['DESTINATION_INVALID', { ...s3, secret: undefined }],
      ['DESTINATION_INVALID', { secret: 'minted-for-webhooks' }],
      ['DESTINATION_INVALID', { authority: '-----BEGIN CERTIFICATE-----' }],
      ['VALIDATION_FAILED', { kind: 'pigeon' }],
    ] as const)
      expect([body, (await add(body)).body.code]).toEqual([body, code]);
    expect((await add(s3)).status).toBe(201);
    const audit = (await owner.client.get(`${owner.path}/audit?area=oversight&limit=1`)).text;
    expect(audit).not.toContain('"s"');
  });

  it('is for who may: others are refused, strangers find nothing, and ten is enough', async () => {
    const mia = await member(annals, owner, ['auditor'], someName());
    expect((await mia.client.get(at())).body).toMatchObject({ code: 'FORBIDDEN' });
    const eve = await founder(annals, 'eve');
    expect((await eve.client.get(at())).body).toMatchObject({ code: 'ORG_NOT_FOUND' });
    for (let nth = 0; nth < 10; nth += 1) expect((await add({ from: 'now' })).status).toBe(201);
    expect((await add({})).body.code).toBe('DESTINATION_LIMIT_REACHED');
  });
});
