import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { signUpOnPages, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/**
 * D1–D8 as a person lives them: every step in a real browser against the real processes. The steps build on each other.
 */
describe('one organization’s life in the console', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let organizationId = '';
  let secret = '';
  let botId = '';
  const email = someAddress('ada');
  const at = (page: string) => `/organizations/${organizationId}${page}`;

  /** What the bot's own program does, with its key. */
  const report = async (path: string, body: object = {}) => {
    const response = await fetch(`${annals.url}/api/v1${at(path)}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
    });
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
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  it('somebody signs up, follows the mail, chooses a password and is in their organization', async () => {
    organizationId = await signUpOnPages(ada, annals, { email, alias: 'Ada' });
    await ada.reads(/^Welcome to /);
    await ada.sees('Connect your first bot');
    await ada.page
      .getByRole('region', { name: 'Your history so far' })
      .getByText('created', { exact: false })
      .first()
      .waitFor();
  });

  it('X2, X3: says what the organization is like, in the wizard that she was offered', async () => {
    await ada.go(at('/welcome'));
    await ada.field('Name').fill('Ada’s Engines');
    const slug = `engines-${organizationId.slice(0, 8)}`;
    await ada.field('Address').fill(slug);
    await ada.sees(`${slug} is free`);
    await ada.button('Save and go on').click();
    await ada.reads('Welcome to Ada’s Engines');
    await ada.go(`/o/${slug}`);
    await ada.reads('Welcome to Ada’s Engines');
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

  it('lets the bot be at several runs at the same time', async () => {
    await ada.page.getByText('one run, ').getByRole('button', { name: 'change' }).click();
    await ada.page.getByLabel('Runs at the same time, at most').fill('4');
    await ada.button('Save').click();
    await ada.sees('up to 4 runs');
  });

  it('requests a run and watches it succeed; a failed one keeps its error', async () => {
    await ada.button('Request run').click();
    await ada.sees('Requested a run of invoice-reader.');
    await ada.go(at('/runs'));
    await ada.page.getByRole('button', { name: 'invoice-reader' }).click();
    const first = new URL(ada.page.url()).searchParams.get('row') ?? '';
    await report(`/runs/${first}/start`, { worker: 'WH-RPA-4' });
    const panel = ada.page.getByRole('complementary', { name: 'Run of invoice-reader' });
    await panel.getByText('Running').waitFor();
    await panel.getByText('WH-RPA-4').waitFor();
    await ada.button('Suspend').click();
    await panel.getByText('It rests until somebody lets it go on').waitFor();
    await panel.getByLabel('A note about this run').fill('The portal is slow today.');
    await ada.button('Add note').click();
    await panel.getByText('The portal is slow today.').and(panel.locator('p')).waitFor();
    await ada.page.keyboard.press('Control+k');
    await ada.page.getByRole('combobox', { name: 'Search or jump to' }).fill('Resume the run');
    await ada.page.keyboard.press('Enter');
    await panel.getByText('Running').waitFor();
    await report(`/runs/${first}/progress`, { percent: 41, message: '22 of 54' });
    await report(`/runs/${first}/succeed`);
    await ada.page.getByRole('table', { name: 'Runs' }).getByText('Succeeded').waitFor();
    await ada.button('Run again').click();
    await ada.page.waitForURL((url) => url.searchParams.get('row') !== first);
    // D3: who asked for it, by name
    await ada.page
      .getByRole('complementary', { name: 'Run of invoice-reader' })
      .getByText('Ada', { exact: true })
      .waitFor();
    const second = new URL(ada.page.url()).searchParams.get('row') ?? '';
    await report(`/runs/${second}/start`);
    await report(`/runs/${second}/fail`, { error: 'Portal answered 401' });
    await ada.page.getByRole('complementary').getByText('Portal answered 401').waitFor();
  });

  it('W21: runs all that failed again, as the preview says, and shows how far it is', async () => {
    await ada.go(at('/runs?outcome=failed'));
    await ada.page.getByLabel('Choose all that are shown').check();
    await ada.button('Select all that match').click();
    await ada.sees('All that match are selected');
    await ada.button('Run again…').click();
    const panel = ada.page.getByRole('complementary', { name: 'Many runs' });
    await panel.getByText('1 run matches, none is left out.').waitFor();
    await panel.getByLabel('Reason').fill('The portal session was renewed');
    await ada.button('Run 1 again').click();
    await panel.getByText('Through: 1 done').waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
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
    await ada.turn('invoice-reader is enabled');
    await ada.sees('No run of it starts any more');
    await ada.page.getByLabel('Reason').fill('The portal is being repaired');
    await ada.button('Disable invoice-reader').click();
    await ada.sees('Disabled invoice-reader.');
    await ada.page.getByRole('table', { name: 'Bots' }).getByText('Disabled').waitFor();
    await ada.go(at(`/bots?row=${botId}`));
    await ada.page.getByRole('complementary').getByText('“The portal is being repaired”').waitFor(); // D3
    await ada.button('Close').click();
    await ada.turn('invoice-reader is enabled');
    await ada.sees('Enabled invoice-reader.');
    await ada.button('Undo').click();
    await ada.page.getByRole('table', { name: 'Bots' }).getByText('Disabled').waitFor();
    await ada.turn('invoice-reader is enabled');
    await ada.sees('Enabled invoice-reader.');
  });

  it('B9, B10: says what the bot does; locks it, so that nobody enables it, and unlocks it', async () => {
    await ada.go(at(`/bots?row=${botId}`));
    await ada.button('Edit invoice-reader').click();
    await ada.field('What it does').fill('Reads invoices of carriers');
    await ada.button('Save').click();
    const panel = ada.page.getByRole('complementary');
    await panel.getByText('Reads invoices of carriers').waitFor();
    await ada.button('Lock…').click();
    await ada.page.getByLabel('Reason').fill('Its portal account was stolen');
    await ada.button('Lock invoice-reader').click();
    await panel.getByText('“Its portal account was stolen”').waitFor();
    expect(await ada.page.getByRole('switch', { name: 'invoice-reader is enabled' }).isDisabled()).toBe(true);
    await ada.button('Unlock').click();
    await ada.button('Enable invoice-reader').click();
    await ada.sees('Enabled invoice-reader.');
  });

  it('finds it all in the audit log, with who, when, why and the stored event', async () => {
    await ada.go(at('/audit?type=BotDisabled'));
    await ada.reads('Audit log');
    await ada.sees('3 entries');
    await ada.page.locator('[data-row]').last().click();
    const panel = ada.page.getByRole('complementary');
    await panel.getByText('The portal is being repaired').waitFor();
    await panel.getByText('Role Owner').waitFor();
    await panel.getByText('Enable and disable bots').waitFor();
    await panel.getByText('Stored event').click();
    await panel.getByText('"type": "BotDisabled"').waitFor();
  });

  it('shows the overview with what happened', async () => {
    await ada.go(at(''));
    await ada.reads('Runs by day');
    await ada.button('Show as table').click();
    await ada.page.getByRole('table').getByRole('row').nth(1).waitFor();
    expect(await ada.page.getByRole('table').getByRole('row').nth(1).innerText()).toMatch(/2\s+1\s+0\s+1$/);
  });

  it('W22: stops all runs from the palette, with a reason that stands above every page, and lets them start again', async () => {
    await ada.page.keyboard.press('Control+k');
    await ada.page.keyboard.type('stop all');
    await ada.page.keyboard.press('Enter');
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByText('No run starts any more').waitFor();
    await dialog.getByLabel('Reason').fill('The supplier portal is being attacked');
    await dialog.getByRole('button', { name: 'Stop all runs' }).click();
    const strip = ada.page.getByRole('alert').filter({ hasText: 'All runs of Ada’s Engines are stopped' });
    await strip.getByText('Ada: “The supplier portal is being attacked”').waitFor();
    await ada.go(at(`/bots?row=${botId}`));
    await ada.button('Request run').click();
    await ada.sees('All runs are stopped here. The refusal is in the run history.');
    await strip.getByRole('link', { name: 'What was refused' }).click();
    await ada.page.getByRole('table', { name: 'Runs' }).getByText('All runs are stopped').first().waitFor();
    await ada.button('Lift the stop…').click();
    await ada.sees('1 run was refused meanwhile; this starts none of them.');
    await ada.button('Lift the stop').click();
    await ada.sees('Runs of Ada’s Engines start again.');
    await strip.waitFor({ state: 'detached' });
  });
});
