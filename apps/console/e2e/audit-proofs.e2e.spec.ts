import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import { Client as Database } from 'pg';
import type { Browser } from 'playwright-core';
import { bringAxe, findings, picture, sideways } from './support/look';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

describe('E5: the proofs of the history, in the console', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let organizationId = '';
  let at = '';

  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    ada = await Visitor.at(browser, annals.url);
    await bringAxe(ada.context);
    organizationId = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    at = `/organizations/${organizationId}`;
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  /** What axe finds, and what goes beyond the side, at both widths. */
  async function looks(name: string): Promise<void> {
    for (const width of [360, 1440]) {
      await ada.widen(width);
      await picture(ada.page, `${name}-${width}`);
      expect([...(await sideways(ada.page)), ...(await findings(ada.page))]).toEqual([]);
    }
  }

  it('are recomputed by the browser, which keeps what it found to be true', async () => {
    await ada.go(`${at}/proofs`);
    await ada.page.getByRole('link', { name: /History unbroken/ }).waitFor();
    await ada.page.getByRole('table', { name: 'Checkpoints' }).waitFor();
    await ada.button('Check now').click();
    await ada.page.getByText(/^Unbroken: \d+ entries/).waitFor();
    await ada.button('Check again').click();
    await ada.sees(/Compare with the checkpoint this browser kept/);
    await ada.page.getByText(/^Unbroken: \d+ entries/).waitFor();
    await looks('proofs');
  });

  it('are there for each entry, and a file of one is checked', async () => {
    await ada.go(`${at}/audit?row=2`);
    await ada.sees(/at place 2 of \d+, under checkpoint 1/);
    const href = await ada.page.getByRole('link', { name: 'Download the proof' }).getAttribute('href');
    const proof = await ada.page.evaluate(async (path) => (await fetch(path)).text(), href ?? '');
    await ada.page.getByRole('link', { name: 'Proofs', exact: true }).click();
    await ada.field('A proof of an entry, or a checkpoint that you kept').fill(proof);
    await ada.button('Check').click();
    await ada.sees(/entry #2 is as it was signed/);
    await ada.field('A proof of an entry, or a checkpoint that you kept').fill(proof.replace('index 1', 'index 0'));
    await ada.button('Check').click();
    await ada.sees(/the entry as it is stored is not the one that was signed/);
    const checkpoint = proof.slice(proof.indexOf('\n\n') + 2);
    await ada.field('A proof of an entry, or a checkpoint that you kept').fill(checkpoint);
    await ada.button('Check').click();
    await ada.sees(/are the beginning of the \d+ that are signed now/);
  });

  it('say on every page where the history is broken', async () => {
    const database = new Database({ connectionString: annals.databaseUrl });
    await database.connect();
    await database.query('UPDATE vault.proof_leaves SET hash = sha256(hash) WHERE organization_id = $1 AND n = 1', [
      organizationId,
    ]);
    await database.end();
    await ada.go(at);
    await ada.page.getByRole('link', { name: /History broken at #2/ }).waitFor({ timeout: 60_000 });
    await ada.page.getByRole('link', { name: 'What was found' }).click();
    await ada.sees('It is another one than when it was stored');
    await looks('history-broken');
  });
});
