import { routes } from '@annals/contracts';
import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { AddPhoneCommand } from '../commands/add-phone/add-phone.handler';
import { assignPhone } from '../commands/assign-phone/assign-phone';
import { makePhoneDefault } from '../commands/make-phone-default/make-phone-default';
import { removePhone } from '../commands/remove-phone/remove-phone';
import { renamePhone } from '../commands/rename-phone/rename-phone';
import { SendPhoneCodeCommand } from '../commands/send-phone-code/send-phone-code.handler';
import { VerifyPhoneCommand } from '../commands/verify-phone/verify-phone.handler';
import { organization } from './organization';

const of = routes.organization;

/** Commands about phone numbers, by their routes. */
export const phoneCommands = [
  serve(of.addPhone, { Command: AddPhoneCommand }, (added, { asked }) =>
    idsAndEffect(added, { asked: { ...asked, phoneId: added.phoneId } }),
  ),
  serve(of.sendPhoneCode, { Command: SendPhoneCodeCommand }, idsAndEffect),
  serve(of.verifyPhone, { Command: VerifyPhoneCommand }, idsAndEffect),
  serve(of.makePhoneDefault, command('MakePhoneDefault', organization, ofOrganization, makePhoneDefault), idsAndEffect),
  serve(of.renamePhone, command('RenamePhone', organization, ofOrganization, renamePhone), idsAndEffect),
  serve(of.assignPhone, command('AssignPhone', organization, ofOrganization, assignPhone), idsAndEffect),
  serve(of.removePhone, command('RemovePhone', organization, ofOrganization, removePhone), idsAndEffect),
] as const;
