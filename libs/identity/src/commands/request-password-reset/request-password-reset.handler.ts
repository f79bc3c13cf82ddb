import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { resetOf } from '../../account/mail-limits';
import { requestPasswordReset } from './request-password-reset';

export class RequestPasswordResetCommand extends Command<void> {
  constructor(readonly email: string, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(RequestPasswordResetCommand)
export class RequestPasswordResetHandler implements ICommandHandler<RequestPasswordResetCommand> {
  constructor(private readonly store: EventStore, private readonly vault: Vault, private readonly directory: AccountDirectory) {}

  async execute({ email, context }: RequestPasswordResetCommand): Promise<void> {
    if (await this.vault.rateLimits.spend(resetOf(email)) !== undefined) return;
    const userId = await this.directory.holderOf(email);
    if (userId === undefined) return;
    await this.store.decide({ stream: account, id: [userId] }, context, (state, facts) => requestPasswordReset(state, { userId }, facts));
  }
}
