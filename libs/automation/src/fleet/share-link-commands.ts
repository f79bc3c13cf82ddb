import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, idsAndEffect, ofOrganization, serve, workspacesWith } from '@annals/platform';
import { AcceptShareLinkCommand } from '../commands/accept-share-link/accept-share-link.handler';
import { CopyBotCommand } from '../commands/copy-bot/copy-bot.handler';
import { CopyByLinkCommand } from '../commands/copy-by-link/copy-by-link.handler';
import { MakeShareLinkCommand } from '../commands/make-share-link/make-share-link.handler';
import { revokeShareLink } from '../commands/revoke-share-link/revoke-share-link';
import { fleet } from './fleet';
import { granterOf } from './granter';
import { personOf } from './own-bot';

const of = routes.automation;

const copied = (decided: { revision: number; position: string }, { context }: { context: { commandId: string } }) => ({
  botId: uuidV5(context.commandId, 'bot'),
  ...effectOf(decided),
});

/** Commands about links to bots, and copies of bots, by their routes. */
export const shareLinkCommands = [
  serve(
    of.makeShareLink,
    ({ asked, caller, context }) => new MakeShareLinkCommand({ ...asked, granter: granterOf(caller) }, context),
    ({ linkId, secret, ...made }, { asked: { botId } }) => ({ botId, linkId, secret, ...effectOf(made) }),
  ),
  serve(of.revokeShareLink, command('RevokeShareLink', fleet, ofOrganization, revokeShareLink), idsAndEffect),
  serve(
    of.acceptShareLink,
    ({ asked, caller, context }) => new AcceptShareLinkCommand(asked, context, caller),
    ({ botId, level, until, ...accepted }) => ({ botId, level, until, ...effectOf(accepted) }),
  ),
  serve(
    of.copyBot,
    ({ asked, caller, context }) =>
      new CopyBotCommand(asked, context, { owner: personOf(caller), scope: workspacesWith(caller, of.copyBot.access) }),
    copied,
  ),
  serve(of.copyByLink, ({ asked, caller, context }) => new CopyByLinkCommand(asked, context, personOf(caller)), copied),
] as const;
