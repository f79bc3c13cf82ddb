import { aHome, type Home } from './support/home';

jest.setTimeout(120_000);

describe('B27: the page of a bot', () => {
  let home: Home;
  let botId = '';
  beforeAll(async () => {
    home = await aHome('Ada');
    botId = String((await home.owner.sends(home.at('/bots'), { name: 'invoice-reader', kind: 'rpa' })).botId);
  });
  afterAll(() => home.leave());
  afterEach(() => {
    expect(home.owner.troubles.splice(0)).toEqual([]);
  });
  const button = (name: string) => home.owner.page.getByRole('button', { name, exact: true });
  const row = (text: string) =>
    home.owner.page.getByRole('table', { name: 'Versions' }).getByRole('row', { name: text });
  const publish = async (configuration: string) => {
    await home.owner.page.getByLabel('Configuration', { exact: true }).fill(configuration);
    await button('Publish version').click();
  };

  it('publishes versions of its configuration, says what is wrong with one, and goes back', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}`));
    await owner.page.getByRole('link', { name: 'Publish a version' }).click();
    await publish('{ "retries": 3');
    await owner.sees(/^This is no JSON yet/);
    await publish('{ "password": "hunter2" }');
    await owner.sees(/^password: this looks like a secret/);
    await publish('{ "retries": 3 }');
    await row('1').getByText('In use').waitFor();
    await owner.page.getByRole('link', { name: 'Publish a version' }).click();
    await publish('{ "retries": 2 }');
    await row('2').getByText('In use').waitFor();
    await row('1').getByRole('link', { name: 'Go back…' }).click();
    await owner.sees('"retries": 3');
    await button('Go back to version 1').click();
    await row('1').getByText('In use').waitFor();
    await owner.page.getByText('went from version 2 to version 1').waitFor();
  });

  it('keeps what somebody typed while another one published, and saves it over that when they say so', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}?new=version`));
    await owner.page.getByLabel('Configuration', { exact: true }).fill('{ "retries": 9 }');
    await owner.sends(home.at(`/bots/${botId}/versions`), { configuration: { retries: 5 }, basedOn: 1 });
    await button('Publish version').click();
    await owner.sees('Another version is in use by now. Look at it before you change it.');
    await button('Save mine over version 3').click();
    await button('Publish version').click();
    await row('4').getByText('In use').waitFor();
  });

  it('filters the timeline by the kinds that occur', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}`));
    const kinds = owner.page.getByRole('group', { name: 'Entries by kind' });
    await kinds.getByRole('button', { name: 'Changes' }).click();
    await owner.page.getByText('registered the RPA bot').waitFor();
    await owner.page.getByText('published version 4').waitFor({ state: 'detached' });
    expect(await kinds.getByRole('button').allTextContents()).toEqual(['All', 'Changes', 'Configuration']);
  });

  it('asks what becomes of the runs at work when it is disabled, and shows why it was', async () => {
    const { owner } = home;
    const { runId } = await owner.sends(home.at(`/bots/${botId}/runs`));
    const { secret } = await owner.sends(home.at(`/bots/${botId}/api-keys`), { name: 'host', expiresInDays: 1 });
    const headers = { authorization: `Bearer ${String(secret)}`, 'content-type': 'application/json' };
    const start = `${home.annals.url}/api/v1${home.at(`/runs/${String(runId)}/start`)}`;
    expect((await fetch(start, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    await owner.go(home.at(`/bots/${botId}?new=disable`));
    await owner.page.getByLabel('Ask to stop now').check();
    await owner.page.getByLabel('Reason').fill('The portal is down');
    await button('Disable invoice-reader').click();
    await owner.page.getByText('“The portal is down”').first().waitFor();
    await owner.page.getByText('Stopping').first().waitFor();
  });

  it('P14: its triggers can go by a calendar, which is filled from public holidays', async () => {
    const { owner } = home;
    await owner.go(home.at('/triggers/calendars?new=calendar'));
    await owner.page.getByLabel('Name').fill('Norway');
    await button('Add public holidays').click();
    await owner.page.getByRole('combobox', { name: 'Country' }).click();
    await owner.page.getByRole('option', { name: 'Norway' }).click();
    await owner.sees('Good Friday');
    await owner.page.getByRole('button', { name: /^Add \d+ dates$/ }).click();
    await owner.page.getByRole('button', { name: /^\d+ dates added$/ }).waitFor();
    await button('Define calendar').last().click();
    await owner.sees(/^Saturdays and Sundays, and 2\d dates$/);
  });

  it('is retired by its name, and gone', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}?new=retire`));
    expect(await button('Retire invoice-reader').isDisabled()).toBe(true);
    await owner.page.getByLabel('Type invoice-reader').fill('invoice-reader');
    await button('Retire invoice-reader').click();
    await owner.page.getByText('Retired invoice-reader.').waitFor();
    await owner.go(home.at(`/bots/${botId}`));
    await owner.sees("There is nothing here, or you can't see it");
  });
});
