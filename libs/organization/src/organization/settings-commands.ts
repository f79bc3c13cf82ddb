import { routes } from '@annals/contracts';
import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { cancelDeletion } from '../commands/cancel-deletion/cancel-deletion';
import { ChangePoliciesCommand } from '../commands/change-policies/change-policies.handler';
import { ChangeSlugCommand } from '../commands/change-slug/change-slug.handler';
import { hideChecklist } from '../commands/hide-checklist/hide-checklist';
import { reactivateOrganization } from '../commands/reactivate-organization/reactivate-organization';
import { removeLogo } from '../commands/remove-logo/remove-logo';
import { renameOrganization } from '../commands/rename-organization/rename-organization';
import { RequestDeletionCommand } from '../commands/request-deletion/request-deletion.handler';
import { setLocale } from '../commands/set-locale/set-locale';
import { SetLogoCommand } from '../commands/set-logo/set-logo.handler';
import { suspendOrganization } from '../commands/suspend-organization/suspend-organization';
import { updateAccountInfo } from '../commands/update-account-info/update-account-info';
import { organization } from './organization';

const of = routes.organization;

/** Commands about what an organization is, whether it works, and what it decided, by their routes. */
export const settingsCommands = [
  serve(of.changeSlug, { Command: ChangeSlugCommand }, idsAndEffect),
  serve(
    of.renameOrganization,
    command('RenameOrganization', organization, ofOrganization, renameOrganization),
    idsAndEffect,
  ),
  serve(of.setLogo, { Command: SetLogoCommand }, idsAndEffect),
  serve(of.removeLogo, command('RemoveLogo', organization, ofOrganization, removeLogo), idsAndEffect),
  serve(of.setLocale, command('SetLocale', organization, ofOrganization, setLocale), idsAndEffect),
  serve(
    of.suspendOrganization,
    command('SuspendOrganization', organization, ofOrganization, suspendOrganization),
    idsAndEffect,
  ),
  serve(
    of.reactivateOrganization,
    command('ReactivateOrganization', organization, ofOrganization, reactivateOrganization),
    idsAndEffect,
  ),
  serve(of.requestDeletion, { Command: RequestDeletionCommand }),
  serve(of.cancelDeletion, command('CancelDeletion', organization, ofOrganization, cancelDeletion), idsAndEffect),
  serve(
    of.updateAccountInfo,
    command('UpdateAccountInfo', organization, ofOrganization, updateAccountInfo),
    idsAndEffect,
  ),
  serve(of.changePolicies, { Command: ChangePoliciesCommand }, idsAndEffect),
  serve(of.hideChecklist, command('HideChecklist', organization, ofOrganization, hideChecklist), idsAndEffect),
] as const;
