import { isTheirTurn, launchBrowser, scaled, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser, Page } from 'playwright-core';
import { someHistory, type Things } from './support/history';
import { bringAxe, findings, picture, sideways } from './support/look';
import { signUp, someAddress } from './support/sign-up';
import { Visitor } from './support/visitor';

jest.setTimeout(120_000);
const widths = [1440, 360];
/**
 * As many pages as these are looked at on every commit, they by turns, each at one width and then made as wide as the
 * other; by night all, opened at both widths.
 */
const AT_ONCE = 16;
function isOpenedAt(nth: number, width: number): boolean {
  const turns = Math.ceil(everyPage.length / AT_ONCE);
  return isTheirTurn(nth, turns) && scaled(widths[Math.floor(nth / turns) % widths.length] === width, true);
}

/** A page by its path, what shows that it is complete, and what is done on it first. */
interface PageUnderTest {
  path: string;
  shows: string | RegExp;
  first?: (page: Page) => Promise<unknown>;
}

const outside: Record<string, PageUnderTest> = {
  'sign in': { path: '/sign-in', shows: 'New here?' },
  'sign up': { path: '/sign-up', shows: 'You have an account?' },
  'forgot password': { path: '/forgot', shows: 'You remember it?' },
  'reset password': { path: '/reset#some.1.token', shows: 'Set the new password' },
  'a dead verification link': { path: '/verify#some.1.token', shows: 'This link does not work' },
  'a dead invitation': { path: '/invitation#some.1.token', shows: 'This invitation does not work' },
};
const press = (page: Page, key: string) =>
  page
    .getByText('Bots now')
    .first()
    .waitFor()
    .then(() => page.keyboard.press(key));

/** On a small screen the switcher is in the menu. */
async function openSwitcher(page: Page): Promise<void> {
  await page.getByText('Bots now').first().waitFor();
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page
    .getByRole('button', { name: /Halden Freight/ })
    .first()
    .click();
}

