import { aHome, type Home } from './support/home';
import { PASSWORD, signUpOnPages, someAddress } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** D1 and the keys of services as a person lives them, and what the console says when the way to the server is cut. */
describe('an account in the console', () => {
  let home: Home;
  let ada: Visitor;
  const bob = someAddress('bob');

  beforeAll(async () => {
    home = await aHome('Ada');
    ada = home.owner;
  });
  afterAll(() => home.leave());
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  it('a used link and a wrong password say what to do', async () => {
    const guest = await home.guest();
    await guest.follow((await home.annals.mail(home.email))[0]?.text ?? '');
    await guest.sees('This link was used already. Sign in instead.');
    await guest.go('/sign-in');
    await guest.field('E-mail').fill(home.email);
    await guest.field('Password').fill('not this one');
    await guest.button('Sign in').click();
    await guest.sees('E-mail or password is not right.');
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('issues a key for a service with chosen permissions, and revokes it', async () => {
    await ada.go(home.at('/api-keys?new=key'));
    await ada.field('Name').fill('Deploy pipeline');
    await ada.page.getByRole('checkbox', { name: 'Start runs' }).check({ force: true });
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Issue key' }).click();
    await ada.button('I have stored it').click();
    await ada.button('Revoke the key Deploy pipeline').click();
    await ada.button('Revoke key').click();
    await ada.page.getByRole('table', { name: 'API keys' }).getByText('Revoked').waitFor();
  });

  it('says since when no news arrive and what did not load, and goes on when the way is free again', async () => {
    await ada.page.route(/\/api\/v1\/.*\/(?:live|bots)(?:\?|$)/, (route) => route.abort());
    await ada.go(home.at('/bots'));
    await ada.sees(/^Offline since \d\d:\d\d$/);
    await ada.sees('The list of bots did not load');
    await ada.sees(/We try again in 8 s\./);
    await ada.page.unrouteAll();
    await ada.sees('No bots yet'); // D3: by itself
    await ada.sees('Live');
    ada.troubles.splice(0); // the browser's own lines about what was cut off
  });

  it('D3: an entry that is not there is not asked for again and again', async () => {
    await ada.go(home.at('/audit?row=987654'));
    await ada.page.getByRole('complementary').getByText("There is nothing here, or you can't see it").waitFor();
    expect(await ada.button('Try now').count()).toBe(0);
  });

  it('B1, B3: makes one more organization, also of a name that many have, and is led to where the code of another address is said', async () => {
    const many = { name: 'Halden Terminal', alias: 'Ada', country: 'NO', timeZone: 'Europe/Oslo' };
    for (let nth = 1; nth <= 5; nth += 1) await ada.sends('/organizations', many);
    await ada.go('/new-organization');
    await ada.field('Name').fill(many.name);
    await ada.sees(/^halden-terminal-[0-9a-f]{8} is free$/);
    const email = someAddress('terminal');
    await ada.field('E-mail for this organization').fill(email);
    await ada.button('Create Halden Terminal').click();
    await ada.page.waitForURL(/\/me$/);
    await ada.sees(email);
    await ada.page.getByLabel(`Code for ${email}`).waitFor();
  });

  it('B7: the secret of an invitation is in no address and no referrer, also when its reader has to sign in first', async () => {
    const guest = await home.guest();
    await signUpOnPages(guest, home.annals, { email: bob, alias: 'Bob' });
    await guest.context.clearCookies();
    await ada.go(home.at('/people?new=invitation'));
    await ada.field('E-mail addresses').fill(bob);
    await ada.button('Send invitation').click();
    const mail = (await home.annals.mail(bob, 2))[0]?.text ?? '';
    const secret = /#(\S+)/.exec(mail)?.[1] ?? '';
    expect(secret).not.toBe('');
    const asked: string[] = [];
    guest.page.on('request', (request) => {
      asked.push(request.url().replace(/#.*$/, ''), request.headers()['referer'] ?? '');
    });
    guest.page.on('framenavigated', (frame) => {
      asked.push(frame.url().replace(/#.*$/, ''));
    });
    await guest.follow(mail);
    await guest.page.getByRole('link', { name: 'Sign in' }).click();
    await guest.field('E-mail').fill(bob);
    await guest.field('Password').fill(PASSWORD);
    await guest.button('Sign in').click();
    await guest.page.getByRole('button', { name: /^Join / }).click();
    await guest.reads('Overview');
    expect(asked.filter((address) => decodeURIComponent(address).includes(secret))).toEqual([]);
    expect(
      await guest.page.evaluate(() => JSON.stringify([{ ...window.sessionStorage }, { ...window.localStorage }])),
    ).not.toContain(secret);
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('B2: a tab drops everything of its reader when another person signs in beside it', async () => {
    await ada.go(home.at('/people'));
    await ada.page.getByRole('table').getByText(home.email).first().waitFor();
    const beside = await ada.context.newPage();
    await beside.goto(new URL('/sign-in', ada.page.url()).href);
    await beside.getByLabel('E-mail', { exact: true }).fill(bob);
    await beside.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await beside.getByRole('button', { name: 'Sign in', exact: true }).click();
    await beside.getByRole('heading', { name: 'Organizations' }).waitFor();
    await ada.reads('Organizations'); // without a click; nor does it know where Ada was
    expect(await ada.page.content()).not.toContain(home.email);
    await beside.close();
    await ada.page.context().clearCookies();
    await ada.go('/sign-in');
    await ada.field('E-mail').fill(home.email);
    await ada.field('Password').fill(PASSWORD);
    await ada.button('Sign in').click();
    await ada.reads('Organizations'); // she has several
  });

  it('changes the password, signs out, and sets a new one by mail', async () => {
    await ada.go('/account');
    await ada.field('Present password').fill(PASSWORD);
    await ada.field('New password').fill('four engines 1844');
    await ada.button('Change password').click();
    await ada.sees('Changed your password.');
    await ada.button('Sign out').click();
    await ada.reads('Sign in');
    await ada.page.getByRole('link', { name: 'Forgot it?' }).click();
    await ada.field('E-mail').fill(home.email);
    await ada.button('Send me the link').click();
    await ada.reads('Look in your mail');
    await ada.follow((await home.annals.mail(home.email, 2))[0]?.text ?? '');
    await ada.field('New password').fill('five engines 1845');
    await ada.button('Set the new password').click();
    await ada.reads('Sign in');
    await ada.go(home.at('/runs'));
    await ada.field('E-mail').fill(home.email);
    await ada.field('Password').fill('five engines 1845');
    await ada.button('Sign in').click();
    await ada.sees('No runs yet');
  });
});
