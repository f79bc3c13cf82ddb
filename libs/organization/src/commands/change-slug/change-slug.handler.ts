import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { Slugs } from '../../organization/slugs.service';
import { changeSlug, type ChangeSlug } from './change-slug';

export class ChangeSlugCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly asked: ChangeSlug,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Of any number who want to be called so at once, one is. */
@CommandHandler(ChangeSlugCommand)
export class ChangeSlugHandler implements ICommandHandler<ChangeSlugCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly slugs: Slugs,
  ) {}

  async execute({ asked, context }: ChangeSlugCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, slug } = asked;
    const target = { stream: organization, id: [organizationId] } as const;
    return this.slugs.changing(organizationId, slug, () =>
      this.store.decide(target, context, (state, facts) => changeSlug(state, { organizationId, slug }, facts)),
    );
  }
}
