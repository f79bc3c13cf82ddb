import { aHome, type Home } from './support/home';
import { bringAxe, findings, picture, sideways } from './support/look';
import { PASSWORD, someAddress } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(120_000);

describe('P28: sharing a bot', () => {
  let home: Home;
  let mia: Visitor;
  let botId = '';
  beforeAll(async () => {
    home = await aHome('Ada');
    botId = String((await home.owner.sends(home.at('/bots'), { name: 'invoice-reader', kind: 'rpa' })).botId);
    const email = someAddress('mia');
    await home.owner.sends(home.at('/invitations'), { email, roles: ['member'] });
    const token = /#(\S+)/.exec((await home.annals.mail(email))[0]?.text ?? '')?.[1] ?? '';
    mia = await home.guest();
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
    await owner.page.getByText('can run').waitFor();
  });

  it('begins in the catalogue: a member asks for access to what they only know by name, and takes it back', async () => {
    const { owner } = home;
    const { botId: other } = await owner.sends(home.at('/bots'), { name: 'fuel-surcharge', kind: 'rpa' });
    await bringAxe(mia.context);
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
});
