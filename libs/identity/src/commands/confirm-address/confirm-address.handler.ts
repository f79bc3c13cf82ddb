import { refused, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import type { Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { FailedSignIns } from '../../account/failed-sign-ins.service';
import { verificationPurpose } from '../../account/links';
import { isLocked } from '../../account/lock';
import { organizationOfSignUp, OrganizationFounding } from '../../account/organization-founding.port';
import { asTheUser } from '../../account/sign-in.service';
import { confirmAddress } from './confirm-address';

interface Confirmed {
  readonly userId: string;
  readonly organizationId: string | null;
  readonly position: string;
}

export class ConfirmAddressCommand extends Command<Confirmed> {
  constructor(
    readonly asked: AskedOf<typeof routes.identity.confirmAddress>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** The mail proves the address, and the session or the password that the account is of who reads that mail. */
@CommandHandler(ConfirmAddressCommand)
export class ConfirmAddressHandler implements ICommandHandler<ConfirmAddressCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly failures: FailedSignIns,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ asked, context, principal }: ConfirmAddressCommand): Promise<Confirmed> {
    const link = this.vault.secrets.read(verificationPurpose, asked.token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const { id: userId, generation } = link;
    const { email, alias } = await this.directory.contact(userId);
    if (email === null || alias === null) throw refused('VERIFICATION_EXPIRED');
    if (principal?.id !== userId) await this.mustKnowPassword({ userId, email, password: asked.password, context });
    const organizationId = organizationOfSignUp(this.founding.policy, userId);
    const command = { userId, generation, organizationId };
    const acting = asTheUser({ userId, context });
    const target = { stream: account, id: [userId] } as const;
    await this.store.preview(target, acting, (state, facts) => {
      confirmAddress(state, command, facts); // says no before the address is anybody's
    });
    await this.directory.mustHold(email, userId);
    const decided = await this.store.decide(target, acting, (state, facts) => confirmAddress(state, command, facts));
    await this.directory.confirm(email, userId);
    if (organizationId === undefined) return { userId, organizationId: null, position: decided.position };
    const founded = await this.founding.found({ organizationId, userId, email, alias }, acting);
    return { userId, organizationId, position: founded.position };
  }

  /** Guesses count like those at the door. @throws Refused SIGN_IN_FAILED, ACCOUNT_LOCKED */
  private async mustKnowPassword(tried: {
    readonly userId: string;
    readonly email: string;
    readonly password: string | undefined;
    readonly context: CommandContext;
  }): Promise<void> {
    const { userId, email, password, context } = tried;
    if (password === undefined) throw refused('SIGN_IN_FAILED');
    const state = await this.directory.account(userId);
    const isRight = await this.vault.credentials.verifyPassword(state.credentialId, password, context.signal);
    if (isRight && !isLocked(state, new Date().toISOString())) return;
    throw await this.failures.record({ email, userId, context }, isRight ? 'ACCOUNT_LOCKED' : 'SIGN_IN_FAILED');
  }
}
