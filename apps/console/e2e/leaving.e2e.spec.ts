import { exampleOf, SetLogo } from '@annals/contracts';
import { Client } from 'pg';
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
    for (const name of ['invoice-reader', 'mail-sorter']) await mia.sends(home.at('/bots'), { name, kind: 'rpa' });
    await mia.sends(home.at('/api-keys'), { name: 'mia-laptop', permissions: ['bots:read'], expiresInDays: 30 });
    await ada.go(home.at('/people'));
    await ada.page.getByRole('button', { name: /Mia/ }).click();
    await ada.page.getByRole('link', { name: 'Remove…' }).click();
    await ada.sees('2 still need a decision.');
    await ada.page.reload();
    await ada.sees('Ends with them'); // her key
    await isFine();
    const decide = async (bot: string, place: string) => {
      await ada.page.getByRole('combobox', { name: `${bot} goes to` }).click();
      await ada.page.getByRole('option', { name: place }).click();
    };
    await decide('invoice-reader', 'Ada');
    await ada.sees('1 still needs a decision.');
    await ada.button('Remove Mia').click(); // leads to what is open
    await ada.page.locator('[aria-label="mail-sorter goes to"]:focus').waitFor();
    await decide('mail-sorter', 'Hold it');
    await ada.sees('Held from then');
    await isFine();
    await ada.button('Remove Mia').click();
    await ada.sees(/^Removed Mia from/);
    // A13: who is out meanwhile is told why.
    await mia.sees(/You are no longer a member of/);
    await ada.go(home.at('/bots'));
    await ada.page
      .getByRole('row', { name: /mail-sorter/ })
      .getByText('Disabled')
      .waitFor();
    await ada.page.getByRole('switch', { name: 'invoice-reader is enabled' }).waitFor({ state: 'attached' });
  });

  it('A12: a logo is chosen, looked at and saved, shown beside the name, and removed again', async () => {
    await ada.go(home.at('/settings'));
    const choose = (name: string, mimeType: string, content: string | Buffer) =>
      ada.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    await choose('logo.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await ada.sees('A logo is a PNG, JPEG or WebP. Nothing was changed.');
    await choose('logo.png', 'image/png', Buffer.from(SetLogo.parse(exampleOf(SetLogo)).image, 'base64'));
    await ada.button('Save logo').waitFor();
    await isFine();
    await ada.button('Save logo').click();
    await ada.sees('Changed the logo.');
    const shown = ada.page.locator('img[src*="/logo/"]');
    await ada.page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
    expect(await shown.count()).toBe(2); // in the settings, and in the switcher
    await ada.go('/organizations');
    await shown.waitFor();
    await ada.go(home.at('/settings'));
    await ada.button('Remove logo').click();
    await ada.sees('None yet: the letters are used');
    expect(await shown.count()).toBe(0);
  });

  /** A number that is verified, as its owner adds it. */
  async function aPhone(number: string, label: string): Promise<void> {
    const { phoneId } = await ada.sends(home.at('/phones'), { number, label, purpose: 'contact' });
    const [message] = await home.annals.mail(number);
    const [code] = /\d{6}/.exec(message?.text ?? '') ?? [];
    await ada.sends(home.at(`/phones/${String(phoneId)}/verify`), { code });
  }

  it('A19: a phone number says who uses it and is not removed then; what does not become the default says why', async () => {
    await aPhone('+4769210474', 'Reception');
    await aPhone('+4790155375', 'On duty');
    await ada.go(home.at('/settings/account-info'));
    await ada.sees('Default');
    const choose = async (item: string) => {
      await ada.button('More about +47 90 15 53 75').click();
      await ada.page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Who uses it…');
    await ada.page.getByRole('combobox', { name: 'Used by' }).click();
    await ada.page.getByRole('option', { name: 'Default workspace' }).click();
    await isFine();
    await ada.button('Assign number').click();
    await ada.sees('Used by Default workspace');
    await ada.button('More about +47 90 15 53 75').click();
    await ada.page.getByRole('menuitem', { name: 'Make default' }).waitFor();
    expect(await ada.page.getByRole('menuitem', { name: 'Remove…' }).count()).toBe(0);
    await ada.page.keyboard.press('Escape');

    await ada.sends(home.at('/suspend'), {});
    await choose('Make default');
    await ada.sees('The organization is paused. Reading goes on; nothing was changed.');
    await isFine();
    await ada.sends(home.at('/reactivate'), {});
    await choose('Make default');
    await ada.sees('+47 90 15 53 75 is the default now.');

    await ada.go(home.at('/settings'));
    await ada.sees('What was blocked then');
    await isFine();
  });

  it('A17: is paused from its danger page with a reason, says so on every page, and goes on from there', async () => {
    await ada.go(home.at('/settings/danger'));
    const name = await ada.page.locator('label code').innerText();
    await ada.button('Pause…').click();
    await ada.page.getByRole('dialog').getByLabel('Reason', { exact: true }).fill('Stocktaking');
    await isFine();
    await ada.button(`Pause ${name}`).click();
    await ada.page.getByRole('alert').getByText('Stocktaking').waitFor();
    await ada.go(home.at('/people'));
    await ada.page.getByRole('alert').getByText('Stocktaking').waitFor();
    await ada.go(home.at('/settings/danger'));
    await ada.button('End the pause').click();
    await ada.sees(`${name} goes on.`);
    await ada.page.getByRole('alert').getByText('Stocktaking').waitFor({ state: 'detached' });
    await ada.button('Pause…').waitFor();
  });

  it('W19: is deleted by whoever types its name and signs in again, says so on every page, and is taken back', async () => {
    const database = new Client({ connectionString: home.annals.databaseUrl });
    await database.connect();
    await database.query(`UPDATE vault.sessions SET opened_at = opened_at - interval '11 minutes'`);
    await database.end();
    await ada.go(home.at('/settings/danger'));
    const name = await ada.page.locator('label code').innerText();
    const typed = ada.page.getByLabel(`Type ${name}`);
    await typed.fill(`${name}!`);
    expect(await ada.button(`Delete ${name}`).isDisabled()).toBe(true);
    await typed.fill(name);
    await ada.button(`Delete ${name}`).click();
    await ada.field('Your password').fill('not the password');
    await isFine();
    await ada.button(`Sign in and delete ${name}`).click();
    await ada.sees('E-mail or password is not right.');
    await ada.field('Your password').fill(PASSWORD);
    await ada.button(`Sign in and delete ${name}`).click();
    await ada.sees(`${name} will be deleted.`);
    await isFine();
    await ada.go(home.at('/people'));
    await ada.page.getByRole('alert').getByText('About to be deleted').waitFor();
    await ada.go(home.at('/settings/danger'));
    await ada.button(`Keep ${name}`).click();
    await ada.page.getByRole('alert').getByText('About to be deleted').waitFor({ state: 'detached' });
    await ada.button(`Delete ${name}`).waitFor();
  });
});
