import { comparableAddress, refused, type AccountEvent, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type DecideOn } from '@annals/eventstore';
import type { Principal } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account, type Account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { OrganizationFounding } from '../../account/organization-founding.port';
import { createOrganization } from './create-organization';

interface CreatedOrganization {
  readonly organizationId: string;
  readonly personId: string;
  readonly revision: number;
  readonly position: string;
}

export class CreateOrganizationCommand extends Command<CreatedOrganization> {
  constructor(
    readonly asked: AskedOf<typeof routes.identity.createOrganization>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** The intent in the account's stream first, which counts it; then the organization. A reaction finishes what dies. */
@CommandHandler(CreateOrganizationCommand)
export class CreateOrganizationHandler implements ICommandHandler<CreateOrganizationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly directory: AccountDirectory,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ asked, context, principal }: CreateOrganizationCommand): Promise<CreatedOrganization> {
    if (principal?.kind !== 'user') throw refused('UNAUTHENTICATED');
    const userId = principal.id;
    const organizationId = uuidV5(context.commandId, 'organization');
    const { slug } = asked;
    const contactEmail = await this.notTheirOwn(userId, asked.contactEmail);
    const { policy } = this.founding;
    const target = { stream: account, id: [userId] } as const;
    const decide: DecideOn<Account, AccountEvent> = (state, facts) =>
      createOrganization(state, { ...asked, userId, contactEmail, policy }, facts);
    // What is refused by the account, or was begun before, mails nothing.
    const mails = (await this.store.wouldAppend(target, context, decide)) ? contactEmail : undefined;
    return this.founding.beginning({ organizationId, slug, contactEmail: mails }, async () => {
      await this.store.decide(target, context, decide);
      const begun = await this.directory.begun(userId, organizationId);
      if (!begun) throw refused('UNAUTHENTICATED'); // erased in this moment
      return { organizationId, ...(await this.founding.found(begun, context)) };
    });
  }

  /** An address that is known to be theirs waits for no code. */
  private async notTheirOwn(userId: string, asked: string | undefined): Promise<string | undefined> {
    if (asked === undefined) return undefined;
    const { email } = await this.directory.contact(userId);
    return email !== null && comparableAddress(email) === comparableAddress(asked) ? undefined : asked;
  }
}