/** Inside: `{at}`, `{bot}` and `{run}` stand for what is only known once the organization is made. */
const inside: Record<string, PageUnderTest> = {
  organizations: { path: '/organizations', shows: /Each keeps its own people/ },
  'create an organization': {
    path: '/new-organization',
    shows: 'A workspace is enough.',
    first: async (page) => {
      await page.getByText('Answer all five to hear what fits.').waitFor();
      for (const no of await page.getByRole('radio', { name: 'No' }).all()) await no.check();
    },
  },
  welcome: { path: '{at}/welcome', shows: 'Skip for now' },
  account: { path: '/account', shows: 'Present password' },
  'my profile': { path: '{at}/me', shows: 'Save name' },
  'nothing here': { path: '/organizations/9c11b2f0-0000-4000-8000-0000abcd4a7c', shows: 'Your organizations' },
  overview: { path: '{at}', shows: 'Bots now' },
  'overview, 90 days': { path: '{at}?days=90', shows: 'Bots now' },
  'runs by day as a table': {
    path: '{at}',
    shows: 'Day (UTC)',
    first: (page) => page.getByRole('button', { name: 'Show as table' }).click(),
  },
  'what needs you': { path: '{at}/needs', shows: 'When something needs you' },
  runs: { path: '{at}/runs', shows: 'invoice-reader' },
  'a run': { path: '{at}/runs?row={run}', shows: 'Timeline' },
  'no run matches': { path: '{at}/runs?outcome=failed', shows: 'No runs match these filters' },
  'runs by time as a table': {
    path: '{at}/runs',
    shows: 'From (UTC)',
    first: (page) => page.getByRole('button', { name: 'Show as table' }).click(),
  },
  'bulk actions': { path: '{at}/runs?new=bulk', shows: 'None yet.' },
  'for how long runs are seen': {
    path: '{at}/settings/policies',
    shows: 'Hide after 90 days',
    first: async (page) => {
      await page.getByRole('textbox', { name: 'Runs are seen for' }).fill('90');
      await page.getByRole('button', { name: 'Save…' }).click();
    },
  },
  'request run': { path: '{at}/runs?new=run', shows: 'Cancel' },
  'stop all runs': { path: '{at}/runs?new=stop', shows: 'Keep running' },
  triggers: { path: '{at}/triggers', shows: 'Held: the bot is disabled' },
  calendars: { path: '{at}/triggers/calendars', shows: 'Saturdays and Sundays, and 2 dates' },
  'define calendar': { path: '{at}/triggers/calendars?new=calendar', shows: 'Cancel' },
  'fill a calendar with public holidays': {
    path: '{at}/triggers/calendars?new=calendar',
    shows: 'Good Friday',
    first: async (page) => {
      await page.getByRole('button', { name: 'Add public holidays' }).click();
      await page.getByRole('combobox', { name: 'Country' }).click();
      await page.getByRole('option', { name: 'Germany' }).click();
    },
  },
  'remove a calendar that is used': {
    path: '{at}/triggers/calendars',
    shows: 'take it out of them first',
    first: async (page) => {
      await page.getByRole('button', { name: 'More about Oslo' }).click();
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
    },
  },
  'triggers that are chosen': {
    path: '{at}/triggers',
    shows: '1 selected',
    first: (page) => page.getByRole('checkbox', { name: 'Choose Carrier delay' }).check(),
  },
  'turn off several triggers': {
    path: '{at}/triggers',
    shows: 'Leave them',
    first: async (page) => {
      for (const name of ['Carrier delay', 'Weekdays 16:00'])
        await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
      await page.getByRole('button', { name: 'Turn off…' }).click();
    },
  },
  'no trigger matches': { path: '{at}/triggers?kind=event', shows: 'No triggers match these filters' },
  'a trigger': { path: '{at}/triggers/{trigger}', shows: 'How it is set' },
  'what of a trigger did not launch': {
    path: '{at}/triggers/{trigger}?tab=not_launched',
    shows: 'Everything launched',
  },
  'new trigger': { path: '{at}/triggers/new', shows: 'Next 5 fires' },
  'a new webhook': {
    path: '{at}/triggers/new',
    shows: 'A program calls an address of its own',
    first: (page) => page.getByText('Signed call').click(),
  },
  'a new event trigger': {
    path: '{at}/triggers/new',
    shows: 'When a run of',
    first: (page) => page.getByText('Event', { exact: true }).click(),
  },
  'edit trigger': { path: '{at}/triggers/{trigger}/edit', shows: 'Save trigger' },
  'delete trigger': {
    path: '{at}/triggers/{trigger}',
    shows: 'Keep it',
    first: (page) => page.getByRole('button', { name: 'Delete…' }).click(),
  },
  bots: { path: '{at}/bots', shows: 'fuel-surcharge' },
  'a bot': { path: '{at}/bots?row={bot}', shows: 'How it connects' },
  'the page of a bot': { path: '{at}/bots/{bot}', shows: 'Issue key' },
  'publish a version': {
    path: '{at}/bots/{bot}?new=version',
    shows: 'What is new in it, for whoever looks at the versions',
  },
  'go back to a version': { path: '{at}/bots/{bot}?new=back&to=1', shows: 'Keep version 2' },
  'retire bot': { path: '{at}/bots/{bot}?new=retire', shows: 'Ask to stop, and end after ten minutes' },
  'share bot': { path: '{at}/bots/{bot}?new=share', shows: 'The last day (UTC). Left empty, it has no end.' },
  'share bot by link': { path: '{at}/bots/{bot}?new=link', shows: 'Left empty, for everybody here who has it.' },
  'copy bot': { path: '{at}/bots/{bot}?new=copy', shows: 'Name of the copy' },
  'a dead link to a bot': {
    path: '/share/9c11b2f0-0000-4000-8000-0000abcd4a7c#some.1.token',
    shows: 'This link does not work',
  },
  'as whom a bot runs': { path: '{at}/bots/{bot}?new=run-as', shows: 'Leave it' },
  'register bot': { path: '{at}/bots?new=bot', shows: 'Cancel' },
  'disable bot': {
    path: '{at}/bots',
    shows: 'Keep enabled',
    first: (page) => page.getByRole('switch', { name: 'invoice-reader is enabled' }).click({ force: true }),
  },
  apps: { path: '{at}/apps', shows: 'fuel-surcharge' },
  workspaces: { path: '{at}/workspaces', shows: 'Customs' },
  'new workspace': { path: '{at}/workspaces?new=workspace', shows: 'As people call it: Customs' },
  'workspace or organization': {
    path: '{at}/workspaces?new=choice',
    shows: 'A workspace is enough.',
    first: async (page) => {
      await page.getByText('Answer all five to hear what fits.').waitFor();
      for (const no of await page.getByRole('radio', { name: 'No' }).all()) await no.check();
    },
  },
  'a workspace': { path: '{at}/workspaces/{workspace}', shows: 'Archive workspace' },
  knowledge: { path: '{at}/workspaces/{workspace}/knowledge', shows: /can’t be read/ },
  'a source': { path: '{at}/workspaces/{workspace}/knowledge?row={source}', shows: 'When it was read' },
  'try a search': {
    path: '{at}/workspaces/{workspace}/knowledge?row={source}',
    shows: /Returns take fourteen days from/,
    first: async (page) => {
      const panel = page.getByRole('complementary', { name: /^Source/ });
      await panel.getByRole('textbox', { name: 'Question' }).fill('How long may a return take?');
      await panel.getByRole('button', { name: 'Search' }).click();
    },
  },
  'add files': { path: '{at}/workspaces/{workspace}/knowledge?new=source', shows: 'Choose files' },
  'add a text': {
    path: '{at}/workspaces/{workspace}/knowledge?new=source',
    shows: 'As people call it: Tone of voice',
    first: (page) => page.getByText('Text', { exact: true }).last().click(),
  },
  'add a website': {
    path: '{at}/workspaces/{workspace}/knowledge?new=source',
    shows: 'How deep',
    first: (page) => page.getByText('Website', { exact: true }).last().click(),
  },
  'replace a file': {
    path: '{at}/workspaces/{workspace}/knowledge',
    shows: 'Keep it',
    first: async (page) => {
      await page.getByRole('button', { name: 'More about Returns policy 2025.pdf' }).click();
      await page.getByRole('menuitem', { name: 'Replace…' }).click();
    },
  },
  'remove a source': {
    path: '{at}/workspaces/{workspace}/knowledge',
    shows: 'Keep it',
    first: (page) => page.getByRole('button', { name: 'Remove', exact: true }).click(),
  },
  'add a person': { path: '{at}/workspaces/{workspace}?new=person', shows: 'Role here' },
  'archive a workspace': {
    path: '{at}/workspaces/{workspace}',
    shows: 'Keep Customs',
    first: (page) => page.getByRole('button', { name: 'Archive workspace' }).click(),
  },
  people: { path: '{at}/people', shows: '1 person' },
  'invite from a list': { path: '{at}/people/invite', shows: 'See what it will do' },
  externals: { path: '{at}/people?tab=external', shows: 'What externals can’t do' },
  invitations: { path: '{at}/people?tab=invitations', shows: 'noor.haddad@halden.example' },
  requests: { path: '{at}/people?tab=requests', shows: 'Nobody has asked to join' },
  'invite people': { path: '{at}/people?new=invitation', shows: 'Send invitation' },
  roles: { path: '{at}/people?tab=roles', shows: 'See the organization' },
  'list of roles': { path: '{at}/people?tab=roles&view=list', shows: 'Can do everything, and appoint owners.' },
  'a new role': { path: '{at}/people/roles/new?from=member', shows: 'Create role' },
  'a role': { path: '{at}/people/roles/{role}', shows: 'Make it the default' },
  'retire role': {
    path: '{at}/people/roles/{role}',
    shows: 'Keep the role',
    first: (page) => page.getByRole('button', { name: 'Retire…' }).click(),
  },
  'a person': {
    path: '{at}/people',
    shows: 'What Ada may do, and why',
    first: (page) => page.locator('[data-row]').first().click(),
  },
  'leave, with what one owns': { path: '{at}/me/leave', shows: /^2 still need a decision/ },
  'remove who is gone': { path: '{at}/people/{bot}/remove', shows: 'Nobody like that is here' },
  'API keys': { path: '{at}/api-keys', shows: 'Deploy pipeline' },
  'issue key': {
    path: '{at}/api-keys?new=key',
    shows: 'At most what you may do yourself, at any moment. The key ends when you leave.',
  },
  settings: { path: '{at}/settings', shows: 'Changed once' },
  security: { path: '{at}/settings/security', shows: 'No domain yet' },
  policies: { path: '{at}/settings/policies', shows: 'Invitations a day' },
  'what a starting point would change': {
    path: '{at}/settings/policies',
    shows: /^Make \d+ changes$/,
    first: (page) => page.getByRole('button', { name: /^signup-only/ }).click(),
  },
  destinations: { path: '{at}/settings/destinations', shows: 'The audit log stays here' },
  'add destination': {
    path: '{at}/settings/destinations',
    shows: 'Everything that ever happened',
    first: async (page) => {
      await page.getByRole('button', { name: 'Add destination' }).click();
      await page.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: 'S3 bucket' }).click();
      await page.getByRole('combobox', { name: 'Gets' }).click();
    },
  },
  'account info': { path: '{at}/settings/account-info', shows: 'No phone number yet' },
  'add phone number': {
    path: '{at}/settings/account-info',
    shows: 'With its country code',
    first: (page) => page.getByRole('button', { name: 'Add number' }).click(),
  },
  'danger zone': { path: '{at}/settings/danger', shows: 'any owner can bring it back as it is.' },
  'name over time': {
    path: '{at}/settings',
    shows: 'In the audit log',
    first: (page) => page.getByRole('button', { name: /Changed once/ }).click(),
  },
  'audit log': { path: '{at}/audit', shows: 'Today' },
  'audit log, access': { path: '{at}/audit?area=access', shows: 'signed in by the link that verified the address' },
  'audit log, searched': { path: '{at}/audit?search=invoice', shows: 'invoice' },
  'audit log, routine unfolded': {
    path: '{at}/audit',
    shows: /began to read/,
    first: (page) =>
      page
        .getByRole('button', { name: /routine entr/ })
        .first()
        .click(),
  },
  'audit log, any time': {
    path: '{at}/audit',
    shows: 'Before (UTC)',
    first: async (page) => {
      await page.getByRole('button', { name: 'Time' }).click();
      await page.getByRole('menuitem', { name: 'From … to …' }).click();
    },
  },
  proofs: { path: '{at}/proofs', shows: 'Check it in this browser' },
  'export of the audit log': {
    path: '{at}/audit?area=fleet',
    shows: 'CSV, for spreadsheets',
    first: async (page) => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('combobox', { name: 'Format' }).click();
    },
  },
  incident: { path: '{at}/audit/incident', shows: 'As the time began' },
  'an entry': { path: '{at}/audit?row=1', shows: 'Why and how' },
  'the overview as it was': { path: '{at}?at=12', shows: 'Return to now' },
  'bots as they were': { path: '{at}/bots?at=12', shows: 'Return to now' },
  'another moment': { path: '{at}', shows: 'Where things happened', first: (page) => press(page, 't') },
  'before it was created': { path: '{at}?at=2020-01-01T00:00:00Z', shows: 'Go there' },
  access: { path: '{at}/access', shows: /may .* for one reason/ },
  'access in a workspace': { path: '{at}/access?workspace={workspace}', shows: /for 2 reasons/ },
  'who could': { path: '{at}/access?tab=who&may=runs:start', shows: 'Deploy pipeline' },
  'menu and switcher': { path: '{at}', shows: 'All organizations', first: openSwitcher },
  palette: { path: '{at}', shows: 'for a person', first: (page) => press(page, 'Control+k') },
  keys: { path: '{at}', shows: 'They are off while you type.', first: (page) => press(page, '?') },
};

