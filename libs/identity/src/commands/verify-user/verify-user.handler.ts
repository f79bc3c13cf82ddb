import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Device } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountDirectory, wordsOf } from '../../account/account-directory.service';
import { organizationOfSignUp, OrganizationFounding } from '../../account/organization-founding.port';
import { asTheUser, SignInService } from '../../account/sign-in.service';
import { verificationPurpose } from '../../account/links';
import { verifyUser } from './verify-user';
import type { Proof } from '../../sessions/sessions';

interface VerifyUserRequest {
  readonly token: string;
  readonly password: string;
  readonly alias: string;
  readonly device: Device;
}

export interface VerifiedUser {
  readonly userId: string;
  /** null where none comes with a sign-up. */
  readonly organizationId: string | null;
  /** Of the organization, or of the account: its views are what the person looks at next. */
  readonly position: string;
  readonly sessionToken: string;
}

export class VerifyUserCommand extends Command<VerifiedUser> {
  constructor(
    readonly asked: VerifyUserRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

const proof: Proof = { method: 'verification', factors: ['email'] };

/**
 * The account first, in one append that names the organization; then the organization. Who finds it begun and not there
 * finishes it (A8).
 */
@CommandHandler(VerifyUserCommand)
export class VerifyUserHandler implements ICommandHandler<VerifyUserCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly signIns: SignInService,
    private readonly directory: AccountDirectory,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ asked, context }: VerifyUserCommand): Promise<VerifiedUser> {
    const link = this.vault.secrets.read(verificationPurpose, asked.token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const { id: userId, generation } = link;
    const organizationId = organizationOfSignUp(this.founding.policy, userId);
    const known = await this.directory.contact(userId);
    const own = [asked.alias, ...wordsOf(known)];
    const first = async () => {
      if (known.email !== null) await this.directory.mustHold(known.email, userId);
    };
    const { session, position } = await this.signIns.signIn(
      { userId, context, password: asked.password, own, device: asked.device, proof, first },
      (state, facts) => verifyUser(state, { userId, organizationId, generation, alias: asked.alias }, facts),
    );
    if (organizationId === undefined) return { userId, organizationId: null, position, sessionToken: session.token };
    if (known.email === null) throw refused('VERIFICATION_EXPIRED');
    const founded = await this.founding.found(
      { organizationId, userId, email: known.email, alias: asked.alias },
      asTheUser({ userId, context, device: asked.device }),
    );
    return { userId, organizationId, position: founded.position, sessionToken: session.token };
  }
}
