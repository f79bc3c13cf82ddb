import { get } from 'node:http';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { anotherApi, type AnotherApi } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { someAddress } from '../support/people';

jest.setTimeout(180_000);

/**
 * Mails hold links that open accounts: without a mail server they may be read on this machine, and from nowhere else.
 */
describe.each<Readonly<Record<string, string>>>([
  { ANNALS_HOST: '0.0.0.0' },
  { ANNALS_PUBLIC_URL: 'https://annals.example' },
])('an api that other machines reach: %j', (settings) => {
  let annals: TestAnnals;
  let reached: AnotherApi;
  beforeAll(async () => {
    annals = await startAnnals();
    reached = await anotherApi(annals, settings);
  });
  afterAll(() => reached.end());

  it('B6: shows the mails to nobody', async () => {
    const email = someAddress();
    expect((await new Client(reached.origin).post('/api/v1/users', { email })).status).toBe(202);
    expect(await annals.mail(email)).toHaveLength(1); // by the page of the api that nobody else reaches
    const { pathname: mailbox } = new URL(annals.mailbox ?? '');
    for (const path of ['/mailbox', mailbox, `${mailbox}/messages?to=${encodeURIComponent(email)}`]) {
      expect(await (await fetch(reached.origin + path)).text()).not.toContain(email);
    }
  });
});

describe('the mailbox of an installation on one machine', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  const forwarded: readonly Readonly<Record<string, string>>[] = [
    { host: 'annals.example' },
    { 'x-forwarded-for': '8.8.8.8' },
    { 'x-forwarded-proto': 'https' },
    { via: '1.1 proxy' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  /** As a proxy sends it on: fetch would not let us say another host or these headers. */
  const statusOf = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<number | undefined>((done, failed) => {
      get(annals.origin + path, { headers }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      }).once('error', failed);
    });

  it('B6: is under its secret address only, for this machine only', async () => {
    const path = new URL(annals.mailbox ?? '').pathname;
    expect(path).toMatch(/^\/mailbox\/[0-9a-f]{32}$/);
    const other = path.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const part of ['', '/messages?to=a@acme.example']) {
      expect(await statusOf(path + part)).toBe(200);
      expect(await statusOf(other + part)).toBe(404);
      for (const headers of forwarded) {
        expect([headers, await statusOf(path + part, headers)]).toEqual([headers, 404]);
      }
    }
    expect(await statusOf(`${path}/messages?to=a@acme.example&to=b@acme.example`)).toBe(400);
    const { headers } = await fetch(annals.mailbox ?? '');
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  });
});
