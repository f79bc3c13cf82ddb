import { withOwnAccess } from '@annals/config';
import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { appendRaw } from '../../eventstore/src/testing/append-raw';
import { bringAxe, findings } from './support/look';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** Of a schema that no program of today can read: the views of its organization stand still before it. */
function unreadable() {
  const command = randomUUID();
  const cause = { $correlationId: command, $causationId: command, command };
  const metadata = { ...cause, at: '2026-06-03T09:15:00.000Z', actor: 'system:spec', schema: '99', salt: 'c2FsdA==' };
  return { id: randomUUID(), type: 'BotRegistered', data: { data: {} }, metadata };
}

/** On an installation of its own: what stands still would show in the readiness of the one that all specs share. */
describe('A2: an organization that stands still in a view', () => {
  let annals: TestAnnals;
  let browser: Browser;
  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals({}), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  it('reads on its pages since when; what does not stand still says nothing', async () => {
    const visitor = await Visitor.at(browser, annals.url);
    const { page, context } = visitor;
    await bringAxe(context);
    const organizationId = await signUp(visitor, annals, { email: someAddress('ada'), alias: 'Ada' });
    const at = (path: string) => `/organizations/${organizationId}${path}`;
    await visitor.go(at('/bots'));
    await visitor.sees('No bots yet');
    const banner = page.getByRole('status').filter({ hasText: /^Part of this has stood still since \d.+ UTC\./ });
    expect(await banner.count()).toBe(0);
    await appendRaw(withOwnAccess(annals.eventstoreUrl, annals.secretsFile), `fleet-${organizationId}`, unreadable());
    const sinceOf = async (path: string) => {
      const answer = await context.request.get(`${annals.url}/api/v1${at(path)}`);
      return answer.headers()['annals-standing-since'];
    };
    while ((await sinceOf('/bots')) === undefined) await pause(100); // the event is on its way
    expect(await sinceOf('/members')).toBeUndefined();
    await page.reload();
    await banner.waitFor();
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await findings(page)).toEqual([]);
    }
    expect(visitor.troubles).toEqual([]);
  });
});
