import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Device } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountDirectory, wordsOf } from '../../account/account-directory.service';
import { SignInService } from '../../account/sign-in.service';
import { FailedSignIns } from '../../account/failed-sign-ins.service';
import { changePassword } from './change-password';
import type { Proof } from '../../sessions/sessions';

interface ChangePasswordRequest {
  readonly userId: string;
  readonly current: string;
  readonly password: string;
  readonly device: Device;
  /** The session that asks has ended: it may only hear what the same command came to before. */
  readonly former?: boolean;
}

export interface ChangedPassword {
  readonly userId: string;
  readonly position: string;
  /** The session in which the device goes on. */
  readonly sessionToken: string;
}

export class ChangePasswordCommand extends Command<ChangedPassword> {
  constructor(
    readonly asked: ChangePasswordRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The device goes on because its owner knew the password. */
const proof: Proof = { method: 'password_change', factors: ['password'] };

/** Whoever found an open session still has to know the password, and guesses count like those at the door. */
@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly signIns: SignInService,
    private readonly failures: FailedSignIns,
  ) {}

  async execute({ asked, context }: ChangePasswordCommand): Promise<ChangedPassword> {
    const { userId, device, former = false } = asked;
    // Repeated after its answer was lost, it would be refused for the password that it replaced.
    const before = await this.signIns.before({ userId, context });
    if (!before && former) throw refused('UNAUTHENTICATED');
    const decided = before ?? (await this.change(asked, context));
    const { session } = await this.signIns.opened({ userId, context, device, proof }, decided);
    return { userId, position: decided.position, sessionToken: session.token };
  }

  private async change(asked: ChangePasswordRequest, context: CommandContext) {
    const { userId, password, device } = asked;
    const credentialId = await this.provenCredential(asked, context);
    const own = wordsOf(await this.directory.contact(userId));
    return await this.signIns.change({ userId, context, password, own, device }, (state, facts) =>
      changePassword(state, { userId, credentialId }, facts),
    );
  }

  /** The password that holds, if that is the one that was typed. */
  private async provenCredential({ userId, current }: ChangePasswordRequest, context: CommandContext): Promise<string> {
    const { credentialId } = await this.directory.account(userId);
    if (
      credentialId !== undefined &&
      (await this.vault.credentials.verifyPassword(credentialId, current, context.signal))
    )
      return credentialId;
    const { email } = await this.directory.contact(userId);
    if (email === null) throw refused('SIGN_IN_FAILED');
    throw await this.failures.record({ email, userId, context });
  }
}
