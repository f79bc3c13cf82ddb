import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser, Page } from 'playwright-core';
import { someHistory, type Things } from './support/history';
import { findings } from './support/look';
import { PASSWORD, signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** A page by its path, what shows that it is complete, and what is done on it first. */
interface Place { path: string; shows: string | RegExp; first?: (page: Page) => Promise<unknown> }

const outside: Record<string, Place> = {
  'sign in': { path: '/sign-in', shows: 'New here?' }, 'sign up': { path: '/sign-up', shows: 'You have an account?' }, 'forgot password': { path: '/forgot', shows: 'You remember it?' },
  'reset password': { path: '/reset#some.1.token', shows: 'Set the new password' }, 'a dead verification link': { path: '/verify#some.1.token', shows: 'This link does not work' },
  'a dead invitation': { path: '/invitation#some.1.token', shows: 'This invitation does not work' },
};
const inside = (id: string, { botId, runId }: Things): Record<string, Place> => {
  const at = `/organizations/${id}`;
  return {
    'organizations': { path: '/organizations', shows: 'Is anything wrong?' }, 'account': { path: '/account', shows: 'Present password' }, 'nothing here': { path: '/organizations/9c11b2f0-0000-4000-8000-0000abcd4a7c', shows: 'Your organizations' },
    'overview': { path: at, shows: 'Bots now' }, 'overview, 90 days': { path: `${at}?days=90`, shows: 'Bots now' }, 'runs by day as a table': { path: at, shows: 'Day (UTC)', first: (page) => page.getByRole('button', { name: 'Show as table' }).click() },
    'runs': { path: `${at}/runs`, shows: 'invoice-reader' }, 'a run': { path: `${at}/runs?row=${runId}`, shows: 'Timeline' }, 'no run matches': { path: `${at}/runs?outcome=failed`, shows: 'No runs match these filters' }, 'request run': { path: `${at}/runs?new=run`, shows: 'Cancel' },
    'bots': { path: `${at}/bots`, shows: 'fuel-surcharge' }, 'a bot': { path: `${at}/bots?row=${botId}`, shows: 'How it connects' }, 'register bot': { path: `${at}/bots?new=bot`, shows: 'Cancel' },
    'disable bot': { path: `${at}/bots`, shows: 'Keep enabled', first: (page) => page.getByRole('switch', { name: 'invoice-reader is enabled' }).click({ force: true }) },
    'people': { path: `${at}/people`, shows: '1 person' }, 'invitations': { path: `${at}/people?tab=invitations`, shows: 'noor.haddad@halden.example' }, 'invite people': { path: `${at}/people?new=invitation`, shows: 'Send invitation' },
    'a person': { path: `${at}/people`, shows: 'What Ada may do, and why', first: (page) => page.locator('[data-row]').first().click() },
    'API keys': { path: `${at}/api-keys`, shows: 'Deploy pipeline' }, 'issue key': { path: `${at}/api-keys?new=key`, shows: 'At most what you may do yourself' }, 'settings': { path: `${at}/settings`, shows: 'Changed once' },
    'name over time': { path: `${at}/settings`, shows: 'In the audit log', first: (page) => page.getByRole('button', { name: /Changed once/ }).click() },
    'audit log': { path: `${at}/audit`, shows: 'Today' }, 'an entry': { path: `${at}/audit?row=1`, shows: 'Why and how' },
    'palette': { path: at, shows: 'for a person', first: (page) => page.keyboard.press('Control+k') }, 'keys': { path: at, shows: 'They are off while you type.', first: (page) => page.keyboard.press('?') },
  };
};

/** D8: every page in both schemes at 1440 and 360 px has no accessibility finding, does not scroll sideways and keeps to its content security policy. */
describe('every page', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let state: Awaited<ReturnType<Visitor['context']['storageState']>>;
  let places: Record<string, Place> = {};
  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    const ada = await Visitor.at(browser, annals.url);
    const organizationId = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    places = inside(organizationId, await someHistory(ada.page, organizationId));
    state = await ada.context.storageState();
    expect(ada.troubles).toEqual([]);
    await ada.leave();
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  const lookAt = async (visitor: Visitor, [name, place]: [string, Place]): Promise<string[]> => {
    await visitor.go('/api/health/none'); // so that a new hash is a new page
    await visitor.go(place.path);
    await visitor.page.locator('#root :is(h1, h2)').first().waitFor();
    if (place.first !== undefined) {
      await visitor.page.waitForLoadState('networkidle');
      await place.first(visitor.page);
    }
    await visitor.sees(place.shows);
    const found: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await visitor.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      found.push(...(await findings(visitor.page)).map((finding) => `${name}, ${scheme}: ${finding}`));
    }
    return found;
  };

  it.each([1440, 360])('before sign-in, %i px', async (width) => {
    const guest = await Visitor.at(browser, annals.url, { width, scheme: 'light' });
    const found: string[] = [];
    for (const place of Object.entries(outside)) found.push(...await lookAt(guest, place));
    expect([...found, ...guest.troubles]).toEqual([]);
    await guest.leave();
  });

  it.each([1440, 360])('inside, %i px', async (width) => {
    const ada = await Visitor.at(browser, annals.url, { width, scheme: 'light' });
    await ada.context.addCookies(state.cookies);
    const found: string[] = [];
    for (const place of Object.entries(places)) found.push(...await lookAt(ada, place));
    expect([...found, ...ada.troubles]).toEqual([]);
    await ada.leave();
  });
});

/** D8: the console by keyboard alone. */
describe('by keyboard', () => {
  let annals: TestAnnals;
  let browser: Browser;
  beforeAll(async () => { [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]); });
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
    await kim.reads('Welcome, Kim');
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
