import {
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  additionalOrganizationRequested,
  botRegistered,
  emailVerified,
  memberAdded,
  memberLeft,
  memberReinstated,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
  organizationCreated,
  organizationFrozen,
  organizationLogoSet,
  organizationReactivated,
  organizationRenamed,
  organizationSuspended,
  organizationUnfrozen,
  orgPolicyChanged,
  type OrganizationEvent,
  profileUpdated,
  userRegistered,
  workspaceArchived,
  workspaceCreated,
  workspaceDeleted,
  workspaceRenamed,
} from '@annals/contracts';
import { policiesSaid } from '@annals/platform';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { myOrganizations } from './my-organizations.view';

const [john, mary] = [someId('john'), someId('mary')];
const [johnHere, maryHere] = [someId('john here'), someId('mary here')];
const at = '2026-06-03T10:00:00.000Z';
const created = organizationCreated({ organizationId: someOrganization, createdBy: johnHere }, { name: 'john' });
const johnAdded = happened(
  memberAdded(
    { personId: johnHere, userId: john, roles: ['owner'], via: 'creation' },
    { email: 'john@acme.com', alias: 'John' },
  ),
  { at },
);
const maryAdded = happened(
  memberAdded(
    { personId: maryHere, userId: mary, roles: ['member'], via: 'invitation' },
    { email: 'mary@acme.com', alias: 'Mary' },
  ),
  { at },
);
const row = (person_id: string, account_id: string, roles: string[]) => ({
  organization_id: someOrganization,
  person_id,
  account_id,
  roles,
  joined_at: at,
  suspended: false,
});

describe('my organizations', () => {
  it('A12: lists where somebody is a member, with their roles', () => {
    const { memberships, organizations, sizes } = givenLog(
      created,
      johnAdded,
      maryAdded,
      memberRolesChanged({ personId: maryHere, roles: ['admin'] }),
      organizationRenamed({}, { name: 'Acme' }),
      organizationLogoSet({ digest: 'a'.repeat(64), format: 'png' }),
      botRegistered({ botId: someId('bot'), workspaceId: someId('workspace'), kind: 'rpa' }, { name: 'Robot' }),
    ).viewOf(myOrganizations);
    expect(memberships).toHaveLength(2);
    expect(memberships).toEqual(
      expect.arrayContaining([row(johnHere, john, ['owner']), row(maryHere, mary, ['admin'])]),
    );
    expect(organizations).toEqual([
      { organization_id: someOrganization, name: 'Acme', logo: 'a'.repeat(64), status: 'active' },
    ]);
    expect(sizes).toEqual([{ organization_id: someOrganization, members: 2, bots: 1 }]);
  });

  it('A12: knows the workspaces of each by name, and which are archived', () => {
    const [customs, old] = [someId('customs'), someId('old')];
    const { workspaces } = givenLog(
      created,
      workspaceCreated({ workspaceId: customs, isDefault: true }, { name: 'Default' }),
      workspaceRenamed({ workspaceId: customs }, { name: 'Customs' }),
      workspaceCreated({ workspaceId: old, isDefault: false }, { name: 'Old' }),
      workspaceArchived({ workspaceId: old }),
      workspaceCreated({ workspaceId: someId('gone'), isDefault: false }, { name: 'Gone' }),
      workspaceDeleted({ workspaceId: someId('gone') }),
    ).viewOf(myOrganizations);
    expect(workspaces.map(({ name, archived }) => [name, archived]).sort()).toEqual([
      ['Customs', false],
      ['Old', true],
    ]);
  });

  it('X4: knows what owners are called there', () => {
    const { policies } = givenLog(
      created,
      orgPolicyChanged({ customRoles: false, ownerTerm: 'owner' }),
      orgPolicyChanged({ ownerTerm: 'organization_admin' }),
    ).viewOf(myOrganizations);
    expect(policiesSaid(policies)).toMatchObject({ customRoles: false, ownerTerm: 'organization_admin' });
  });

  it('marks one that somebody is suspended in, until they are reinstated', () => {
    const suspended = [created, maryAdded, memberSuspended({ personId: maryHere })];
    expect(givenLog(...suspended).viewOf(myOrganizations)).toMatchObject({ memberships: [{ suspended: true }] });
    const back = givenLog(...suspended, memberReinstated({ personId: maryHere })).viewOf(myOrganizations);
    expect(back).toMatchObject({ memberships: [{ suspended: false }] });
  });

  it('A12, A17: lists those that do not work, too, with what they are', () => {
    const statusAfter = (...events: readonly OrganizationEvent[]) =>
      givenLog(created, ...events).viewOf(myOrganizations).organizations[0]?.status;
    const suspended = organizationSuspended({ since: at, by: 'owner' });
    expect(statusAfter(suspended)).toBe('suspended');
    expect(statusAfter(suspended, organizationReactivated({}))).toBe('active');
    expect(statusAfter(organizationFrozen({ since: at }))).toBe('frozen');
    expect(statusAfter(organizationFrozen({ since: at }), organizationUnfrozen({}))).toBe('active');
  });

  it('forgets those that somebody left or was removed from', () => {
    const left = givenLog(created, johnAdded, maryAdded, memberLeft({ personId: maryHere })).viewOf(myOrganizations);
    const removed = givenLog(created, johnAdded, maryAdded, memberRemoved({ personId: maryHere })).viewOf(
      myOrganizations,
    );
    for (const { memberships, sizes } of [left, removed]) {
      expect(memberships).toEqual([row(johnHere, john, ['owner'])]);
      expect(sizes).toEqual([{ organization_id: someOrganization, members: 1, bots: 0 }]);
    }
  });

  it('D17: keeps who asks for one more organization until they are answered, and what they wrote until they are erased', () => {
    const ask = (name: string) =>
      additionalOrganizationRequested({ userId: john, requestId: someId(name), at }, { reason: `A ${name} company` });
    const answered = [
      ask('second'),
      additionalOrganizationDenied({ userId: john, requestId: someId('second') }),
      ask('third'),
      additionalOrganizationApproved({ userId: john, requestId: someId('third') }),
    ];
    expect(givenLog(...answered).viewOf(myOrganizations).requests).toEqual([]);
    const log = givenLog(...answered, ask('fourth'));
    const open = { account_id: john, request_id: someId('fourth'), asked_at: at };
    expect(log.viewOf(myOrganizations).requests).toEqual([{ ...open, why: 'A fourth company' }]);
    expect(log.erasedViewOf(myOrganizations).requests).toEqual([{ ...open, why: null }]);
  });

  it('knows who somebody is until they are erased', () => {
    const log = givenLog(
      userRegistered({ userId: john, via: 'sign_up', expiresAt: at }, { email: 'john@acme.com' }),
      profileUpdated({ userId: john }, { alias: 'John' }),
    );
    const profile = { account_id: john, email: 'john@acme.com', alias: 'John', verified: false };
    expect(log.viewOf(myOrganizations).profiles).toEqual([profile]);
    expect(log.erasedViewOf(myOrganizations).profiles).toEqual([{ ...profile, email: null, alias: null }]);
  });

  it('X13: knows whether an address is verified', () => {
    const { profiles } = givenLog(
      userRegistered({ userId: john, via: 'sign_up', expiresAt: at }, { email: 'john@acme.com' }),
      emailVerified({ userId: john, by: 'link', credentialId: someId('password') }),
    ).viewOf(myOrganizations);
    expect(profiles).toMatchObject([{ account_id: john, verified: true }]);
  });
});
