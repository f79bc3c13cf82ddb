import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountDirectory, wordsOf } from '../../account/account-directory.service';
import { SignInService } from '../../account/sign-in.service';
import { FailedSignIns } from '../../account/failed-sign-ins.service';
import { resetPurpose } from '../../account/links';
import { resetPassword } from './reset-password';

export class ResetPasswordCommand extends Command<{ readonly userId: string; readonly position: string }> {
  constructor(
    readonly asked: { readonly token: string; readonly password: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ResetPasswordCommand)
export class ResetPasswordHandler implements ICommandHandler<ResetPasswordCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly signIns: SignInService,
    private readonly failures: FailedSignIns,
  ) {}

  async execute({ asked, context }: ResetPasswordCommand): Promise<{ userId: string; position: string }> {
    const link = this.vault.secrets.read(resetPurpose, asked.token);
    if (!link) throw refused('RESET_EXPIRED');
    const { id: userId, generation } = link;
    const known = await this.directory.contact(userId);
    const decided = await this.signIns.change(
      { userId, context, password: asked.password, own: wordsOf(known) },
      (state, facts) => resetPassword(state, { userId, generation }, facts),
    );
    if (known.email !== null) await this.failures.clear(known.email);
    return { userId, position: decided.position };
  }
}
