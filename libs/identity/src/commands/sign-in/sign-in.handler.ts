import type { CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import type { Device } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountDirectory } from '../../account/account-directory.service';
import { FailedSignIns, type Guess } from '../../account/failed-sign-ins.service';
import { SignInService } from '../../account/sign-in.service';
import type { Proof } from '../../sessions/sessions';
import { signIn } from './sign-in';

interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly device: Device;
}

export interface SignedInUser {
  readonly userId: string;
  readonly position: string;
  readonly sessionToken: string;
}

export class SignInCommand extends Command<SignedInUser> {
  constructor(
    readonly asked: SignInRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

const proof: Proof = { method: 'password', factors: ['password'] };

/** An unknown address, an unverified account and a wrong password are the same refusal, after the same work. */
@CommandHandler(SignInCommand)
export class SignInHandler implements ICommandHandler<SignInCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly signIns: SignInService,
    private readonly failures: FailedSignIns,
  ) {}

  async execute({ asked, context }: SignInCommand): Promise<SignedInUser> {
    const userId = await this.directory.holderOf(asked.email);
    const credentialId = userId === undefined ? undefined : (await this.directory.account(userId)).credentialId;
    const guess: Guess = { email: asked.email, userId, context };
    const right = await this.vault.credentials.verifyPassword(credentialId, asked.password, context.signal);
    if (!right || userId === undefined || credentialId === undefined) throw await this.failures.record(guess);
    const signedIn = await this.enter({ userId, credentialId, device: asked.device }, guess);
    await this.failures.clear(asked.email);
    return signedIn;
  }

  private async enter(
    { userId, credentialId, device }: { userId: string; credentialId: string; device: Device },
    guess: Guess,
  ): Promise<SignedInUser> {
    try {
      const { position, session } = await this.signIns.signIn(
        { userId, context: guess.context, device, proof },
        (state, facts) => signIn(state, { credentialId }, facts),
      );
      return { userId, position, sessionToken: session.token };
    } catch (error) {
      // While locked, a right password is answered like a wrong one.
      if (error instanceof Refused && error.code === 'ACCOUNT_LOCKED')
        throw await this.failures.record(guess, 'ACCOUNT_LOCKED');
      if (error instanceof Refused && error.code === 'SIGN_IN_FAILED') throw await this.failures.record(guess);
      throw error;
    }
  }
}
