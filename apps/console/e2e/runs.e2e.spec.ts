import { createHmac, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { aHome, type Home } from './support/home';
import { someHistory, type Things } from './support/history';

jest.setTimeout(120_000);

const NOW_AND_BEFORE = 3;

describe('B11: the run history in the console', () => {
  let home: Home;
  let db: Client;
  let things: Things;
  let old = '';
  const organizationId = () => home.at('').split('/').at(-1) ?? '';
  const page = () => home.owner.page;
  const search = () => new URL(page().url()).searchParams;
  const bars = () =>
    page()
      .getByRole('group', { name: /^Runs by time/ })
      .getByRole('button');

  /** A run is as old as that from here on, in every generation of the view. */
  async function earlier(runId: string, by: string): Promise<void> {
    const { rows } = await db.query<{ schema: string }>(
      `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'runs' AND schemaname LIKE 'runs%'`,
    );
    for (const { schema } of rows)
      await db.query(`UPDATE "${schema}".runs SET requested_at = requested_at - $2::interval WHERE run_id = $1`, [
        runId,
        by,
      ]);
  }

  beforeAll(async () => {
    home = await aHome('Ada');
    things = await someHistory(home.owner, organizationId());
    await home.owner.sends(home.at(`/runs/${things.runId}/stop`));
    old = String((await home.owner.sends(home.at(`/bots/${things.botId}/runs`))).runId);
    db = new Client({ connectionString: home.annals.databaseUrl });
    await db.connect();
    // The strip has hours before this one.
    await earlier(things.runId, '5 hours');
  });
  afterAll(async () => {
    await db.end();
    await home.leave();
  });
  afterEach(() => {
    expect(home.owner.troubles.splice(0)).toEqual([]);
  });

  const chosenHours = () => (Date.parse(search().get('to') ?? '') - Date.parse(search().get('from') ?? '')) / 3_600_000;

  it('looks at a stretch of time that is dragged over in the strip', async () => {
    await home.owner.go(home.at('/runs'));
    await bars().first().waitFor();
    const count = await bars().count();
    expect(count).toBeGreaterThan(NOW_AND_BEFORE);
    const [from, to] = [await bars().nth(0).boundingBox(), await bars().nth(2).boundingBox()];
    if (from === null || to === null) throw new Error('The bars are on the page');
    await page().mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page().mouse.down();
    await page().mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
    await page().mouse.up();
    await page().waitForURL((url) => url.searchParams.has('from'));
    expect(chosenHours()).toBe(3);
  });

  it('names the trigger that asked for a run, and the run first where there is little room', async () => {
    const asked = { kind: 'webhook', name: 'Carrier delay' };
    const hook = await home.owner.sends(home.at(`/bots/${things.botId}/triggers`), asked);
    const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
    const secret = Buffer.from(String(hook['secret']).slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.{}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    const url = `${home.annals.url}${String(hook['address'])}`;
    expect((await home.owner.context.request.post(url, { headers, data: '{}' })).status()).toBe(202);
    await home.owner.go(home.at('/runs'));
    await home.owner.sees('Carrier delay');
    await home.owner.widen(360);
    const row = page().getByRole('listitem').filter({ hasText: 'Carrier delay' });
    const [box, name] = [
      await row.getByRole('checkbox').boundingBox(),
      await row.getByRole('button').first().boundingBox(),
    ];
    if (box === null || name === null) throw new Error('The run is on the page');
    expect(name.x - (box.x + box.width)).toBeLessThan(20);
    await home.owner.widen(1440);
  });

  it('does so by keys: arrows with Shift, and Enter', async () => {
    await home.owner.go(home.at('/runs'));
    await bars().last().focus();
    await page().keyboard.press('Shift+ArrowLeft');
    await page().keyboard.press('Enter');
    await page().waitForURL((url) => url.searchParams.has('from'));
    expect(chosenHours()).toBe(2);
  });

  it('shows the strip as a table, and as a chart again', async () => {
    await home.owner.go(home.at('/runs'));
    await home.owner.button('Show as table').click();
    await page().getByRole('columnheader', { name: 'From (UTC)' }).waitFor();
    await home.owner.button('Show as chart').click();
    await bars().first().waitFor();
  });

  it('is taken out as comma-separated values and as JSON lines, filtered as it is shown; its menu is large enough to touch', async () => {
    await page().setViewportSize({ width: 360, height: 760 });
    await home.owner.go(home.at(`/runs?bot=${things.botId}`));
    const more = home.owner.button('More of the run history');
    await more.waitFor();
    const box = await more.boundingBox();
    expect([box?.width, box?.height]).toEqual([44, 44]);
    await page().setViewportSize({ width: 1440, height: 900 });
    for (const [name, ending] of [
      ['Export CSV', '.csv'],
      ['Export JSON lines', '.jsonl'],
    ] as const) {
      await more.click();
      const link = page().getByRole('menuitem', { name });
      expect(await link.getAttribute('href')).toContain(`botId=${things.botId}`);
      const [download] = await Promise.all([page().waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\${ending}$`));
    }
  });

  it('offers outcomes and bots that occur, and no others', async () => {
    await home.owner.go(home.at('/runs'));
    const offered = async (filter: string) => {
      await page().getByRole('button', { name: filter, exact: true }).click();
      await page().getByRole('menuitem').first().waitFor();
      const names = await page().getByRole('menuitem').allTextContents();
      await page().keyboard.press('Escape');
      return names;
    };
    expect(await offered('Bot')).toEqual(['invoice-reader']);
    expect(await offered('Outcome')).not.toContain('Lost');
  });

  it('the palette leads to a note about the open run', async () => {
    await home.owner.go(home.at(`/runs?row=${things.runId}`));
    const note = page().getByLabel('A note about this run');
    await note.waitFor();
    await page().keyboard.press('Control+k');
    await page().getByRole('combobox', { name: 'Search or jump to' }).fill('Note something');
    await page().keyboard.press('Enter');
    await page().waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'A note about this run');
    await page().keyboard.type('The portal is slow.');
    await home.owner.button('Add note').click();
    await page().getByText('The portal is slow.').and(page().locator('p')).waitFor();
  });

  it('W23: says why a run is not shown that is older than runs are seen', async () => {
    await home.owner.sends(home.at(`/runs/${old}/stop`));
    await earlier(old, '8 days');
    await home.owner.sends(home.at('/policies'), { runsKeptDays: 7 });
    await home.owner.go(home.at(`/runs?row=${old}`));
    await home.owner.sees('This run is older than runs are seen here. The audit log has it still.');
    const answer = await page().request.get(`${home.annals.url}/api/v1${home.at(`/runs/${old}`)}`);
    expect([answer.status(), await answer.json()]).toMatchObject([410, { code: 'RUN_NOT_KEPT' }]);
    // The browser tells of every answer that is no success.
    expect(home.owner.troubles.splice(0).filter((each) => !each.includes('410'))).toEqual([]);
  });
});
