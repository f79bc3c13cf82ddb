import type { AccountEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type DecideOn } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account, type Account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { resetOf } from '../../account/mail-limits';
import { requestPasswordReset } from './request-password-reset';

export class RequestPasswordResetCommand extends Command<void> {
  constructor(
    readonly email: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RequestPasswordResetCommand)
export class RequestPasswordResetHandler implements ICommandHandler<RequestPasswordResetCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
  ) {}

  /** What sends nothing is not counted: whoever asks again and again within a minute keeps nobody's mails back. */
  async execute({ email, context }: RequestPasswordResetCommand): Promise<void> {
    const userId = await this.directory.holderOf(email);
    if (userId === undefined) return;
    const target = { stream: account, id: [userId] } as const;
    const decide: DecideOn<Account, AccountEvent> = (state, facts) => requestPasswordReset(state, { userId }, facts);
    if (
      !(await this.store.wouldAppend(target, context, decide)) ||
      (await this.vault.rateLimits.spend(resetOf(email))) !== undefined
    )
      return;
    await this.store.decide(target, context, decide);
  }
}
