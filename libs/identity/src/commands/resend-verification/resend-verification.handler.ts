import { refused } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { decideCounted, type Principal } from '@annals/platform';
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
    const { store, vault } = this;
    const userId = principal.id;
    const target = { stream: account, id: [userId] } as const;
    const { email } = await this.directory.contact(userId);
    const counts = () => (email === null ? [] : signUpOf(email));
    const { position } = await decideCounted({ store, vault, target, context, counts }, (state, facts) =>
      resendVerification(state, { userId }, facts),
    );
    return { userId, position };
  }
}
