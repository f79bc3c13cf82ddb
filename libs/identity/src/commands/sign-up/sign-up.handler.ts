import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { signUpOf } from '../../account/mail-limits';
import { signUp } from './sign-up';

export class SignUpCommand extends Command<void> {
  constructor(
    readonly email: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Claim the address, append, confirm: a known and an unknown address take the same steps. */
@CommandHandler(SignUpCommand)
export class SignUpHandler implements ICommandHandler<SignUpCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
  ) {}

  async execute({ email, context }: SignUpCommand): Promise<void> {
    if ((await this.wouldMail(email, context)) && (await this.vault.rateLimits.spend(signUpOf(email))) !== undefined)
      return;
    const { holder: userId } = await this.directory.claim(email, uuidV5(context.commandId, 'user'));
    await this.store.decide(targetOf(userId), context, (state, facts) => signUp(state, { userId, email }, facts));
    await this.directory.confirm(email, userId);
  }

  /** What sends nothing is not counted: whoever asks again and again within a minute keeps nobody's mails back. */
  private async wouldMail(email: string, context: CommandContext): Promise<boolean> {
    const userId = await this.directory.holderOf(email);
    return (
      userId === undefined ||
      (await this.store.wouldAppend(targetOf(userId), context, (state, facts) =>
        signUp(state, { userId, email }, facts),
      ))
    );
  }
}

const targetOf = (userId: string) => ({ stream: account, id: [userId] }) as const;
