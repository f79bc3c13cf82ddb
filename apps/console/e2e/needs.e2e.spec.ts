import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { comes } from './support/colleagues';
import { someHistory } from './support/history';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

describe('D1: what needs the reader, in the console', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let at = '';

  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    ada = await Visitor.at(browser, annals.url);
    const organizationId = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    at = `/organizations/${organizationId}`;
    await someHistory(ada, organizationId);
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  it('is said by the overview, the list of organizations and the workspaces in the same words', async () => {
    await ada.go(at);
    await ada.reads('1 thing needs you');
    await ada.sees('Carrier delay is held');
    await ada.go('/organizations');
    await ada.page.getByRole('table', { name: 'Organizations' }).getByText('1 thing needs you').waitFor();
    await ada.go(`${at}/workspaces`);
    await ada.page.getByRole('table', { name: 'Workspaces' }).getByText('Carrier delay is held').waitFor();
  });

  it('leads to what it is about', async () => {
    await ada.go(at);
    await ada.page.getByRole('link', { name: 'See trigger' }).click();
    await ada.reads('Carrier delay');
  });

  it('W4: a trigger is given to somebody, on its page', async () => {
    const bea = { email: someAddress('bea'), alias: 'Bea' };
    await ada.sends(`${at}/invitations`, { email: bea.email, roles: ['admin'] });
    await comes(annals, bea);
    await ada.go(`${at}/triggers`);
    await ada.page.getByRole('table', { name: 'Triggers' }).getByText('Carrier delay').click();
    await ada.button('Give to…').click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByLabel('New owner').first().click();
    await ada.page.getByRole('option', { name: 'Bea' }).click();
    await dialog.getByRole('button', { name: 'Give it' }).click();
    await ada.sees('Gave Carrier delay to another owner.');
    await ada.page.getByText('Bea', { exact: true }).first().waitFor();
  });

  it('shows the worst five, and all of them on a page of its own', async () => {
    for (let n = 1; n <= 6; n += 1) {
      const { botId } = await ada.sends(`${at}/bots`, { name: `reader-${n}`, kind: 'rpa' });
      await ada.sends(`${at}/bots/${String(botId)}/triggers`, { kind: 'webhook', name: `Call ${n}` });
      await ada.sends(`${at}/bots/${String(botId)}/disable`);
    }
    await ada.go(at);
    await ada.reads('7 things need you, the worst 5 first');
    await ada.page.getByRole('link', { name: 'All 7' }).click();
    await ada.reads('7 things need you');
    await ada.sees('Call 6 is held');
    await ada.go('/organizations');
    await ada.page.getByText('7 things need you').waitFor();
  });
});
