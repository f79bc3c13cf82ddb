import type { Role } from '@annals/contracts';
import { policyHandlers, policyRows } from '@annals/platform';
import { json, rows, shown, view } from '@annals/views';

/**
 * Workspaces, how many people were added to them, and their bots. What somebody was in a workspace ends with their membership: the
 * rows stay, and are those of an earlier membership by their sequence.
 */
export const workspaces = view({
  name: 'workspaces',
  version: 7,
  sequence: true,
  tables: {
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: {
        organization_id: 'uuid',
        workspace_id: 'uuid',
        name: 'text?',
        time_zone: 'text?',
        inactivity_minutes: 'int8?',
        member_limit: 'int8?',
        runs_kept_days: 'int8?',
        created_at: 'instant',
        archived_at: 'instant?',
      },
    }),
    added: rows({
      key: ['organization_id', 'workspace_id', 'person_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', person_id: 'uuid', sequence: 'int8' },
    }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        status: 'text', // active, suspended, former
        roles: json<readonly Role[]>(),
        sequence: 'int8',
      },
    }),
    policies: policyRows,
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: { organization_id: 'uuid', bot_id: 'uuid', workspace_id: 'uuid' },
    }),
  },
  on: {
    WorkspaceCreated: (t, e) =>
      t.workspaces.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
        created_at: e.at,
      }),
    WorkspaceRenamed: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { name: shown(e.text, 'name') }),
    WorkspaceSettingsChanged: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], {
        time_zone: e.data.timeZone,
        inactivity_minutes: e.data.inactivityMinutes,
      }),
    WorkspaceLimitsSet: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { member_limit: e.data.members }),
    WorkspaceRunRetentionSet: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { runs_kept_days: e.data.days }),
    WorkspaceArchived: (t, e) => t.workspaces.patch([e.organization, e.data.workspaceId], { archived_at: e.at }),
    WorkspaceRestored: (t, e) => t.workspaces.patch([e.organization, e.data.workspaceId], { archived_at: null }),
    WorkspaceDeleted: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    WorkspaceMemberAdded: (t, e) =>
      t.added.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        person_id: e.data.personId,
        sequence: e.sequence,
      }),
    WorkspaceMemberRemoved: (t, e) => t.added.remove([e.organization, e.data.workspaceId, e.data.personId]),
    MemberAdded: (t, e) =>
      t.people.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        status: 'active',
        roles: e.data.roles,
        sequence: e.sequence,
      }),
    MemberRolesChanged: (t, e) => t.people.patch([e.organization, e.data.personId], { roles: e.data.roles }),
    MemberSuspended: (t, e) => t.people.patch([e.organization, e.data.personId], { status: 'suspended' }),
    MemberReinstated: (t, e) => t.people.patch([e.organization, e.data.personId], { status: 'active' }),
    MemberRemoved: (t, e) => t.people.patch([e.organization, e.data.personId], { status: 'former' }),
    MemberLeft: (t, e) => t.people.patch([e.organization, e.data.personId], { status: 'former' }),
    ...policyHandlers,
    BotRegistered: (t, e) =>
      t.bots.put({ organization_id: e.organization, bot_id: e.data.botId, workspace_id: e.data.workspaceId }),
    BotRetired: (t, e) => t.bots.remove([e.organization, e.data.botId]),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
  },
});
