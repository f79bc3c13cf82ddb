import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { bringAxe, findings, picture, sideways } from './support/look';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** One more than a page has. */
const MANY = 51;

describe('a list that is longer than a page', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let organizationId: string;
  const at = (path: string) => `/organizations/${organizationId}${path}`;

  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    ada = await Visitor.at(browser, annals.url);
    await bringAxe(ada.context);
    organizationId = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  const rows = () => ada.page.getByRole('table').getByRole('row').count();
  const looksRight = async (name: string) => {
    for (const width of [360, 1440]) {
      await ada.page.setViewportSize({ width, height: 900 });
      await ada.button('More').or(ada.button('Older')).first().scrollIntoViewIfNeeded();
      await picture(ada.page, `${name}-${width}`, { fullPage: true });
      expect(await sideways(ada.page)).toEqual([]);
    }
    expect(await findings(ada.page)).toEqual([]);
  };

  it('of bots is turned by More and Back; a filter starts at its first page', async () => {
    for (let n = 1; n <= MANY; n += 1)
      await ada.sends(at('/bots'), { name: `bot ${String(n).padStart(2, '0')}`, kind: 'rpa' });
    await ada.go(at('/bots'));
    await ada.sees('bot 50');
    expect(await rows()).toBe(1 + 50);
    await ada.page.getByRole('group', { name: 'Bots by status' }).getByText(String(MANY)).waitFor();
    await looksRight('bots');
    await ada.button('More').click();
    await ada.sees('bot 51');
    expect(await rows()).toBe(1 + 1);
    await ada.button('Back').click();
    await ada.sees('bot 01');
    await ada.button('More').click();
    await ada.sees('bot 51');
    await ada.page.getByLabel('Search bots').fill('bot 07');
    await ada.sees('bot 07');
    expect(await rows()).toBe(1 + 1);
  });

  it('of API keys is turned by Older and Newer', async () => {
    for (let n = 1; n <= MANY; n += 1) {
      const body = { name: `key ${n}`, permissions: ['bots:read'], expiresInDays: 1 };
      const { keyId } = await ada.sends(at('/api-keys'), body);
      if (n === 1) await ada.sends(at(`/api-keys/${String(keyId)}/revoke`)); // a person has 50 open ones at most
    }
    await ada.go(at('/api-keys'));
    await ada.page.getByText('key 51', { exact: true }).first().waitFor();
    await looksRight('api-keys');
    await ada.button('Older').click();
    await ada.page.getByText('key 1', { exact: true }).first().waitFor();
    expect(await rows()).toBe(1 + 1);
    await ada.button('Newer').click();
    await ada.page.getByText('key 51', { exact: true }).first().waitFor();
    expect(ada.troubles).toEqual([]);
  });
});
