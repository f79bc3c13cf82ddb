import { refused } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import type { Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { signUpOf } from '../../account/mail-limits';
import { resendVerification } from './resend-verification';

interface Resent {
  readonly userId: string;
  readonly position: string;
}

export class ResendVerificationCommand extends Command<Resent> {
  constructor(
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** C1: counted by mailbox like a sign-up, as it is the same mail; what sends nothing is not counted. */
@CommandHandler(ResendVerificationCommand)
export class ResendVerificationHandler implements ICommandHandler<ResendVerificationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
  ) {}

  async execute({ context, principal }: ResendVerificationCommand): Promise<Resent> {
    if (principal?.kind !== 'user') throw refused('UNAUTHENTICATED');
    const userId = principal.id;
    const target = { stream: account, id: [userId] } as const;
    const { email } = await this.directory.contact(userId);
    const mails = await this.store.wouldAppend(target, context, (state, facts) =>
      resendVerification(state, { userId }, facts),
    );
    const retryAfter = mails && email !== null ? await this.vault.rateLimits.spend(signUpOf(email)) : undefined;
    if (retryAfter !== undefined) throw refused('RATE_LIMITED', { retryAfter });
    const { position } = await this.store.decide(target, context, (state, facts) =>
      resendVerification(state, { userId }, facts),
    );
    return { userId, position };
  }
}
