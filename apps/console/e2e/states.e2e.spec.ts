import { byTurns, launchBrowser, scaled, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { crowded } from './support/colleagues';
import { someHistory } from './support/history';
import { byKeyboard } from './support/keyboard-states';
import { bringAxe } from './support/look';
import { PASSWORD, signUp, someAddress } from './support/sign-up';
import { asItIs, whenItFails, whileLoading, type StatePage } from './support/states';
import { Visitor } from './support/visitor';

jest.setTimeout(180_000);
/** So many cases on every commit: by turns, and by night all. */
const AT_ONCE = 3;

const settings = { headline: 'Settings' } as const;
const people = { headline: 'People' } as const;
const workspaces = { path: '/workspaces', headline: 'Workspaces' } as const;
type Pages = Readonly<Record<string, StatePage>>;
/** Every page of the organization, with what is on it once everything is there. */
const pages: Pages = {
  general: { path: '/settings', shows: 'Save address', needsNothing: true, ...settings },
  'account-info': { path: '/settings/account-info', shows: 'Add number', ...settings },
  policies: { path: '/settings/policies', shows: 'Invitations a day', ...settings },
  security: { path: '/settings/security', shows: 'No domain yet', ...settings },
  danger: { path: '/settings/danger', shows: /any owner can bring it back as it is/, needsNothing: true, ...settings },
  members: { path: '/people', shows: 'Ada', ...people },
  external: { path: '/people?tab=external', shows: 'What externals can’t do', ...people },
  invitations: { path: '/people?tab=invitations', shows: 'noor.haddad@halden.example', ...people },
  requests: { path: '/people?tab=requests', shows: 'Nobody has asked to join', ...people },
  roles: { path: '/people?tab=roles', shows: 'See the organization', ...people },
  'role-edit': { path: '/people/roles/{role}', shows: 'Make it the default', headline: /./ },
  workspaces: { shows: 'Customs', ...workspaces },
  workspace: { path: '/workspaces/{workspace}', shows: 'Archive workspace', headline: /./ },
  bot: { path: '/bots/{bot}', shows: 'Issue key', headline: /./ },
  checklist: { path: '', shows: 'Bots now', headline: 'Overview' },
};
const reading = Object.fromEntries(Object.entries(pages).filter(([, { needsNothing }]) => needsNothing === undefined));
/** Of the same pages in an organization in which nothing was done yet. */
const empty: Pages = {
  external: { path: '/people?tab=external', shows: 'Nobody from outside', ...people },
  invitations: { path: '/people?tab=invitations', shows: 'Nobody has been invited yet', ...people },
  workspaces: { shows: 'Default workspace', ...workspaces },
  security: { path: '/settings/security', shows: 'No domain yet', ...settings },
  'account-info': { path: '/settings/account-info', shows: 'No phone number yet', ...settings },
  'no such workspace': { ...workspaces, path: '/workspaces?search=zzz', shows: 'No workspaces match these filters' },
};
/** What an external reads where they may not look. */
const closed: Pages = {
  general: { path: '/settings', shows: "You can't see", ...settings },
  policies: { path: '/settings/policies', shows: "You can't see", ...settings },
  security: { path: '/settings/security', shows: "You can't see", ...settings },
  danger: { path: '/settings/danger', shows: "You can't see", ...settings },
  'account-info': { path: '/settings/account-info', shows: "You can't see", ...settings },
  people: { path: '/people', shows: "You can't see", ...people },
  'role-edit': { path: '/people/roles/{role}', shows: "You can't see", headline: /./ },
  workspaces: { ...workspaces, shows: "You can't see" },
};
/** Where there is as much as may be. */
const long: Pages = {
  members: { path: '/people', shows: /Colleague \d+/, ...people },
  external: { path: '/people?tab=external', shows: /guest\d+@/, ...people },
  invitations: { path: '/people?tab=invitations', shows: /guest\d+@/, ...people },
  roles: { path: '/people?tab=roles', shows: 'Shift 1', ...people },
  workspaces: { shows: 'Terminal 1', ...workspaces },
};
/** Where something is done about a row without a mouse. */
const eva = { row: /^E ?Eva/, dialog: /./ };
const keyboard: Pages = {
  members: { path: '/people', shows: 'Eva', ...people, keys: { ...eva, act: 'Change roles' } },
  external: {
    path: '/people?tab=external',
    shows: 'Eva',
    ...people,
    keys: { ...eva, menu: 'More about Eva', act: 'Extend access…' },
  },
  workspaces: {
    shows: 'Customs',
    ...workspaces,
    keys: { row: /^Customs/, menu: 'More about Customs', act: 'Archive…', dialog: /Customs/ },
  },
};
const states = { loading: pages, error: reading, empty, forbidden: closed, long, keyboard };
type State = keyof typeof states;
const all = (Object.keys(states) as State[]).flatMap((state) =>
  Object.entries(states[state]).map(([name, page]) => [`${name} ${state}`, state, page] as const),
);

/** As much as an organization may have: 500 invitations, 50 roles, 200 workspaces. */
async function fill(ada: Visitor, organizationId: string): Promise<void> {
  const base = `/organizations/${organizationId}`;
  const count = (most: number) => Array.from({ length: most }, (_, n) => n + 1);
  const list = count(50).map(() => 'invite');
  await ada.sends(`${base}/policies`, { invitationsPerDay: 1000 });
  for (const nth of count(scaled(1, 10))) {
    const csv = list.map((_, n) => `guest${nth * 50 + n}@halden.example`).join('\n');
    await ada.sends(`${base}/invitations/bulk`, { csv, roles: ['external'], expected: list });
  }
  for (const n of count(scaled(3, 49)))
    await ada.sends(`${base}/roles`, { name: `Shift ${n}`, permissions: ['org:read'] });
  for (const n of count(scaled(3, 198))) await ada.sends(`${base}/workspaces`, { name: `Terminal ${n}` });
}

describe('D25: a page of an organization that is not there yet, fails, is empty, closed or long', () => {
  let annals: TestAnnals;
  let browser: Browser;
  let ada: Visitor;
  let eva: Visitor;
  let made: string;
  let fresh: string;
  let filled: Promise<void> | undefined;
  let at: (page: StatePage, of: string) => StatePage;
  beforeAll(async () => {
    [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    [ada, eva] = [await Visitor.at(browser, annals.url), await Visitor.at(browser, annals.url)];
    await Promise.all([ada, eva].map(({ context }) => bringAxe(context)));
    made = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    const things = await someHistory(ada, made);
    const another = { name: 'Halden Rail', alias: 'Ada', country: 'NO', timeZone: 'Europe/Oslo' };
    fresh = String((await ada.sends('/organizations', another))['organizationId']);
    const email = someAddress('eva');
    await ada.sends(`/organizations/${made}/invitations`, { email, roles: ['external'] });
    const token = /#(\S+)/.exec((await annals.mail(email))[0]?.text ?? '')?.[1] ?? '';
    await eva.sends('/invitations/accept', { token, password: PASSWORD, alias: 'Eva' });
    at = (page, of) => ({
      ...page,
      path: `/organizations/${of}${page.path.replace('{role}', things.roleId).replace('{workspace}', things.workspaceId).replace('{bot}', things.botId)}`,
    });
  });
  afterAll(async () => {
    await browser.close();
    await annals.stop();
  });

  const looks: Record<State, (name: string, page: StatePage) => Promise<readonly string[]>> = {
    loading: (name, page) => whileLoading(ada, name, at(page, made)),
    error: (name, page) => whenItFails(ada, name, at(page, made)),
    empty: (name, page) => asItIs(ada, name, at(page, fresh)),
    forbidden: (name, page) => asItIs(eva, name, at(page, made)),
    keyboard: (name, page) => byKeyboard(ada, name, at(page, made)),
    long: async (name, page) => {
      if (page === long.members) return asItIs(ada, name, at(page, await crowded(annals, ada, scaled(3, 500))));
      await (filled ??= fill(ada, made));
      return asItIs(ada, name, at(page, made));
    },
  };
  it.each(byTurns(all, AT_ONCE))('%s', async (name, state, page) => {
    // What shows that everything is there may be elsewhere on a small screen, which the case before left.
    await Promise.all([ada, eva].map((each) => each.widen(1440)));
    expect(await looks[state](name, page)).toEqual([]);
    expect([...ada.troubles, ...eva.troubles]).toEqual([]);
  });
});
