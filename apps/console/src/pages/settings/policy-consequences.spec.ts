import { policyNames, presets, unsaidPolicies } from '@annals/contracts';
import { consequencesOf, type Holders } from './policy-consequences';

const holders: Holders = {
  admin: { name: 'Admin', members: 3 },
  member: { name: 'Member', members: 1 },
  external: { name: 'External', members: 2 },
};
const said = (name: (typeof policyNames)[number], to: boolean) => consequencesOf({ name, to }, unsaidPolicies, holders);

describe('X1–X15: what switching a policy means', () => {
  it('is said of each role by what its holders may then, and how many they are', () => {
    expect(said('adminMayDelete', true)).toEqual([
      '3 who are Admin may then also delete the organization, and take that back.',
    ]);
    expect(said('membersMayCreateWorkspaces', true)).toContain('1 who is Member may then also make workspaces.');
    expect(said('adminHasBilling', false).join()).toMatch(/^3 who are Admin may no longer .*billing/);
    expect(said('membersMayLeave', false)).toContain('2 who are External may no longer leave the organization.');
  });

  it('is said without numbers to who may not see people', () =>
    expect(consequencesOf({ name: 'adminMayDelete', to: true }, unsaidPolicies, {})).toEqual([
      'Who is Admin may then also delete the organization, and take that back.',
    ]));

  it('is something for every switch, both ways', () => {
    for (const { organization } of Object.values(presets))
      for (const name of policyNames.filter((each) => typeof organization[each] === 'boolean'))
        expect([name, consequencesOf({ name, to: organization[name] !== true }, organization, holders)]).not.toEqual([
          name,
          [],
        ]);
  });

  it('counts seats', () => expect(said('externalsTakeSeats', false)).toEqual(['2 externals then take no seats.']));
});
