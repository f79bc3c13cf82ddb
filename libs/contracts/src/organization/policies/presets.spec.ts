import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from './presets';
import { policiesChanged, unsaidPolicies } from './values';

const ROOT = join(__dirname, '../../../../..');
/** The file of the presets, the names that a setting takes, and the page that shows them. */
const MAY = [
  'libs/contracts/src/organization/policies/presets.ts',
  'libs/config/src/variables.ts',
  'libs/config/src/defaults.ts',
];
/** Names as they would stand in code. `instant` and `console` are words of other things, too. */
const byName = /presets\.\w+|presets\['|presets\["|['"](?:signup-only|unified)['"]|policy\s*[!=]==?\s*['"]/;

const sources = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\/src\/.*\.tsx?$/.test(file) && !/\.spec\.tsx?$|\/testing\/|node_modules/.test(file)),
);

describe('presets', () => {
  it('X1–X15: nothing in the code asks for one by name: whoever decides asks for a value', () => {
    expect(sources.length).toBeGreaterThan(500);
    const asking = sources.filter((file) => !MAY.includes(file) && byName.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(asking).toEqual([]);
  });

  it('are no words of the console either: it shows whatever starting points there are', () => {
    const pages = sources.filter((file) => file.startsWith('apps/console/'));
    const name = new RegExp(`['"\`](?:${Object.keys(presets).join('|')})['"\`]`);
    expect(pages.length).toBeGreaterThan(100);
    expect(pages.filter((file) => name.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it('differ in values that an organization can change one by one', () =>
    expect(
      Object.values(presets).map(({ organization }) => Object.keys(policiesChanged(unsaidPolicies, organization))),
    ).toEqual([
      ['hiddenRoles', 'customRoles', 'workspaceTerm', 'workspaceRoles'],
      ['hiddenRoles', 'adminHasBilling', 'catalogue'],
      ['hiddenRoles', 'customRoles', 'ownerTerm', 'adminMayDelete'],
      [],
    ]));

  it('what a history means that says nothing of policies never changes', () =>
    expect(unsaidPolicies).toEqual({
      hiddenRoles: [],
      customRoles: true,
      ownerTerm: 'owner',
      workspaceTerm: 'workspace',
      workspaceRoles: true,
      membersMayCreateWorkspaces: false,
      workspaceOwnersMayInvite: false,
      adminHasBilling: true,
      adminMayDelete: false,
      membersMayLeave: true,
      discoverable: false,
      ownDomainsOnly: false,
      invitationsPerDay: 100,
      externalsTakeSeats: true,
      runsKeptDays: null,
      catalogue: 'assigned_only',
      knowledgeByMeaning: false,
      erasureHoldDays: 7,
    }));
});
