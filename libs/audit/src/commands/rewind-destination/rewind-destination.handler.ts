import type { AnswerOf, AskedOf, routes } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { effectOf } from '@annals/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { MatchingEntries } from '../../oversight/matching-entries.port';
import { oversight } from '../../oversight/oversight';
import { rewindDestination } from './rewind-destination';

type Route = typeof routes.audit.rewindDestination;

export class RewindDestinationCommand extends Command<AnswerOf<Route>> {
  constructor(
    readonly body: AskedOf<Route>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Looks which entry an instant comes behind. */
@CommandHandler(RewindDestinationCommand)
export class RewindDestinationHandler implements ICommandHandler<RewindDestinationCommand> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  async execute({ body, context }: RewindDestinationCommand): Promise<AnswerOf<Route>> {
    const { organizationId, destinationId, from } = body;
    const before = await this.queries.execute(new MatchingEntries({ organizationId, to: from }, {}));
    const after = body.after ?? before.last ?? 0;
    const decided = await this.store.decide({ stream: oversight, id: [organizationId] }, context, (state, facts) =>
      rewindDestination(state, { organizationId, destinationId, after, last: before.through }, facts),
    );
    return { destinationId, after, ...effectOf(decided) };
  }
}
