import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { addWorkspaceMember } from '../commands/add-workspace-member/add-workspace-member';
import { ArchiveWorkspaceCommand } from '../commands/archive-workspace/archive-workspace.handler';
import { changeWorkspaceRole } from '../commands/change-workspace-role/change-workspace-role';
import { changeWorkspaceSettings } from '../commands/change-workspace-settings/change-workspace-settings';
import { createWorkspace } from '../commands/create-workspace/create-workspace';
import { DeleteWorkspaceCommand } from '../commands/delete-workspace/delete-workspace.handler';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { removeWorkspaceMember } from '../commands/remove-workspace-member/remove-workspace-member';
import { renameWorkspace } from '../commands/rename-workspace/rename-workspace';
import { restoreWorkspace } from '../commands/restore-workspace/restore-workspace';
import { setRunRetention } from '../commands/set-run-retention/set-run-retention';
import { setWorkspaceLimits } from '../commands/set-workspace-limits/set-workspace-limits';
import { organization } from './organization';

const of = routes.organization;

/** Commands about workspaces, by their routes. */
export const workspaceCommands = [
  serve(
    of.createWorkspace,
    command('CreateWorkspace', organization, ofOrganization, createWorkspace),
    (decided, { context }) => ({ workspaceId: uuidV5(context.commandId, 'workspace'), ...effectOf(decided) }),
  ),
  serve(of.renameWorkspace, command('RenameWorkspace', organization, ofOrganization, renameWorkspace), idsAndEffect),
  serve(
    of.changeWorkspaceSettings,
    command('ChangeWorkspaceSettings', organization, ofOrganization, changeWorkspaceSettings),
    idsAndEffect,
  ),
  serve(
    of.setWorkspaceLimits,
    command('SetWorkspaceLimits', organization, ofOrganization, setWorkspaceLimits),
    idsAndEffect,
  ),
  serve(of.setRunRetention, command('SetRunRetention', organization, ofOrganization, setRunRetention), idsAndEffect),
  serve(of.archiveWorkspace, { Command: ArchiveWorkspaceCommand }, idsAndEffect),
  serve(of.restoreWorkspace, command('RestoreWorkspace', organization, ofOrganization, restoreWorkspace), idsAndEffect),
  serve(of.deleteWorkspace, { Command: DeleteWorkspaceCommand }, idsAndEffect),
  serve(
    of.inviteIntoWorkspace,
    ({ asked: { workspaceId, role, ...asked }, context }) =>
      new InviteMemberCommand({ ...asked, roles: ['external'], workspaces: [{ workspaceId, role }] }, context),
  ),
  serve(
    of.addWorkspaceMember,
    command('AddWorkspaceMember', organization, ofOrganization, addWorkspaceMember),
    idsAndEffect,
  ),
  serve(
    of.changeWorkspaceRole,
    command('ChangeWorkspaceRole', organization, ofOrganization, changeWorkspaceRole),
    idsAndEffect,
  ),
  serve(
    of.removeWorkspaceMember,
    command('RemoveWorkspaceMember', organization, ofOrganization, removeWorkspaceMember),
    idsAndEffect,
  ),
] as const;
