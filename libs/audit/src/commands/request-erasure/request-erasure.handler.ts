import { refused, type AskedOf, type OversightEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { oversight } from '../../oversight/oversight';
import { Subjects } from '../../oversight/subjects.port';
import { requestErasure } from './request-erasure';

export class RequestErasureCommand extends Command<Decided<OversightEvent>> {
  constructor(
    readonly asked: AskedOf<typeof routes.audit.requestErasure> & { readonly by: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** What somebody is to the organization, and what they own, is in other streams: as it is a moment before. */
@CommandHandler(RequestErasureCommand)
export class RequestErasureHandler implements ICommandHandler<RequestErasureCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly subjects: Subjects,
  ) {}

  async execute({ asked, context }: RequestErasureCommand): Promise<Decided<OversightEvent>> {
    const { organizationId, personId, by, assetPlan, why } = asked;
    const subject = await this.subjects.of(organizationId, personId);
    if (!subject) throw refused('PERSON_NOT_FOUND');
    const plan = subject.isLastOwner ? undefined : await this.subjects.settled(organizationId, personId, assetPlan);
    const command = { organizationId, personId, by, subject, why, ...(plan && { plan }) };
    return this.store.decide({ stream: oversight, id: [organizationId] }, context, (state, facts) =>
      requestErasure(state, command, facts),
    );
  }
}
