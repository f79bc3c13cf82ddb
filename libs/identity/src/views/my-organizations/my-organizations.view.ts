import type { Role } from '@annals/contracts';
import { ownRoleHandlers, ownRoleRows, policyHandlers, policyRows } from '@annals/platform';
import { counters, json, personal, rows, shown, view } from '@annals/views';

/**
 * What a person sees after signing in: who they are, and which organizations they belong to (A12). Memberships are seen
 * from both sides, by the account and inside the organization; names and sizes only inside the organization.
 */
export const myOrganizations = view({
  name: 'my_organizations',
  version: 11,
  tables: {
    profiles: rows({
      key: ['account_id'],
      columns: { account_id: 'uuid', email: personal('account_id'), verified: 'bool', alias: personal('account_id') },
    }),
    /** Who asks for one more organization, until they are answered. */
    requests: rows({
      key: ['account_id', 'request_id'],
      columns: { account_id: 'uuid', request_id: 'uuid', asked_at: 'instant', why: personal('account_id') },
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
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', name: 'text?', archived: 'bool' },
    }),
    roles: ownRoleRows,
    /** What owners are called there. */
    policies: policyRows,
    sizes: counters({ key: ['organization_id'], columns: { members: 'int8', bots: 'int8' } }),
  },
  indexes: { memberships: [['account_id', 'joined_at']] },
  on: {
    UserRegistered: (t, e) =>
      t.profiles.put({ account_id: e.account, email: shown(e.personal, 'email'), verified: false }),
    EmailVerified: (t, e) => t.profiles.patch([e.account], { verified: true }),
    ProfileUpdated: (t, e) => t.profiles.patch([e.account], { alias: shown(e.personal, 'alias') }),
    AdditionalOrganizationRequested: (t, e) =>
      t.requests.put({
        account_id: e.account,
        request_id: e.data.requestId,
        asked_at: e.data.at,
        why: shown(e.personal, 'reason'),
      }),
    AdditionalOrganizationApproved: (t, e) => t.requests.remove([e.account, e.data.requestId]),
    AdditionalOrganizationDenied: (t, e) => t.requests.remove([e.account, e.data.requestId]),
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
    WorkspaceCreated: (t, e) =>
      t.workspaces.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
        archived: false,
      }),
    WorkspaceRenamed: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { name: shown(e.text, 'name') }),
    WorkspaceArchived: (t, e) => t.workspaces.patch([e.organization, e.data.workspaceId], { archived: true }),
    WorkspaceRestored: (t, e) => t.workspaces.patch([e.organization, e.data.workspaceId], { archived: false }),
    WorkspaceDeleted: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    ...ownRoleHandlers,
    ...policyHandlers,
    BotRegistered: (t, e) => t.sizes.increment([e.organization], { bots: 1 }),
  },
});
