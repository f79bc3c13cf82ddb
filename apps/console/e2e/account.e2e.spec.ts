import { aHome, type Home } from './support/home';
import { PASSWORD } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** D1 and the keys of services as a person lives them, and what the console says when the way to the server is cut. */
describe('an account in the console', () => {
  let home: Home;
  let ada: Visitor;

  beforeAll(async () => {
    home = await aHome('Ada');
    ada = home.owner;
  });
  afterAll(() => home.leave());
  afterEach(() => { expect(ada.troubles).toEqual([]); });

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
    await ada.page.route('**/api/v1/**/{live,bots}', (route) => route.abort());
    await ada.go(home.at('/bots'));
    await ada.sees(/^Offline since \d\d:\d\d$/);
    await ada.sees('The list of bots did not load');
    await ada.page.unrouteAll();
    await ada.button('Try now').click();
    await ada.sees('No bots yet');
    await ada.sees('Live');
    ada.troubles.splice(0); // the browser's own lines about what was cut off
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
