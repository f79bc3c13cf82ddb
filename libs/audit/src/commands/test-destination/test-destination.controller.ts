import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds } from '@annals/kernel';
import { DeliveryFailed, mustSpend, SEND_WITHIN_MS, serve, type Parcel } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { DestinationWays } from '../../oversight/destination-ways.service';
import { mustBeDestination } from '../../oversight/destinations';
import { oversight } from '../../oversight/oversight';

type Route = typeof routes.audit.testDestination;

const TESTS: RateLimit = { name: 'destination-tests', times: 60, seconds: 3_600 };

export class TestDestinationCommand extends Command<AnswerOf<Route>> {
  constructor(
    readonly body: AskedOf<Route>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Sends one made-up event, now. It is no event of the organization: nothing is stored. */
@CommandHandler(TestDestinationCommand)
export class TestDestinationHandler implements ICommandHandler<TestDestinationCommand> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Vault) private readonly vault: Pick<Vault, 'rateLimits'>,
    @Inject(DestinationWays) private readonly ways: DestinationWays,
  ) {}

  async execute({ body, context }: TestDestinationCommand): Promise<AnswerOf<Route>> {
    const { organizationId, destinationId } = body;
    const { state } = await this.store.state({ stream: oversight, id: [organizationId] }, 0);
    const one = mustBeDestination(state.destinations, destinationId);
    await mustSpend(this.vault, [{ limit: TESTS, of: `${organizationId} ${context.actor}` }]);
    const began = performance.now();
    const code = await this.send(await this.ways.sinkOf(organizationId, one));
    return { destinationId, taken: code === null, code, tookMs: Math.round(performance.now() - began) };
  }

  private async send(sink: Awaited<ReturnType<DestinationWays['sinkOf']>>): Promise<string | null> {
    if (sink === undefined) return 'SECRET_GONE';
    try {
      await sink.send([made()], AbortSignal.timeout(SEND_WITHIN_MS));
      return null;
    } catch (error) {
      if (error instanceof DeliveryFailed) return error.code;
      throw error;
    }
  }
}

function made(): Parcel {
  const [id, at, words] = [randomUUID(), fromMilliseconds(Date.now()), 'Annals sends a test'];
  return { id, sequence: 0, at, type: 'Test', words, json: JSON.stringify({ id, words, at, type: 'Test' }) };
}

export const TestDestinationController = serve(
  routes.audit.testDestination,
  ({ asked, context }) => new TestDestinationCommand(asked, context),
);
