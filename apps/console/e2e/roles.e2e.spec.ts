import { parse } from 'csv-parse/sync';
import { aHome, type Home } from './support/home';

jest.setTimeout(120_000);

describe('B8: roles of the organization in the console', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome('Ada');
  });
  afterAll(() => home.leave());

  it('are made from another one, given to people, changed and retired', async () => {
    const { owner } = home;
    const { page } = owner;
    await owner.go(home.at('/people?tab=roles'));
    await owner.button('New role').click();
    await owner.field('Name').fill('Night shift');
    await owner.field('What it is for').fill('Keeps runs going at night');
    await page.getByLabel('Register bots').check();
    await page.getByLabel('See the organization').check();
    await owner.sees('Who is Night shift may');
    await owner.button('Create role').click();
    await owner.sees('Made the role Night shift.');
    await page.getByRole('grid', { name: 'Roles' }).getByRole('link', { name: 'Night shift' }).waitFor();

    await owner.go(home.at('/people?new=invitation'));
    await owner.field('E-mail addresses').fill('per@halden.example');
    await page.getByRole('checkbox', { name: 'Night shift', description: 'Keeps runs going at night' }).check();
    await page.getByRole('checkbox', { name: 'Member', exact: true }).uncheck();
    await owner.button('Send invitation').click();
    await owner.go(home.at('/people?tab=invitations'));
    await page.getByRole('table', { name: 'Invitations' }).getByText('Night shift').waitFor();

    await owner.go(home.at('/people?tab=roles'));
    await page.getByRole('link', { name: 'Night shift' }).click();
    expect(await owner.field('What it is for').inputValue()).toBe('Keeps runs going at night');
    await owner.field('What it is for').fill('');
    await page.getByLabel('Register bots').uncheck();
    await owner.sees('1 less: register bots.');
    await owner.button('Save role').click();
    await owner.sees('Changed the role Night shift.');

    await page.getByRole('link', { name: 'Night shift' }).click();
    await owner.button('Retire…').click();
    await owner.sees('1 invitation is open as it. Say which role they get instead.');
    await page.getByRole('dialog').getByRole('combobox', { name: 'Instead they get' }).click();
    await page.getByRole('option', { name: 'Member', exact: true }).click();
    await owner.button('Retire role').click();
    await owner.sees('Retired the role Night shift.');
    await owner.go(home.at('/people?tab=invitations'));
    await page.getByRole('table', { name: 'Invitations' }).getByRole('cell', { name: 'Member' }).waitFor();
    expect(owner.troubles).toEqual([]);
  });

  it('E4: a row opens who may', async () => {
    const { owner } = home;
    await owner.go(home.at('/people?tab=roles'));
    await owner.button('Read the audit log').click();
    await owner.sees('1 person can:');
    await owner.sees(', Owner');
  });

  it('B8: the matrix shows one area, and of it what one role may', async () => {
    const { owner } = home;
    const rows = () => owner.page.getByRole('grid', { name: 'Roles' }).getByRole('rowheader').allInnerTexts();
    const filter = async (by: string, value: string) => {
      await owner.button(by).click();
      await owner.page.getByRole('menuitem', { name: value, exact: true }).click();
    };
    await owner.go(home.at('/people?tab=roles'));
    await filter('Area', 'Bots and runs');
    await owner.sees('Start runs');
    expect(await rows()).not.toContain('Invite people, send invitations again, revoke them');
    await filter('Held by', 'Auditor');
    await owner.page.waitForURL(/role=auditor/);
    expect(await rows()).toContain('See bots and their status');
    expect(await rows()).not.toContain('Start runs');
    await owner.page.getByRole('radiogroup', { name: 'View' }).getByText('List').click();
    const list = owner.page.getByRole('table', { name: 'Roles' });
    await list.getByText('Reads everything, changes nothing.').waitFor();
  });

  it('B8: the matrix is one stop of Tab, gone through by arrows, and given out as it is filtered', async () => {
    const { owner } = home;
    const { page } = owner;
    await owner.go(home.at('/people?tab=roles&search=invit'));
    const grid = page.getByRole('grid', { name: 'Roles' });
    await grid.waitFor();
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
    const reads = () => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      return reads();
    };
    await grid.locator('[tabindex="0"]').focus();
    expect(await reads()).toBe('A role may');
    expect(await press('ArrowRight', 'ArrowRight')).toBe('Admin');
    expect(await press('ArrowDown')).toBe('nobody');
    expect(await press('ArrowLeft')).toBe('1 person');
    expect(await press('Control+Home', 'ArrowDown', 'ArrowDown')).toMatch(/^Invite people/);
    expect(await press('End', 'ArrowUp', 'ArrowUp')).toBe('Developer');
    await press('Control+End', 'ArrowLeft', 'ArrowDown');
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
    await press('Enter');
    await owner.sees(/ can:/);

    const file = decodeURIComponent((await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')) ?? '');
    const [head, ...rows] = parse(file.slice(file.indexOf(',') + 1), { bom: true });
    expect(head?.slice(0, 5)).toEqual(['area', 'what', 'permission', 'Owner', 'Admin']);
    expect(rows.every((cells) => cells.join().toLowerCase().includes('invit'))).toBe(true);
    expect(rows.map(([, , permission, ofOwner]) => [permission, ofOwner])).toContainEqual([
      'invitations:manage',
      'yes',
    ]);
  });

  it('are as many as there may be, and all of them are shown; at 360 px one at a time', async () => {
    const { owner } = home;
    const organization = home.at('').replace('/organizations/', '');
    for (let n = 1; n <= 50; n += 1)
      await owner.sends(`/organizations/${organization}/roles`, { name: `Role ${n}`, permissions: ['org:read'] });
    await owner.go(home.at('/people?tab=roles'));
    await owner.page.getByRole('grid', { name: 'Roles' }).getByRole('link', { name: 'Role 50' }).waitFor();
    await owner.go(home.at('/people/roles/new'));
    await owner.field('Name').fill('One more');
    await owner.page.getByLabel('See the organization').check();
    await owner.button('Create role').click();
    await owner.sees('There are as many roles as there may be. Retire one that is not needed any more.');
    await owner.widen(360);
    await owner.go(home.at('/people?tab=roles'));
    await owner.page.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Role 50 (yours, 0 people)' });
    await owner.sees('Change Role 50');
  });
});
