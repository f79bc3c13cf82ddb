import type { KeyHolder, Role } from '@annals/contracts';
import { ownRoleHandlers, ownRoleRows, policyHandlers, policyRows } from '@annals/platform';
import { counters, json, personal, rows, shown, view } from '@annals/views';

/**
 * The API keys of an organization, whose they are, and what their holders may. When one was last used is no event: the
 * vault knows it.
 */
export const apiKeys = view({
  name: 'api_keys',
  version: 12,
  sequence: true,
  tables: {
    keys: rows({
      key: ['organization_id', 'key_id'],
      columns: {
        organization_id: 'uuid',
        key_id: 'uuid',
        bot_id: 'uuid?',
        holder: json<KeyHolder>(),
        issued_by: 'uuid',
        name: 'text?',
        permissions: json<readonly string[]>(),
        issued_at: 'instant',
        /** Of the event that issued it. */
        sequence: 'int8',
        expires_at: 'instant',
        revoked_at: 'instant?',
        ended_by: 'text?',
      },
    }),
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: { organization_id: 'uuid', bot_id: 'uuid', workspace_id: 'uuid', name: 'text?' },
    }),
    /** Former members stay: keys name who issued them. `memberships` counts how often somebody joined. */
    members: rows({
      key: ['organization_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        alias: personal('person_id'),
        active: 'bool',
        suspended: 'bool',
        roles: json<readonly Role[]>(),
        /** Of the event that began this membership: what is older belongs to an earlier one. */
        sequence: 'int8',
      },
    }),
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid' },
    }),
    /** Who was added to a workspace, and since which event: what their keys may there. */
    workspace_members: rows({
      key: ['organization_id', 'workspace_id', 'person_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', person_id: 'uuid', role: 'text', sequence: 'int8' },
    }),
    roles: ownRoleRows,
    policies: policyRows,
    memberships: counters({ key: ['organization_id', 'person_id'], columns: { n: 'int8' } }),
  },
  // the order of the list, for an organization and for a bot
  indexes: {
    keys: [
      ['organization_id', 'issued_at', 'key_id'],
      ['organization_id', 'bot_id', 'issued_at', 'key_id'],
    ],
  },
  on: {
    ApiKeyIssued: (t, e) => {
      const { keyId, holder, issuedBy, permissions, expiresAt } = e.data;
      t.keys.put({
        organization_id: e.organization,
        key_id: keyId,
        bot_id: holder.kind === 'bot' ? holder.id : null,
        holder,
        issued_by: issuedBy,
        name: shown(e.text, 'name'),
        permissions,
        issued_at: e.at,
        sequence: e.sequence,
        expires_at: expiresAt,
      });
    },
    ApiKeyRevoked: (t, e) => t.keys.patch([e.organization, e.data.keyId], { revoked_at: e.at, ended_by: e.data.cause }),
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
      }),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
    BotRenamed: (t, e) => t.bots.patch([e.organization, e.data.botId], { name: shown(e.text, 'name') }),
    MemberAdded: (t, e) => {
      t.members.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        alias: shown(e.personal, 'alias'),
        active: true,
        suspended: false,
        roles: e.data.roles,
        sequence: e.sequence,
      });
      t.memberships.increment([e.organization, e.data.personId], { n: 1 });
    },
    MemberProfileUpdated: (t, e) =>
      t.members.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    MemberRolesChanged: (t, e) => t.members.patch([e.organization, e.data.personId], { roles: e.data.roles }),
    WorkspaceCreated: (t, e) => t.workspaces.put({ organization_id: e.organization, workspace_id: e.data.workspaceId }),
    WorkspaceDeleted: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    WorkspaceMemberAdded: (t, e) =>
      t.workspace_members.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        person_id: e.data.personId,
        role: e.data.role,
        sequence: e.sequence,
      }),
    WorkspaceRoleChanged: (t, e) =>
      t.workspace_members.patch([e.organization, e.data.workspaceId, e.data.personId], { role: e.data.role }),
    WorkspaceMemberRemoved: (t, e) => t.workspace_members.remove([e.organization, e.data.workspaceId, e.data.personId]),
    ...ownRoleHandlers,
    ...policyHandlers,
    MemberSuspended: (t, e) => t.members.patch([e.organization, e.data.personId], { suspended: true }),
    MemberReinstated: (t, e) => t.members.patch([e.organization, e.data.personId], { suspended: false }),
    MemberRemoved: (t, e) => t.members.patch([e.organization, e.data.personId], { active: false }),
    MemberLeft: (t, e) => t.members.patch([e.organization, e.data.personId], { active: false }),
  },
});
