import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { PASSWORD, signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** D1–D8 as a person lives them: every step in a real browser against the real processes. The steps build on each other. */
describe('one organization’s life in the console', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let organizationId = '';
  let secret = '';
  let botId = '';
  const email = someAddress('ada');
  const per = someAddress('per');
  const at = (page: string) => `/organizations/${organizationId}${page}`;

  /** What the bot's own program does, with its key. */
  const report = async (path: string, body: object = {}) => {
    const response = await fetch(`${annals.url}/api/v1${at(path)}`, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  };

  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    ada = await Visitor.at(browser, annals.url);
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });
  afterEach(() => { expect(ada.troubles).toEqual([]); });

  it('somebody signs up, follows the mail, chooses a password and is in their organization', async () => {
    organizationId = await signUp(ada, annals, { email, alias: 'Ada' });
    await ada.reads('Welcome, Ada');
    await ada.sees('Connect your first bot');
    await ada.page.getByRole('region', { name: 'Your history so far' }).getByText('created', { exact: false }).first().waitFor();
  });

  it('a used link and a wrong password say what to do', async () => {
    const guest = await Visitor.at(browser, annals.url);
    await guest.follow((await annals.mail(email))[0]?.text ?? '');
    await guest.sees('This link was used already. Sign in instead.');
    await guest.go('/sign-in');
    await guest.field('E-mail').fill(email);
    await guest.field('Password').fill('not this one');
    await guest.button('Sign in').click();
    await guest.sees('E-mail or password is not right.');
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('registers a bot, issues its key once, and sees it come alive without loading again', async () => {
    await ada.page.getByRole('link', { name: 'Register a bot here' }).click();
    await ada.field('Name').fill('invoice-reader');
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Register bot' }).click();
    await ada.reads('invoice-reader');
    botId = new URL(ada.page.url()).searchParams.get('row') ?? '';
    await ada.button('Issue key').click();
    await ada.field('Name').fill('WH-RPA-4');
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Issue key' }).click();
    secret = await ada.page.getByLabel('The key', { exact: true }).innerText();
    await ada.button('I have stored it').click();
    await ada.sees('Never used');
    expect(await ada.page.content()).not.toContain(secret);
    await report(`/bots/${botId}/heartbeat`, { status: 'idle', version: '2.8.0', host: 'WH-RPA-4' });
    await ada.page.getByRole('table', { name: 'Bots' }).getByText('Idle').waitFor();
    await ada.sees('RPA bot · 2.8.0');
  });

  it('requests a run and watches it succeed; a failed one keeps its error', async () => {
    await ada.button('Request run').click();
    await ada.sees('Requested a run of invoice-reader.');
    await ada.go(at('/runs'));
    await ada.page.getByRole('button', { name: 'invoice-reader' }).click();
    const first = new URL(ada.page.url()).searchParams.get('row') ?? '';
    await report(`/runs/${first}/start`);
    await ada.page.getByRole('complementary', { name: 'Run of invoice-reader' }).getByText('Running').waitFor();
    await report(`/runs/${first}/progress`, { percent: 41, message: '22 of 54' });
    await report(`/runs/${first}/succeed`);
    await ada.page.getByRole('table', { name: 'Runs' }).getByText('Succeeded').waitFor();
    await ada.button('Run again').click();
    await ada.page.waitForURL((url) => url.searchParams.get('row') !== first);
    const second = new URL(ada.page.url()).searchParams.get('row') ?? '';
    await report(`/runs/${second}/start`);
    await report(`/runs/${second}/fail`, { error: 'Portal answered 401' });
    await ada.page.getByRole('complementary').getByText('Portal answered 401').waitFor();
  });

  it('filters runs in the URL, which says the same after loading again', async () => {
    await ada.go(at('/runs'));
    await ada.button('Outcome').click();
    await ada.page.getByRole('menuitem', { name: 'Failed' }).click();
    await ada.page.waitForURL(/outcome=failed/);
    await ada.page.reload();
    const table = ada.page.getByRole('table', { name: 'Runs' });
    await table.getByText('Portal answered 401').waitFor();
    expect(await table.getByText('Succeeded').count()).toBe(0);
    await ada.go(at(`/runs?outcome=refused&bot=${botId}`));
    await ada.sees('Bot is invoice-reader, outcome is Refused.');
    await ada.button('Clear filters').click();
    await table.getByText('Succeeded').waitFor();
  });

  it('disables the bot after asking, with a reason; a run is then refused in words; enables it at once with a way back', async () => {
    await ada.go(at('/bots'));
    await ada.page.getByRole('switch', { name: 'invoice-reader is enabled' }).click({ force: true });
    await ada.sees('No run of it starts any more');
    await ada.page.getByLabel('Reason').fill('The portal is being repaired');
    await ada.button('Disable invoice-reader').click();
    await ada.sees('Disabled invoice-reader.');
    await ada.page.getByRole('table', { name: 'Bots' }).getByText('Disabled').waitFor();
    await ada.page.getByRole('switch', { name: 'invoice-reader is enabled' }).click({ force: true });
    await ada.sees('Enabled invoice-reader.');
    await ada.button('Undo').click();
    await ada.page.getByRole('table', { name: 'Bots' }).getByText('Disabled').waitFor();
    await ada.page.getByRole('switch', { name: 'invoice-reader is enabled' }).click({ force: true });
    await ada.sees('Enabled invoice-reader.');
  });

  it('finds it all in the audit log, with who, when, why and the stored event', async () => {
    await ada.go(at('/audit?type=BotDisabled'));
    await ada.reads('Audit log');
    await ada.sees('2 entries');
    await ada.page.locator('[data-row]').last().click();
    const panel = ada.page.getByRole('complementary');
    await panel.getByText('The portal is being repaired').waitFor();
    await panel.getByText('Role Owner').waitFor();
    await panel.getByText('Enable and disable bots').waitFor();
    await panel.getByText('Stored event').click();
    await panel.getByText('"type": "BotDisabled"').waitFor();
  });

  it('invites two people, who come in by their mails; changes roles and removes', async () => {
    const mia = someAddress('mia');
    await ada.go(at('/people'));
    await ada.button('Invite people').click();
    await ada.field('E-mail addresses').fill(`${mia}, ${per}\n`);
    await ada.button('Send 2 invitations').click();
    await ada.sees('Invited 2 people.');
    const guest = await Visitor.at(browser, annals.url);
    await guest.follow((await annals.mail(mia))[0]?.text ?? '');
    await guest.page.getByLabel('What should people call you?').fill('Mia');
    await guest.field('Password').fill(PASSWORD);
    await guest.page.getByRole('button', { name: /^Join / }).click();
    await guest.reads('Overview');
    expect(await guest.page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
    await guest.go(at('/audit'));
    await guest.sees("You can't see the audit log here");
    await ada.page.getByRole('button', { name: /Mia/ }).click();
    await ada.button('Change roles').click();
    await ada.page.getByRole('checkbox', { name: 'Auditor' }).check({ force: true });
    await ada.sees(/Mia may then also: .*read the audit log/);
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Change roles' }).click();
    await ada.sees('Changed the roles of Mia to Auditor, Member.');
    await guest.go(at('/audit'));
    await guest.sees('Today');
    await ada.page.getByRole('button', { name: 'Remove…' }).click();
    await ada.button('Remove Mia').click();
    await ada.sees(/^Removed Mia from/);
    await guest.go(at('/audit'));
    await guest.sees("There is nothing here, or you can't see it");
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('revokes the other invitation; its link then says that it is closed', async () => {
    await ada.go(at('/people?tab=invitations'));
    await ada.page.getByRole('button', { name: /^Revoke the invitation of per/ }).click();
    await ada.button('Revoke invitation').click();
    await ada.page.getByRole('table', { name: 'Invitations' }).getByText('Revoked').waitFor();
    const guest = await Visitor.at(browser, annals.url);
    await guest.follow((await annals.mail(per))[0]?.text ?? '');
    await guest.sees('This invitation was used, revoked or replaced by a newer one.');
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('renames the organization, and the last owner cannot leave', async () => {
    await ada.go(at('/settings'));
    await ada.field('Name of the organization').fill('Halden Freight');
    await ada.button('Save').click();
    await ada.page.getByText('Changed once').waitFor();
    await ada.page.getByRole('button', { name: /Halden Freight/ }).first().waitFor();
    await ada.button('Leave Halden Freight…').click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Leave Halden Freight' }).click();
    await ada.sees('An organization needs an owner. Make somebody else an owner first.');
    await ada.button('Stay').click();
  });

  it('shows the overview with what happened', async () => {
    await ada.go(at(''));
    await ada.reads('Runs by day');
    await ada.button('Show as table').click();
    await ada.page.getByRole('table').getByRole('row').nth(1).waitFor();
    expect(await ada.page.getByRole('table').getByRole('row').nth(1).innerText()).toMatch(/2\s+1\s+0\s+1$/);
  });

  it('says since when no news arrive and what did not load, and goes on when the way is free again', async () => {
    await ada.page.route('**/api/v1/**/{live,runs?*}', (route) => route.abort());
    await ada.go(at('/runs'));
    await ada.sees(/^Offline since \d\d:\d\d$/);
    await ada.sees('The run history did not load');
    await ada.page.unrouteAll();
    await ada.button('Try now').click();
    await ada.page.getByRole('table', { name: 'Runs' }).getByText('Succeeded').waitFor();
    await ada.sees('Live');
    ada.troubles.splice(0); // the browser's own lines about what was cut off
  });

  it('issues a key for a service with chosen permissions, and revokes it', async () => {
    await ada.go(at('/api-keys?new=key'));
    await ada.field('Name').fill('Deploy pipeline');
    await ada.page.getByRole('checkbox', { name: 'Start runs' }).check({ force: true });
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Issue key' }).click();
    await ada.button('I have stored it').click();
    await ada.button('Revoke the key Deploy pipeline').click();
    await ada.button('Revoke key').click();
    await ada.page.getByRole('table', { name: 'API keys' }).getByText('Revoked').waitFor();
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
    await ada.field('E-mail').fill(email);
    await ada.button('Send me the link').click();
    await ada.reads('Look in your mail');
    await ada.follow((await annals.mail(email, 2))[0]?.text ?? '');
    await ada.field('New password').fill('five engines 1845');
    await ada.button('Set the new password').click();
    await ada.reads('Sign in');
    await ada.go(at('/runs'));
    await ada.field('E-mail').fill(email);
    await ada.field('Password').fill('five engines 1845');
    await ada.button('Sign in').click();
    await ada.page.getByRole('table', { name: 'Runs' }).waitFor();
  });
});
