import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { someHistory } from './support/history';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

describe('E1: an organization as it was, in the console', () => {
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

  const there = () => new URL(ada.page.url()).searchParams.get('at');

  it('is read-only, keeps its moment from page to page, and is left again', async () => {
    await ada.go(`${at}/bots`);
    await ada.page.getByRole('button', { name: 'Register bot' }).first().waitFor();
    await ada.go(`${at}/bots?at=3`);
    await ada.sees('after event #3. Read-only.');
    await ada.page.getByText('No bots yet').first().waitFor();
    expect(await ada.page.getByRole('button', { name: 'Register bot' }).count()).toBe(0);
    await ada.page.getByRole('link', { name: 'Overview' }).click();
    await ada.sees('Bots then');
    expect(there()).toBe('3');
    await ada.page.keyboard.press(']');
    await ada.sees('after event #4. Read-only.');
    await ada.button('Return to now').click();
    await ada.sees('Bots now');
    expect(there()).toBeNull();
  });

  it('is chosen at the clock: typed, by a jump, or where something happened', async () => {
    await ada.go(at);
    await ada.sees('Bots now');
    await ada.page.keyboard.press('t');
    const dialog = ada.page.getByRole('dialog', { name: 'See another moment' });
    await dialog.getByLabel('Or an event number').fill('x');
    await dialog.getByRole('button', { name: 'Go there' }).click();
    await dialog.getByText('This is no moment').waitFor();
    await dialog.getByLabel('Or an event number').fill('#2');
    await dialog.getByRole('button', { name: 'Go there' }).click();
    await ada.sees('after event #2. Read-only.');
    await ada.page.keyboard.press('Escape');
    await ada.sees('Bots now');
    await ada.page.keyboard.press('t');
    await dialog.getByRole('button', { name: 'Before the last change' }).click();
    await ada.sees('Return to now');
    expect(Number(there())).toBeGreaterThan(10);
  });

  it('says why a moment cannot be shown, and leads to one that can', async () => {
    await ada.go(`${at}?at=2020-01-01T00:00:00Z`);
    await ada.sees('The organization did not exist yet.');
    await ada.button('Go there').click();
    await ada.sees('Return to now');
    await ada.go(`${at}?at=yesterday`);
    await ada.sees('This is no moment');
    await ada.button('Return to now').click();
    await ada.sees('Bots now');
    ada.troubles.length = 0; // the browser itself notes that requests were refused
  });
});
