import { refused, routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { ApproveAccessCommand } from '../commands/approve-access/approve-access.handler';
import { denyAccess } from '../commands/deny-access/deny-access';
import { RequestAccessCommand } from '../commands/request-access/request-access.handler';
import { revokeGrant } from '../commands/revoke-grant/revoke-grant';
import { SetRunAsCommand } from '../commands/set-run-as/set-run-as.handler';
import { ShareAppCommand } from '../commands/share-app/share-app.handler';
import { withdrawAccess } from '../commands/withdraw-access/withdraw-access';
import { fleet } from './fleet';
import { granterOf } from './granter';
import { personOf } from './own-bot';

const of = routes.automation;
export const RevokeGrant = command('RevokeGrant', fleet, ofOrganization, revokeGrant);
export const WithdrawAccess = command('WithdrawAccess', fleet, ofOrganization, withdrawAccess);

/** Commands about who may do something with single bots, and as whom they run, by their routes. */
export const appGrantCommands = [
  serve(
    of.shareApp,
    ({ asked, caller, context }) => new ShareAppCommand({ ...asked, granter: granterOf(caller) }, context),
    idsAndEffect,
  ),
  serve(
    of.revokeGrant,
    ({ asked, caller, context }) => new RevokeGrant.Command({ ...asked, granter: granterOf(caller) }, context),
    idsAndEffect,
  ),
  serve(
    of.requestAccess,
    ({ asked, caller, context }) => new RequestAccessCommand(asked, context, caller),
    (made, { context }) => ({ accessRequestId: uuidV5(context.commandId, 'access-request'), ...effectOf(made) }),
  ),
  serve(
    of.approveAccess,
    ({ asked, caller, context }) => new ApproveAccessCommand({ ...asked, granter: granterOf(caller) }, context),
    idsAndEffect,
  ),
  serve(of.denyAccess, command('DenyAccess', fleet, ofOrganization, denyAccess), idsAndEffect),
  serve(
    of.withdrawAccess,
    ({ asked, caller, context }) => {
      const who = personOf(caller);
      if (!who) throw refused('FORBIDDEN', { requiredPermission: of.withdrawAccess.access });
      return new WithdrawAccess.Command({ ...asked, who }, context);
    },
    idsAndEffect,
  ),
  serve(
    of.setRunAs,
    ({ asked, caller, context }) => new SetRunAsCommand({ ...asked, by: personOf(caller) }, context),
    idsAndEffect,
  ),
] as const;