/**
 * D8, D25: every page in both schemes at 1440 and 360 px has no accessibility finding, does not scroll sideways and keeps to
 * its content security policy.
 */
const everyPage = Object.entries({ outside, inside }).flatMap(([who, places]) =>
  Object.entries(places).map(([name, page]) => [name, who, page] as const),
);

describe('D25: every page', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let things: Things & { at: string };
  const visitors = new Map<string, Visitor>();
  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    const ada = await Visitor.at(browser, annals.url);
    const organizationId = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    things = { ...(await someHistory(ada, organizationId)), at: `/organizations/${organizationId}` };
    const { cookies } = await ada.context.storageState();
    expect(ada.troubles).toEqual([]);
    await ada.leave();
    for (const width of widths) {
      const guest = await Visitor.at(browser, annals.url, { width, scheme: 'light' });
      const member = await Visitor.at(browser, annals.url, { width, scheme: 'light' });
      await member.context.addCookies(cookies);
      await Promise.all([guest, member].map(({ context }) => bringAxe(context)));
      visitors.set(`outside ${width}`, guest);
      visitors.set(`inside ${width}`, member);
    }
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  const lookAt = async (who: string, width: number, { path, shows, first }: PageUnderTest) => {
    const visitor = visitors.get(`${who} ${width}`);
    if (visitor === undefined) throw new Error(`Nobody is ${who}`);
    await visitor.widen(width);
    await visitor.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const opened = await visitor.go(
      path
        .replace('{at}', things.at)
        .replace('{bot}', things.botId)
        .replace('{run}', things.runId)
        .replace('{role}', things.roleId)
        .replace('{trigger}', things.triggerId)
        .replace('{workspace}', things.workspaceId)
        .replace('{source}', things.sourceId),
    );
    // null: the browser only went to another part of the page it had open
    expect([path, opened === null]).toEqual([path, false]);
    await first?.(visitor.page);
    await visitor.sees(shows);
    const shifted = await visitor.shifts();
    await picture(visitor.page, `${path.slice(1)}-${width}`);
    const found = await findings(visitor.page);
    await visitor.widen(widths.find((other) => other !== width) ?? width);
    const resized = await sideways(visitor.page);
    expect({ found, resized, troubles: visitor.troubles.splice(0) }).toEqual({ found: [], resized: [], troubles: [] });
    // Below 0.1 nobody notices (Core Web Vitals); measured here: 0.08 at most.
    expect([shifted.reduce((sum, { value }) => sum + value, 0) < 0.1, shifted]).toEqual([true, shifted]);
  };

  describe.each(widths)('D25, X14: at %i px', (width) => {
    it.each(everyPage.filter((_, nth) => isOpenedAt(nth, width)))('%s', (_, who, page) => lookAt(who, width, page));
  });
});
