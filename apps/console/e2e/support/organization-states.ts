import { scaled } from '@annals/testing';
import type { PagesByState, StatePages } from './stage';
import type { Visitor } from './visitor';

const settings = { headline: 'Settings' } as const;
const people = { headline: 'People' } as const;
const workspaces = { path: '/workspaces', headline: 'Workspaces' } as const;
/** Every page of the organization, with what is on it once everything is there. */
const pages: StatePages = {
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
  'why somebody may': { path: '/access', shows: /for one reason/, headline: 'Access' },
  'who could': { path: '/access?tab=who', shows: '1 person can', headline: 'Access' },
  checklist: { path: '', shows: 'Bots now', headline: 'Overview' },
};
const reading = Object.fromEntries(Object.entries(pages).filter(([, { needsNothing }]) => needsNothing === undefined));
/** Of the same pages in an organization in which nothing was done yet. */
const empty: StatePages = {
  external: { path: '/people?tab=external', shows: 'Nobody from outside', ...people },
  invitations: { path: '/people?tab=invitations', shows: 'Nobody has been invited yet', ...people },
  workspaces: { shows: 'Default workspace', ...workspaces },
  security: { path: '/settings/security', shows: 'No domain yet', ...settings },
  'account-info': { path: '/settings/account-info', shows: 'No phone number yet', ...settings },
  'no such workspace': { ...workspaces, path: '/workspaces?search=zzz', shows: 'No workspaces match these filters' },
};
/** What an external reads where they may not look. */
const closed: StatePages = {
  general: { path: '/settings', shows: "You can't see", ...settings },
  policies: { path: '/settings/policies', shows: "You can't see", ...settings },
  security: { path: '/settings/security', shows: "You can't see", ...settings },
  danger: { path: '/settings/danger', shows: "You can't see", ...settings },
  'account-info': { path: '/settings/account-info', shows: "You can't see", ...settings },
  people: { path: '/people', shows: "You can't see", ...people },
  'role-edit': { path: '/people/roles/{role}', shows: "You can't see", headline: /./ },
  workspaces: { ...workspaces, shows: "You can't see" },
  access: { path: '/access', shows: "You can't see", headline: 'Access' },
};
/** Where there is as much as may be. */
const long: StatePages = {
  members: { path: '/people', shows: /Colleague \d+/, ...people },
  external: { path: '/people?tab=external', shows: /guest\d+@/, ...people },
  invitations: { path: '/people?tab=invitations', shows: /guest\d+@/, ...people },
  roles: { path: '/people?tab=roles', shows: 'Shift 1', ...people },
  workspaces: { shows: 'Terminal 1', ...workspaces },
};
/** Where something is done about a row without a mouse. */
const eva = { row: /^E ?Eva/, dialog: /./ };
const keyboard: StatePages = {
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

export const organizationStates: PagesByState = {
  loading: pages,
  error: reading,
  empty,
  forbidden: closed,
  long,
  keyboard,
};

/** As much as an organization may have: 500 invitations, 50 roles, 200 workspaces. */
export async function fillOrganization(ada: Visitor, organizationId: string): Promise<void> {
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
