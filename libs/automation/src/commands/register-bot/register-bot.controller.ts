import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { effectOf, serve, type RequestFacts } from '@annals/platform';
import type { Owner } from '../../fleet/fleet';
import { RegisterBotCommand } from './register-bot.handler';

/** The person who asks, also by a key of theirs. */
function ownerOf({ member, principal }: Pick<RequestFacts, 'member' | 'principal'>): Owner | undefined {
  if (member) return { personId: member.personId, membership: member.membership };
  const holder = principal?.key?.holder;
  return holder?.kind === 'person' && holder.membership !== undefined
    ? { personId: holder.id, membership: holder.membership }
    : undefined;
}

export const RegisterBotController = serve(
  routes.automation.registerBot,
  ({ asked, caller, context }) => new RegisterBotCommand({ ...asked, owner: ownerOf(caller) }, context),
  (decided, { context }) => ({ botId: uuidV5(context.commandId, 'bot'), ...effectOf(decided) }),
);
