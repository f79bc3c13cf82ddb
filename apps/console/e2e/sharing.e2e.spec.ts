import { aHome, type Home } from './support/home';
import { bringAxe, findings, picture, sideways } from './support/look';
import { PASSWORD, someAddress } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(120_000);

describe('P28: sharing a bot', () => {
  let home: Home;
  let mia: Visitor;
  const email = someAddress('mia');
  let botId = '';
  beforeAll(async () => {
    home = await aHome('Ada');
    await bringAxe(home.owner.context);
    botId = String((await home.owner.sends(home.at('/bots'), { name: 'invoice-reader', kind: 'rpa' })).botId);
    await home.owner.sends(home.at('/invitations'), { email, roles: ['member'] });
    const token = /#(\S+)/.exec((await home.annals.mail(email))[0]?.text ?? '')?.[1] ?? '';
    mia = await home.guest();
    await bringAxe(mia.context);
    await mia.sends('/invitations/accept', { token, password: PASSWORD, alias: 'Mia' });
  });
  afterAll(() => home.leave());
  afterEach(() => {
    expect(home.owner.troubles.splice(0)).toEqual([]);
  });

  it('is done in its panel, for a person, a level and a time; they see that bot alone, and it is taken back', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots?row=${botId}`));
    await owner.sees('Nobody else, beside who sees it by a role.');
    await owner.button('Share bot…').click();
    await owner.page.getByRole('combobox', { name: 'With whom' }).fill('Mia');
    await owner.page.getByRole('option', { name: 'Mia' }).click();
    await owner.page.getByRole('radio', { name: 'Can manage' }).check();
    await picture(owner.page, 'share-dialog');
    await owner.button('Share bot').click();
    await owner.sees('Shared invoice-reader.');
    await owner.page.getByText('can manage').waitFor();
    await picture(owner.page, 'shared-with');
    await mia.go(home.at(`/bots?row=${botId}`));
    await mia.page.getByRole('heading', { name: 'invoice-reader' }).waitFor();
    await mia.button('Share bot…').waitFor();
    await owner.button('Take invoice-reader back from Mia').click();
    await owner.sees('Took invoice-reader back from Mia.');
  });

  it('is answered where somebody asks', async () => {
    const { owner } = home;
    await owner.sends(home.at('/policies'), { catalogue: 'names_and_owners' });
    await mia.sends(home.at(`/catalogue/${botId}/requests`), { level: 'run', note: 'I close the month.' });
    await owner.go(home.at(`/bots?row=${botId}`));
    await owner.page.getByText('“I close the month.”').waitFor();
    await picture(owner.page, 'asked-for');
    await owner.button('Approve what Mia asks for').click();
    await owner.sees('Answered Mia.');
    await owner.page.getByText('Can run', { exact: true }).waitFor();
  });

  it('begins in the catalogue: a member asks for access to what they only know by name, and takes it back', async () => {
    const { owner } = home;
    const { botId: other } = await owner.sends(home.at('/bots'), { name: 'fuel-surcharge', kind: 'rpa' });
    await mia.go(home.at('/apps'));
    await mia.page.getByRole('row', { name: /fuel-surcharge.*Ada.*Name and owner/ }).waitFor();
    await mia.page.getByRole('row', { name: /invoice-reader.*Ada.*Can run/ }).waitFor();
    await mia.go(home.at(`/apps?ask=${String(other)}`));
    await mia.sees('Its owner, or somebody else who may share it, answers');
    for (const width of [360, 1440]) {
      await mia.widen(width);
      await picture(mia.page, `ask-dialog-${width}`);
      expect([...(await sideways(mia.page)), ...(await findings(mia.page))]).toEqual([]);
    }
    await mia.page.getByRole('radio', { name: 'Can edit' }).check();
    await mia.page.getByRole('textbox', { name: 'What for' }).fill('The tariff changes in May.');
    await mia.button('Ask for access').click();
    await mia.sees('Asked for access to fuel-surcharge.');
    await mia.sees(/Asked: can edit/);
    for (const width of [360, 1440]) {
      await mia.widen(width);
      await picture(mia.page, `apps-of-a-member-${width}`);
      expect([...(await sideways(mia.page)), ...(await findings(mia.page))]).toEqual([]);
    }
    await mia.button('Withdraw your request for fuel-surcharge').click();
    await mia.sees('Withdrew your request for fuel-surcharge.');
    await mia.button('Ask for access to fuel-surcharge').waitFor();
    await owner.sends(home.at('/policies'), { catalogue: 'assigned_only' });
    await mia.go(home.at('/apps'));
    await mia.page.getByRole('row', { name: /invoice-reader/ }).waitFor();
    expect(await mia.page.getByText('fuel-surcharge').count()).toBe(0);
    expect(mia.troubles.splice(0)).toEqual([]);
  });

  /** Looks at a page at both widths. */
  async function isFine(visitor: Visitor, name: string): Promise<void> {
    for (const width of [360, 1440]) {
      await visitor.widen(width);
      await picture(visitor.page, `${name}-${width}`);
      expect([...(await sideways(visitor.page)), ...(await findings(visitor.page))]).toEqual([]);
    }
  }

  /** Makes a link to the bot as the dialog offers it, and copies it from where it is shown. */
  async function linkTo(level: string): Promise<string> {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}?new=link`));
    await owner.page.getByRole('radio', { name: level }).check();
    await owner.button('Make link').click();
    const shown = owner.page.getByLabel('The link', { exact: true });
    const address = new URL((await shown.textContent()) ?? '');
    await picture(owner.page, 'new-link');
    await owner.button('Done').click();
    return `${address.pathname}${address.hash}`;
  }

  it('P29: by a link, shown once: who has it signs in, accepts and is at the bot; a second time it changes nothing', async () => {
    const { owner } = home;
    const address = await linkTo('Can edit');
    const away = await home.guest();
    await bringAxe(away.context);
    await away.go(address);
    await away.sees('Sign in to see which one, and to take it up.');
    await isFine(away, 'shared-signed-out');
    await away.page.getByRole('link', { name: 'Sign in' }).click();
    await away.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await away.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await away.button('Sign in').click();
    await away.page.getByRole('heading', { name: 'Use invoice-reader' }).waitFor();
    await isFine(away, 'shared-by-link');
    await away.button('Accept').click();
    await away.sees('You can edit invoice-reader.');
    await away.page.getByRole('link', { name: 'make one' }).waitFor();
    expect(away.troubles.splice(0)).toEqual([]);
    await mia.go(address);
    await mia.page.getByRole('heading', { name: 'You may use invoice-reader already' }).waitFor();
    await isFine(mia, 'shared-already');
    await owner.go(home.at(`/bots/${botId}`));
    await owner.sees('used by 1');
    await owner.page.getByRole('listitem').filter({ hasText: 'Default workspace' }).getByText('1 can run').waitFor();
    await isFine(owner, 'links-of-a-bot');
    await owner.button('Take the link of Ada back').click();
    await owner.sees('Took a link to invoice-reader back.');
    await mia.page.reload();
    await mia.sees('This link does not work');
    mia.troubles.splice(0);
  });

  it('P29: is copied, by who may edit it or by a link', async () => {
    const { owner } = home;
    const address = await linkTo('Can copy');
    await owner.go(address);
    await owner.page.getByRole('heading', { name: 'Copy invoice-reader' }).waitFor();
    await isFine(owner, 'copy-by-link');
    await owner.page.getByRole('textbox', { name: 'Name of the copy' }).fill('bill-reader');
    await owner.button('Copy bot').click();
    await owner.page.getByRole('heading', { name: 'bill-reader Offline' }).waitFor();
    await owner.page.getByRole('definition').getByRole('link', { name: 'invoice-reader' }).waitFor();
  });

  it('W4: runs as a member, whose removal says so', async () => {
    const { owner } = home;
    await owner.go(home.at(`/bots/${botId}?new=run-as`));
    await owner.page.getByRole('combobox', { name: 'Runs as' }).fill('Mia');
    await owner.page.getByRole('option', { name: 'Mia' }).click();
    await owner.button('Run as this person').click();
    await owner.sees('Set as whom invoice-reader runs.');
    await owner.go(home.at('/people'));
    await owner.page.getByRole('button', { name: /Mia/ }).click();
    await owner.page.getByRole('link', { name: 'Remove…' }).click();
    await owner.sees(/Runs in this person’s name, and is owned by somebody else/);
    await isFine(owner, 'removal-of-whom-a-bot-runs-as');
  });
});
