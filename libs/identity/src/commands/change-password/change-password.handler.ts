import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountDirectory } from '../../account/account-directory.service';
import { Entrance } from '../../account/entrance.service';
import { FailedSignIns } from '../../account/failed-sign-ins.service';
import { SessionEnding } from '../../account/session-ending.service';
import { changePassword } from './change-password';

interface Asked {
  readonly userId: string;
  readonly sessionId: string;
  readonly current: string;
  readonly password: string;
}

export class ChangePasswordCommand extends Command<{ readonly userId: string; readonly position: string }> {
  constructor(readonly asked: Asked, readonly context: CommandContext) {
    super();
  }
}

/** Whoever found an open session still has to know the password, and guesses count like those at the door. */
@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    private readonly vault: Vault, private readonly directory: AccountDirectory, private readonly entrance: Entrance,
    private readonly sessions: SessionEnding, private readonly failures: FailedSignIns,
  ) {}

  async execute({ asked, context }: ChangePasswordCommand): Promise<{ userId: string; position: string }> {
    const { userId } = asked;
    // Repeated after its answer was lost, it would be refused for the password that it replaced.
    const decided = await this.entrance.before({ userId, context }) ?? await this.change(asked, context);
    await this.sessions.end(decided.events);
    return { userId, position: decided.position };
  }

  private async change(asked: Asked, context: CommandContext) {
    const { userId, sessionId, password } = asked;
    const credentialId = await this.provenCredential(asked, context);
    const expired = await this.sessions.expired(userId);
    return await this.entrance.change({ userId, context, password }, (state, facts) => changePassword(state, { userId, credentialId, sessionId, expired }, facts));
  }

  /** The password that holds, if that is the one that was typed. */
  private async provenCredential({ userId, current }: Asked, context: CommandContext): Promise<string> {
    const { credentialId } = await this.directory.account(userId);
    if (credentialId !== undefined && await this.vault.credentials.verifyPassword(credentialId, current)) return credentialId;
    const { email } = await this.directory.contact(userId);
    if (email === null) throw refused('SIGN_IN_FAILED');
    throw await this.failures.record({ email, userId, context });
  }
}
