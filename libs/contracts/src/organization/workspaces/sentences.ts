import { person, tells, type Piece, type SentenceTemplate } from '../../sentence';
import { workspaceRoleName } from '../../workspace-roles';
import * as events from './events';

const workspace = (id: string): Piece => ({ kind: 'workspace', id });

export const workspacesSentences: { readonly [Type in events.WorkspacesEvent['type']]: SentenceTemplate<Type> } = {
  WorkspaceCreated: tells(events.workspaceCreated, ({ workspaceId, isDefault }) => [
    isDefault ? 'created the default workspace ' : 'created the workspace ',
    workspace(workspaceId),
  ]),
  WorkspaceRenamed: tells(events.workspaceRenamed, (_, text) => [`renamed a workspace to ${text('name')}`]),
  WorkspaceSettingsChanged: tells(
    events.workspaceSettingsChanged,
    ({ workspaceId, timeZone, inactivityMinutes: minutes }) => [
      'set the time zone of ',
      workspace(workspaceId),
      ` to ${timeZone ?? 'that of the organization'}, and `,
      minutes === null ? 'no time of its own without activity' : `${minutes} minutes without activity`,
    ],
  ),
  WorkspaceLimitsSet: tells(events.workspaceLimitsSet, ({ workspaceId, members }) => [
    members === null ? 'took the limit off who may be in ' : `let at most ${members} people be added to `,
    workspace(workspaceId),
  ]),
  WorkspaceRunRetentionSet: tells(events.workspaceRunRetentionSet, ({ workspaceId, days }) => [
    days === null ? 'let runs be seen as long as the organization has it in ' : `let runs be seen for ${days} days in `,
    workspace(workspaceId),
  ]),
  WorkspaceMemberAdded: tells(events.workspaceMemberAdded, ({ workspaceId, personId, role }) => [
    'added ',
    person(personId),
    ' to ',
    workspace(workspaceId),
    ` as ${workspaceRoleName(role)}`,
  ]),
  WorkspaceRoleChanged: tells(events.workspaceRoleChanged, ({ workspaceId, personId, role }) => [
    'made ',
    person(personId),
    ` ${workspaceRoleName(role)} in `,
    workspace(workspaceId),
  ]),
  WorkspaceMemberRemoved: tells(events.workspaceMemberRemoved, ({ workspaceId, personId }) => [
    'took ',
    person(personId),
    ' out of ',
    workspace(workspaceId),
  ]),
  WorkspaceArchived: tells(events.workspaceArchived, ({ workspaceId }) => [
    'archived the workspace ',
    workspace(workspaceId),
  ]),
  WorkspaceRestored: tells(events.workspaceRestored, ({ workspaceId }) => [
    'restored the workspace ',
    workspace(workspaceId),
  ]),
  WorkspaceDeleted: tells(events.workspaceDeleted, ({ workspaceId }) => [
    'deleted the workspace ',
    workspace(workspaceId),
  ]),
};
