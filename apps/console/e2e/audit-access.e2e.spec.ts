import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { comes } from './support/colleagues';
import { bringAxe, findings, picture, sideways } from './support/look';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

interface Moment {
  readonly sequence: number;
  readonly at: string;
}

describe('E3, E4: who could, and why, in the console', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let at = '';

  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    ada = await Visitor.at(browser, annals.url);
    await bringAxe(ada.context);
    at = `/organizations/${await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' })}`;
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  const last = async () => (await ada.asks(`${at}/history`))['last'] as Moment;

  it('somebody who left is in the answer of then, with what became of them, and why they could', async () => {
    const email = someAddress('eva');
    await ada.sends(`${at}/invitations`, { email, roles: ['auditor'] });
    await comes(annals, { email, alias: 'Eva' });
    const then = await last();
    const { items } = (await ada.asks(`${at}/members?search=Eva`)) as { items: { personId: string }[] };
    const personId = items[0]?.personId ?? '';
    await ada.sends(`${at}/members/${personId}/remove`, { reason: 'Her contract ended' });
    await ada.go(`${at}/access?tab=who&may=audit:read&on=${then.at}`);
    await ada.sees('2 people could');
    await ada.sees(/^Left /);
    for (const width of [360, 1440]) {
      await ada.widen(width);
      await picture(ada.page, `who-could-${width}`);
      expect([...(await sideways(ada.page)), ...(await findings(ada.page))]).toEqual([]);
    }
    await ada.page.getByRole('link', { name: 'Why may Eva?' }).click();
    await ada.sees('holds the role Auditor');
  });

  it('the file has a proof of its last event, which is checked by itself', async () => {
    const { first } = (await ada.asks(`${at}/history`)) as { first: Moment };
    await ada.go(`${at}/access?tab=who&may=audit:read&on=${first.at}`);
    await ada.sees('1 person could');
    const [file] = await Promise.all([ada.page.waitForEvent('download'), ada.button('Signed JSON').click()]);
    const { people, proof } = JSON.parse(await readFile(await file.path(), 'utf8')) as {
      people: { alias: string }[];
      proof: { lastEvent: number; treeSize: number; text: string };
    };
    expect(people).toMatchObject([{ alias: 'Ada' }]);
    expect(proof.treeSize).toBeGreaterThanOrEqual(proof.lastEvent);
    await ada.go(`${at}/proofs`);
    await ada.field('A proof of an entry, or a checkpoint that you kept').fill(proof.text);
    await ada.button('Check').click();
    await ada.sees(new RegExp(`entry #${proof.lastEvent} is as it was signed`));
  });
});
