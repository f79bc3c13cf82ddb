import { withOwnAccess } from '@annals/config';
import { randomUUID } from 'node:crypto';
import { appendRaw } from '../../eventstore/src/testing/append-raw';
import { aHome, type Home } from './support/home';
import { bringAxe, findings } from './support/look';

jest.setTimeout(60_000);

/** An event that no program of today can read: the views of its organization stand still before it. */
describe('A2: an organization that stands still in a view', () => {
  let home: Home;
  beforeAll(async () => { home = await aHome('Ada'); });
  afterAll(() => home.leave());

  it('reads on its pages since when; what does not stand still says nothing', async () => {
    const { annals, owner: { page, context, troubles } } = home;
    const organizationId = home.at('').split('/')[2] ?? '';
    await bringAxe(context);
    await page.goto(`${annals.url}${home.at('/bots')}`);
    await page.getByText('No bots yet').first().waitFor();
    await appendRaw(withOwnAccess(annals.eventstoreUrl, annals.secretsFile), `fleet-${organizationId}`, { id: randomUUID(), type: 'BotRegistered', data: { data: {} }, metadata: { schema: '99' } });
    const sinceOf = async (path: string) => (await context.request.get(`${annals.url}/api/v1${home.at(path)}`)).headers()['annals-standing-since'];
    while (await sinceOf('/bots') === undefined) { /* the event is on its way */ }
    expect(await sinceOf('/members')).toBeUndefined();
    await page.reload();
    const banner = page.getByRole('status').filter({ hasText: 'Part of this stands still' });
    await banner.waitFor();
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `/tmp/standing-${width}.png` });
      expect(await findings(page)).toEqual({ light: [], dark: [] });
    }
    expect(troubles).toEqual([]);
  });
});
