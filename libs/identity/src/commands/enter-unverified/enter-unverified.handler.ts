import { refused, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { mustSpend, type Device } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { signUpOf } from '../../account/mail-limits';
import { organizationOfSignUp, OrganizationFounding } from '../../account/organization-founding.port';
import { asTheUser, SignInService } from '../../account/sign-in.service';
import type { Proof } from '../../sessions/sessions';
import type { VerifiedUser } from '../verify-user/verify-user.handler';
import { enterUnverified, type EnterUnverified } from './enter-unverified';

type Asked = AskedOf<typeof routes.identity.enterUnverified> & { readonly device: Device };

export class EnterUnverifiedCommand extends Command<VerifiedUser> {
  constructor(
    readonly asked: Asked,
    readonly context: CommandContext,
  ) {
    super();
  }
}

const proof: Proof = { method: 'password', factors: ['password'] };

/**
 * Looks at nobody else's account and claims no address, so that the answer tells nothing, and so that whoever signs up
 * with a foreign address keeps nobody from their own (docs/adr/0024).
 */
@CommandHandler(EnterUnverifiedCommand)
export class EnterUnverifiedHandler implements ICommandHandler<EnterUnverifiedCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly signIns: SignInService,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ asked, context }: EnterUnverifiedCommand): Promise<VerifiedUser> {
    const { email, alias, password, device } = asked;
    const userId = uuidV5(context.commandId, 'user');
    const { policy } = this.founding;
    const isLazy = policy.emailVerification === 'lazy';
    const organizationId = isLazy ? organizationOfSignUp(policy, userId) : undefined;
    const command: EnterUnverified = { userId, email, alias, organizationId, policy };
    await this.mustBeTheFirst(command, asked, context);
    const { session, position } = await this.signIns.signIn(
      { userId, context, password, own: [email, alias], device, proof },
      (state, facts) => enterUnverified(state, command, facts),
    );
    if (organizationId === undefined) return { userId, organizationId: null, position, sessionToken: session.token };
    const acting = asTheUser({ userId, context, device });
    const founded = await this.founding.found({ organizationId, userId, email, alias }, acting);
    return { userId, organizationId, position: founded.position, sessionToken: session.token };
  }

  /** What goes on is counted by mailbox (C1); who repeats it after its answer was lost has to know the password. */
  private async mustBeTheFirst(command: EnterUnverified, { password }: Asked, context: CommandContext): Promise<void> {
    const target = { stream: account, id: [command.userId] } as const;
    const before = await this.signIns.before({ userId: command.userId, context });
    if (before !== undefined) {
      const { credentialId } = (await this.store.state(target, 0)).state;
      if (await this.vault.credentials.verifyPassword(credentialId, password, context.signal)) return;
      throw refused('SIGN_IN_FAILED');
    }
    const goesOn = await this.store.wouldAppend(target, context, (state, facts) =>
      enterUnverified(state, command, facts),
    );
    if (goesOn) await mustSpend(this.vault, signUpOf(command.email));
  }
}
