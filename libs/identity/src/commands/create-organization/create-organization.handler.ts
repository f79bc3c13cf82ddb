import { comparableAddress, refused, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import type { Principal } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
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
    await this.mustBeVerified(userId, asked.contactEmail);
    const { policy } = this.founding;
    const decided = await this.store.decide({ stream: account, id: [userId] }, context, (state, facts) =>
      createOrganization(state, { userId, ...asked, policy }, facts),
    );
    const organizationId = decided.events.find((event) => event.type === 'OrganizationBegun')?.data.organizationId;
    const begun = organizationId === undefined ? undefined : await this.directory.begun(userId, organizationId);
    if (!begun) throw refused('UNAUTHENTICATED'); // erased in this moment
    const { personId, revision, position } = await this.founding.found(begun, context);
    return { organizationId: begun.organizationId, personId, revision, position };
  }

  /** B3: what an organization writes to is an address that is known to be its person's. */
  private async mustBeVerified(userId: string, contactEmail: string | undefined): Promise<void> {
    if (contactEmail === undefined) return;
    const { email, verified } = await this.directory.contact(userId);
    if (!verified || email === null || comparableAddress(email) !== comparableAddress(contactEmail))
      throw refused('EMAIL_NOT_VERIFIED');
  }
}
