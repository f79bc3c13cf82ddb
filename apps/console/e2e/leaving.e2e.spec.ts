import { bringAxe, findings, sideways } from './support/look';
import { aHome, type Home } from './support/home';
import { PASSWORD, someAddress } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(180_000);

/** W1, W4: an organization changes hands, and somebody goes who owns bots. The steps build on each other. */
describe('changing hands in the console', () => {
  let home: Home;
  let ada: Visitor;
  let mia: Visitor;
  const address = someAddress('mia');

  beforeAll(async () => {
    home = await aHome('Ada');
    ada = home.owner;
    await bringAxe(ada.context);
    await ada.go(home.at('/people?new=invitation'));
    await ada.field('E-mail addresses').fill(address);
    await ada.page.getByRole('checkbox', { name: 'Admin', exact: true }).check({ force: true });
    await ada.button('Send invitation').click();
    await ada.sees('Invited');
    mia = await home.guest();
    await mia.follow((await home.annals.mail(address))[0]?.text ?? '');
    await mia.page.getByLabel('What should people call you?').fill('Mia');
    await mia.field('Password').fill(PASSWORD);
    await mia.page.getByRole('button', { name: /^Join / }).click();
    await mia.reads('Overview');
  });
  afterAll(() => home.leave());
  afterEach(() => {
    expect([...ada.troubles, ...mia.troubles]).toEqual([]);
  });

  /** What is on the screen has no accessibility finding, and does not scroll sideways on a phone. */
  async function isFine(): Promise<void> {
    // What the pointer happens to rest on explains itself beside the page.
    await ada.page.mouse.move(0, 0);
    await ada.page.getByRole('tooltip').waitFor({ state: 'detached' });
    expect(await findings(ada.page)).toEqual([]);
    await ada.widen(360);
    expect(await sideways(ada.page)).toEqual([]);
    await ada.widen(1440);
  }

  it('W1: ownership is offered in the settings and accepted in the banner', async () => {
    await ada.go(home.at('/settings/danger'));
    await ada.page.getByRole('combobox', { name: 'Offer it to' }).click();
    await ada.page.getByRole('option', { name: 'Mia' }).click();
    await isFine();
    await ada.button('Offer ownership').click();
    await ada.sees('Offered to Mia');
    await isFine();
    await mia.sees(/^Ada offers you to own/);
    await mia.button('Become an owner').click();
    await ada.button('Offer ownership').waitFor();
    await mia.go(home.at('/people'));
    await mia.page.getByRole('table', { name: 'Members' }).getByText('Owner, Admin').waitFor();
  });

  it('A11, A13: organizations are in the switcher and in the menu of the reader; one click opens the page last used there', async () => {
    const { organizationId } = await mia.sends('/organizations', {
      name: 'Oslofjord Shipping',
      alias: 'Mia',
      country: 'NO',
      timeZone: 'Europe/Oslo',
    });
    const other = `/organizations/${String(organizationId)}`;
    await mia.go(home.at('/people'));
    await mia.reads('People');
    const tab = await mia.context.newPage();
    await tab.goto(`${home.annals.url}${other}/settings`);
    await tab.getByText('Never changes. Use it in the API.').waitFor();
    // From the keyboard: the menu of the reader, then the list.
    await mia.page.getByRole('button', { name: /Mia/ }).first().press('Enter');
    await mia.page.getByRole('menuitem', { name: 'Organizations' }).press('Enter');
    await mia.page.waitForURL(/\/organizations$/);
    await mia.page.getByRole('link', { name: 'Oslofjord Shipping' }).click();
    await mia.page.waitForURL(new RegExp(`${other}/settings$`));
    await mia.page
      .getByRole('button', { name: /Oslofjord Shipping/ })
      .first()
      .click();
    await mia.sees('All organizations');
    expect(new URL(tab.url()).pathname).toBe(`${other}/settings`); // the other tab stays where it was
    await tab.close();
    await mia.go(home.at('/people'));
  });

  it('W4: who owns bots is removed once it is said what becomes of them', async () => {
    await mia.go(home.at('/bots?new=bot'));
    await mia.field('Name').fill('invoice-reader');
    await mia.page.getByRole('dialog').getByRole('button', { name: 'Register bot' }).click();
    await mia.sees('invoice-reader');
    await ada.go(home.at('/people'));
    await ada.page.getByRole('button', { name: /Mia/ }).click();
    await ada.button('Remove…').click();
    await ada.sees('What becomes of 1 bot?');
    expect(await ada.button('Remove Mia').isDisabled()).toBe(true);
    await ada.page.getByRole('radio', { name: /^Hold them/ }).check({ force: true });
    await isFine();
    await ada.button('Remove Mia').click();
    await ada.sees(/^Removed Mia from/);
    // A13: who is out meanwhile is told why.
    await mia.sees(/You are no longer a member of/);
    await ada.go(home.at('/bots'));
    await ada.page.getByText('Disabled').first().waitFor();
  });
});
