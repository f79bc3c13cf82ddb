import { readFileSync } from 'node:fs';
import { hue } from '../src/format/words';
import { aHome, type Home } from './support/home';
import { PASSWORD, signUp, someAddress } from './support/sign-up';
import type { Visitor } from './support/visitor';

jest.setTimeout(120_000);

/** D2 and the name setting as people live them. The steps build on each other. */
describe('people of an organization in the console', () => {
  let home: Home;
  let ada: Visitor;
  const per = someAddress('per');

  beforeAll(async () => {
    home = await aHome('Ada');
    ada = home.owner;
  });
  afterAll(() => home.leave());
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  it('D3: counts the addresses that are right; invites two people, who come in by their mails; changes roles and removes', async () => {
    const mia = someAddress('mia');
    await ada.go(home.at('/people'));
    await ada.button('Invite people').click();
    await ada.field('E-mail addresses').fill(`${mia}, ${per}, nobody@`);
    await ada.sees('Nothing is sent to “nobody@”: that is no e-mail address.');
    await ada.button('Send 2 invitations').click();
    await ada.sees('Invited 2 people.');
    expect(await ada.field('E-mail addresses').inputValue()).toBe('nobody@');
    await ada.button('Cancel').click();
    const guest = await home.guest();
    await guest.follow((await home.annals.mail(mia))[0]?.text ?? '');
    await guest.page.getByLabel('What should people call you?').fill('Mia');
    await guest.field('Password').fill(PASSWORD);
    await guest.page.getByRole('button', { name: /^Join / }).click();
    await guest.reads('Overview');
    expect(await guest.page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
    await guest.go(home.at('/audit'));
    await guest.sees("You can't see the audit log here");
    // D24, B6: a Member has no settings; leaving is in their profile
    expect(await guest.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    await guest.go(home.at('/settings'));
    await guest.sees("You can't see the settings here");
    await guest.go(home.at('/settings/account-info'));
    await guest.sees("You can't see the account info here");
    await guest.go(home.at('/me'));
    await guest.page.getByRole('link', { name: /^Leave / }).waitFor();
    await ada.page.getByRole('button', { name: /Mia/ }).click();
    await ada.button('Change roles').click();
    await ada.page.getByRole('checkbox', { name: 'Auditor' }).check({ force: true });
    await ada.sees(/Mia may then also: .*read the audit log/);
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Change roles' }).click();
    await ada.sees('Changed the roles of Mia to Auditor, Member.');
    await guest.go(home.at('/audit'));
    await guest.sees('Today');
    await ada.page.getByRole('link', { name: 'Suspend…' }).click();
    await ada.button('Suspend Mia').click();
    await ada.sees('Suspended Mia.');
    await guest.sees(/^You are no longer a member of /); // B2: by itself, wherever she was
    await ada.page.getByRole('table', { name: 'Members' }).getByText('Suspended').waitFor();
    await ada.button('Reinstate…').click();
    await ada.button('Reinstate Mia').click();
    await ada.sees('Reinstated Mia.');
    await guest.go(home.at(''));
    await guest.reads('Overview');
    await guest.go(home.at('/audit'));
    await guest.sees('Today');
    await ada.page.getByRole('link', { name: 'Remove…' }).click();
    await ada.field('Reason').fill('Her contract ended');
    await ada.button('Remove Mia').click();
    await ada.sees(/^Removed Mia from/);
    await guest.sees(/^You are no longer a member of /); // B2: by itself, wherever she was
    await guest.sees('You belong to no other one.');
    expect(await guest.button('Sign out').count()).toBe(1);
    await guest.page.goBack();
    await guest.sees("There is nothing here, or you can't see it");
    await ada.go(home.at('/audit?type=MemberRemoved'));
    await ada.sees('“Her contract ended”');
    await guest.go(home.at('/audit'));
    await guest.sees("There is nothing here, or you can't see it");
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it('B3: says what she is called here, and where she is written to', async () => {
    await ada.go(home.at('/me'));
    await ada.field('Your name here').fill('Ada Berg');
    await ada.button('Save name').click();
    await ada.sees('You are called Ada Berg here now.');
    const address = someAddress('ada.berg');
    await ada.field('Contact address').fill(address);
    await ada.button('Send a code').click();
    await ada.sees('counts once you say the code that was mailed there');
    const code = /^\d{6}/.exec((await home.annals.mail(address))[0]?.text ?? '')?.[0] ?? '';
    await ada.field(`Code for ${address}`).fill(code);
    await ada.button('Verify').click();
    await ada.sees(`You are written to at ${address} now.`);
  });

  it('B7: takes the list of people as a file, as it is filtered', async () => {
    await ada.go(home.at('/people?search=Berg'));
    const download = ada.page.waitForEvent('download');
    await ada.page.getByRole('link', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^members-\d+\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(lines).toEqual([expect.stringContaining('alias'), expect.stringContaining('"Ada Berg"'), '']);
  });

  it('revokes the other invitation; its link then says that it is closed', async () => {
    await ada.go(home.at('/people?tab=invitations'));
    await ada.page.getByRole('button', { name: /^Revoke the invitation of per/ }).click();
    await ada.button('Revoke invitation').click();
    await ada.page.getByRole('table', { name: 'Invitations' }).getByText('Revoked').waitFor();
    const guest = await home.guest();
    await guest.follow((await home.annals.mail(per))[0]?.text ?? '');
    await guest.sees('This invitation was used, revoked or replaced by a newer one.');
    expect(guest.troubles).toEqual([]);
    await guest.leave();
  });

  it.each([
    ['/settings/general', '/settings', 'Name of the organization'],
    ['/settings/roles', '/people?tab=roles', 'New role'],
    ['/members', '/people', 'Invite people'],
  ])('D26: the old address %s leads to %s', async (old, now, shows) => {
    await ada.go(home.at(old));
    await ada.page.getByText(shows).or(ada.page.getByLabel(shows)).first().waitFor();
    const { pathname, search } = new URL(ada.page.url());
    expect(`${pathname}${search}`).toBe(home.at(now));
  });

  it('renames the organization, which keeps its colour, and the last owner cannot leave', async () => {
    await ada.go(home.at('/settings'));
    const colours = (name: RegExp) =>
      ada.page.getByRole('button', { name }).first().locator('[data-hue]').getAttribute('data-hue');
    const colour = String(hue(home.at('').split('/').at(-1) ?? '', 4));
    expect(await colours(/Your organization/)).toBe(colour);
    await ada.field('Name of the organization').fill('Halden Freight');
    await ada.button('Save').click();
    await ada.page.getByText('Changed once').waitFor();
    await ada.page
      .getByRole('button', { name: /Halden Freight/ })
      .first()
      .waitFor();
    expect(await colours(/Halden Freight/)).toBe(colour);
    await ada.go(home.at('/settings/danger'));
    await ada.page.getByRole('link', { name: 'Leave Halden Freight…' }).click();
    await ada.button('Leave Halden Freight').click();
    await ada.sees('An organization needs an owner. Make somebody else an owner first.');
    await ada.button('Stay').click();
  });

  it('X7: where workspaces are called projects, their pages say so', async () => {
    await ada.sends(home.at('/policies'), { workspaceTerm: 'project' });
    await ada.go(home.at('/workspaces'));
    await ada.button('New project').waitFor();
    await ada.sees('1 project');
    await ada.page.getByRole('link', { name: 'Projects' }).first().waitFor();
    await ada.sees('A project or an organization of its own?');
    // Its name is what it was called when it was made.
    expect(await ada.page.getByText(/workspace/i).allTextContents()).toEqual(['Default workspace']);
    await ada.sends(home.at('/policies'), { workspaceTerm: 'workspace' });
  });

  it('D-WS D7: makes a workspace and invites a stranger into it, who sees that one; what they are there changes alone', async () => {
    const sam = someAddress('sam');
    await ada.go(home.at('/workspaces'));
    await ada.button('New workspace').click();
    await ada.field('Name').fill('Customs');
    await ada.button('Make workspace').click();
    await ada.sees('Made the workspace Customs.');
    await ada.button('Add person').click();
    await ada.field('Person').first().fill(sam);
    await ada.page.getByRole('option', { name: sam }).click();
    await ada.sees('They get a mail, and become a Member of');
    await ada.button('Send invitation').click();
    await ada.sees(`Invited ${sam} into Customs as Operator.`);
    await ada.sees('1 person, 1 invited');
    await ada.sees(/^invited, link ends/);
    await ada.field('People added, at most').fill('7');
    await ada.button('Set limit').click();
    await ada.sees('Customs takes 7 at most.');
    const guest = await home.guest();
    await guest.follow((await home.annals.mail(sam))[0]?.text ?? '');
    await guest.field('What should people call you?').fill('Sam');
    await guest.field('Password').fill(PASSWORD);
    await guest.page.getByRole('button', { name: /^Join / }).click();
    await guest.reads('Overview');
    await guest.go(home.at('/workspaces'));
    await guest.sees('Customs');
    expect(await guest.page.getByRole('table').getByRole('row').count()).toBe(1 + 1);
    await ada.page.getByLabel('Role of Sam here').selectOption('viewer');
    await ada.sees('Changed what Sam may do here. Their role in the organization stays.');
    const name = expect.stringMatching(/^workspace-people-\d+\.csv$/) as string;
    const download = ada.page.waitForEvent('download');
    await ada.page.getByRole('link', { name: 'Export CSV' }).click();
    expect((await download).suggestedFilename()).toEqual(name);
    expect(guest.troubles).toEqual([]);
  });

  it('W15: externals are listed with what they may reach, and those that are chosen have access for longer', async () => {
    const eva = await home.guest();
    const [come, open] = [someAddress('eva'), someAddress('zoe')];
    const { workspaceId } = await ada.sends(home.at('/workspaces'), { name: 'Yard' });
    const invite = (email: string) =>
      ada.sends(home.at('/invitations'), {
        email,
        roles: ['external'],
        workspaces: [{ workspaceId, role: 'viewer' }],
        accessUntil: new Date(Date.now() + 86_400_000).toISOString(),
      });
    await Promise.all([invite(come), invite(open)]);
    const token = /#(\S+)/.exec((await home.annals.mail(come))[0]?.text ?? '')?.[1] ?? '';
    await eva.sends('/invitations/accept', { token, password: PASSWORD, alias: 'Eva' });
    await ada.go(home.at('/people?tab=external'));
    const row = ada.page.getByRole('table', { name: 'Externals' }).getByRole('row').filter({ hasText: 'Eva' });
    await row.getByText('Yard', { exact: true }).waitFor();
    await ada.page.getByRole('table', { name: 'Invited externals' }).getByText(open).waitFor();
    await ada.page.getByLabel('Choose Eva').check();
    await ada.sees('1 selected');
    await ada.button('Extend access…').click();
    await ada.page.getByLabel('No end').check();
    await ada.button('Set the end').click();
    await ada.sees('Eva has access without an end.');
    await row.getByText('no end').waitFor();
    await ada.button('More about Eva').click();
    const acts = await ada.page.getByRole('menuitem').allTextContents();
    expect(acts).toEqual(['Extend access…', 'Suspend…', 'Remove…']);
    await ada.page.getByRole('menuitem', { name: 'Remove…' }).click();
    await ada.reads(/Eva/);
    expect(eva.troubles).toEqual([]);
  });

  it('A14 D4: a stranger asks where a policy lets them, waits, takes it back, asks again and is let in; others see nothing', async () => {
    const kim = await home.guest();
    await signUp(kim, home.annals, { email: someAddress('kim'), alias: 'Kim' });
    await kim.go(home.at(''));
    await kim.sees("There is nothing here, or you can't see it");
    await ada.go(home.at('/settings/policies'));
    await ada.turn('Strangers may ask to join');
    await ada.button('Switch on').click();
    await ada.page.getByRole('switch', { name: 'Strangers may ask to join', checked: true }).waitFor();
    const ask = async () => {
      await kim.go(home.at(''));
      await kim.sees('You do not belong to Halden Freight');
      await kim.field('Why you ask').fill('I load your ships.');
      await kim.button('Request access to Halden Freight').click();
      await kim.sees('You asked to join Halden Freight');
    };
    await ada.go(home.at('/people?tab=requests'));
    await ada.sees('Nobody has asked to join');
    await ask();
    await ada.sees('I load your ships.'); // by itself
    await kim.go('/organizations');
    await kim.sees('You asked to join Halden Freight');
    await kim.button('Withdraw').click();
    await kim.sees('You no longer ask to join Halden Freight.');
    await ada.sees('Withdrawn'); // so that it is the next one that is answered
    await ask();
    await ada.page.getByRole('button', { name: 'Let Kim in' }).click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Let in' }).click();
    await ada.sees('Kim is Member now.');
    await kim.go(home.at(''));
    await kim.reads('Overview');
    expect(kim.troubles).toEqual([]);
  });
});
