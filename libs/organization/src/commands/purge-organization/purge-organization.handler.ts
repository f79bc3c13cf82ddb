import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { PurgeObjections } from '../../organization/purge-objections.port';
import { purgeOrganization, type PurgeOrganization } from './purge-organization';

/** `held`: somebody objects, so it is tried again later. */
export type PurgeOutcome = 'purged' | 'held';

export class PurgeOrganizationCommand extends Command<PurgeOutcome> {
  constructor(
    readonly asked: PurgeOrganization,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Who belongs to it is written down first: once it is purged nothing says it any more. */
@CommandHandler(PurgeOrganizationCommand)
export class PurgeOrganizationHandler implements ICommandHandler<PurgeOrganizationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly objections: PurgeObjections,
  ) {}

  async execute({ asked, context }: PurgeOrganizationCommand): Promise<PurgeOutcome> {
    const { organizationId } = asked;
    if ((await this.objections.against(organizationId)).length > 0) return 'held';
    const target = { stream: organization, id: [organizationId] } as const;
    const { state } = await this.store.state(target, 0);
    await this.vault.purges.remember(
      organizationId,
      [...state.people.members.values()].map(({ userId }) => userId),
    );
    await this.store.decide(target, context, (current, facts) => purgeOrganization(current, asked, facts));
    return 'purged';
  }
}
