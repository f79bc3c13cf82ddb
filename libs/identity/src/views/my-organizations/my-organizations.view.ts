import type { Role } from '@annals/contracts';
import { ownRoleHandlers, ownRoleRows } from '@annals/platform';
import { counters, json, personal, rows, shown, view } from '@annals/views';

/**
 * What a person sees after signing in: who they are, and which organizations they belong to (A12). Memberships are seen
 * from both sides, by the account and inside the organization; names and sizes only inside the organization.
 */
export const myOrganizations = view({
  name: 'my_organizations',
  version: 7,
  tables: {
    profiles: rows({
      key: ['account_id'],
      columns: { account_id: 'uuid', email: personal('account_id'), verified: 'bool', alias: personal('account_id') },
    }),
    memberships: rows({
      key: ['organization_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        account_id: 'uuid',
        roles: json<readonly Role[]>(),
        joined_at: 'instant',
        suspended: 'bool',
      },
    }),
    organizations: rows({
      key: ['organization_id'],
      columns: { organization_id: 'uuid', name: 'text?', logo: 'text?', status: 'text' },
    }),
    roles: ownRoleRows,
    sizes: counters({ key: ['organization_id'], columns: { members: 'int8', bots: 'int8' } }),
  },
  indexes: { memberships: [['account_id', 'joined_at']] },
  on: {
    UserRegistered: (t, e) =>
      t.profiles.put({ account_id: e.account, email: shown(e.personal, 'email'), verified: false }),
    EmailVerified: (t, e) => t.profiles.patch([e.account], { verified: true }),
    ProfileUpdated: (t, e) => t.profiles.patch([e.account], { alias: shown(e.personal, 'alias') }),
    OrganizationCreated: (t, e) =>
      t.organizations.put({ organization_id: e.organization, name: shown(e.text, 'name'), status: 'active' }),
    OrganizationRenamed: (t, e) => t.organizations.patch([e.organization], { name: shown(e.text, 'name') }),
    OrganizationLogoSet: (t, e) => t.organizations.patch([e.organization], { logo: e.data.digest }),
    OrganizationLogoRemoved: (t, e) => t.organizations.patch([e.organization], { logo: null }),
    OrganizationSuspended: (t, e) => t.organizations.patch([e.organization], { status: 'suspended' }),
    OrganizationReactivated: (t, e) => t.organizations.patch([e.organization], { status: 'active' }),
    OrganizationFrozen: (t, e) => t.organizations.patch([e.organization], { status: 'frozen' }),
    OrganizationUnfrozen: (t, e) => t.organizations.patch([e.organization], { status: 'active' }),
    OrganizationDeletionRequested: (t, e) => t.organizations.patch([e.organization], { status: 'pending_deletion' }),
    OrganizationDeletionCancelled: (t, e) => t.organizations.patch([e.organization], { status: 'active' }),
    MemberAdded: (t, e) => {
      const { personId, userId, roles } = e.data;
      t.memberships.put({
        organization_id: e.organization,
        person_id: personId,
        account_id: userId,
        roles,
        joined_at: e.at,
        suspended: false,
      });
      t.sizes.increment([e.organization], { members: 1 });
    },
    MemberRolesChanged: (t, e) => t.memberships.patch([e.organization, e.data.personId], { roles: e.data.roles }),
    MemberSuspended: (t, e) => t.memberships.patch([e.organization, e.data.personId], { suspended: true }),
    MemberReinstated: (t, e) => t.memberships.patch([e.organization, e.data.personId], { suspended: false }),
    MemberRemoved: (t, e) => {
      t.memberships.remove([e.organization, e.data.personId]);
      t.sizes.increment([e.organization], { members: -1 });
    },
    MemberLeft: (t, e) => {
      t.memberships.remove([e.organization, e.data.personId]);
      t.sizes.increment([e.organization], { members: -1 });
    },
    ...ownRoleHandlers,
    BotRegistered: (t, e) => t.sizes.increment([e.organization], { bots: 1 }),
  },
});
