import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { PASSWORD, signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** D8: the console by keyboard alone. */
describe('by keyboard', () => {
  let annals: TestAnnals;
  let browser: Browser;
  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  it('signs in, goes to the bots, registers one, opens it and comes back to its row', async () => {
    const email = someAddress('kim');
    const kim = await Visitor.at(browser, annals.url);
    await signUp(kim, annals, { email, alias: 'Kim' });
    await kim.context.clearCookies();
    await kim.go('/sign-in');
    const { keyboard } = kim.page;
    await kim.field('E-mail').and(kim.page.locator(':focus')).waitFor();
    await keyboard.type(email);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await kim.reads(/^Welcome to /);
    await keyboard.press('Control+k');
    await kim.page.getByRole('combobox').and(kim.page.locator(':focus')).waitFor();
    await keyboard.type('bots');
    await kim.page.getByRole('option', { name: 'Bots', exact: true, selected: true }).waitFor();
    await keyboard.press('Enter');
    await kim.sees('No bots yet');
    await keyboard.press('n');
    await kim.field('Name').and(kim.page.locator(':focus')).waitFor();
    await keyboard.type('invoice-reader');
    await keyboard.press('Enter');
    await kim.reads('invoice-reader');
    await keyboard.press('Escape');
    const row = kim.page.getByRole('button', { name: /^invoice-reader/ });
    await kim.page.getByRole('complementary').waitFor({ state: 'detached' });
    await keyboard.press('j');
    await row.and(kim.page.locator(':focus')).waitFor();
    await keyboard.press('Enter');
    await kim.reads('invoice-reader');
    await keyboard.press('Escape');
    await row.and(kim.page.locator(':focus')).waitFor();
    await keyboard.press('g');
    await keyboard.press('a');
    await kim.reads('Audit log');
    expect(kim.troubles).toEqual([]);
    await kim.leave();
  });
});
