import { routes } from '@annals/contracts';
import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { changeRolePermissions } from '../commands/change-role-permissions/change-role-permissions';
import { changeRolePurpose } from '../commands/change-role-purpose/change-role-purpose';
import { renameRole } from '../commands/rename-role/rename-role';
import { retireRole } from '../commands/retire-role/retire-role';
import { setDefaultRole } from '../commands/set-default-role/set-default-role';
import { organization } from './organization';

const of = routes.organization;

/** Commands about roles of its own, by their routes. */
export const roleCommands = [
  serve(of.renameRole, command('RenameRole', organization, ofOrganization, renameRole), idsAndEffect),
  serve(
    of.changeRolePurpose,
    command('ChangeRolePurpose', organization, ofOrganization, changeRolePurpose),
    idsAndEffect,
  ),
  serve(
    of.changeRolePermissions,
    command('ChangeRolePermissions', organization, ofOrganization, changeRolePermissions),
    idsAndEffect,
  ),
  serve(of.retireRole, command('RetireRole', organization, ofOrganization, retireRole), idsAndEffect),
  serve(of.setDefaultRole, command('SetDefaultRole', organization, ofOrganization, setDefaultRole), idsAndEffect),
] as const;
