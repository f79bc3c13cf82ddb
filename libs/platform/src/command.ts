import type { Decide, DomainEvent, Stream } from '@annals/kernel';
import { EventStore, type CommandContext, type Decided, type StreamId } from '@annals/eventstore';
import { Inject, type Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

/** A command as the bus carries it: what is asked, and everything that goes to metadata and identity. */
export interface Issued<Body, E extends DomainEvent> extends Command<Decided<E>> {
  readonly body: Body;
  readonly context: CommandContext;
}

export interface CommandDefinition<Body, E extends DomainEvent> {
  /** `bus.execute(new DisableBot.Command(body, context))` */
  readonly Command: new (body: Body, context: CommandContext) => Issued<Body, E>;
  /** A provider of the context's module. */
  readonly Handler: Type<ICommandHandler<Issued<Body, E>>>;
}

/**
 * Makes a command and its handler (architecture §2): the usual handler is the same three lines for every command.
 * @param name PascalCase imperative, for logs and traces
 * @param stream the memory that `decide` looks at
 * @param id which stream the command is about
 * @param decide the pure decision
 */
export function command<Body extends object, State, E extends DomainEvent, New extends E = E>(
  name: string,
  stream: Stream<State, E>,
  id: (body: Body) => StreamId,
  decide: Decide<State, Body, New>,
): CommandDefinition<Body, E> {
  class IssuedCommand extends Command<Decided<E>> implements Issued<Body, E> {
    constructor(
      readonly body: Body,
      readonly context: CommandContext,
    ) {
      super();
    }
  }
  Object.defineProperty(IssuedCommand, 'name', { value: name });

  @CommandHandler(IssuedCommand)
  class Handler implements ICommandHandler<IssuedCommand> {
    constructor(@Inject(EventStore) private readonly store: EventStore) {}

    execute({ body, context }: IssuedCommand): Promise<Decided<E>> {
      return this.store.decide<State, E>({ stream, id: id(body) }, context, (state, facts) =>
        decide(state, body, facts),
      );
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${name}Handler` });
  return { Command: IssuedCommand, Handler };
}

/** The usual id of a stream, for `command`: an organization has one of it. */
export const ofOrganization = ({ organizationId }: { readonly organizationId: string }): readonly [string] => [
  organizationId,
];

/** Where the effect of a command is: hand `position` back as `Min-Position` to read your own write (domain.md §0). */
export function effectOf(decided: { readonly revision: number; readonly position: string }): {
  revision: number;
  position: string;
} {
  return { revision: decided.revision, position: decided.position };
}

/**
 * What most commands answer, for `serve`: the ids that were asked about, and the effect. The contract of the answer
 * leaves out what else was asked.
 */
export function idsAndEffect<Asked extends object>(
  decided: { readonly revision: number; readonly position: string },
  { asked }: { readonly asked: Asked },
): Asked & { revision: number; position: string } {
  return { ...asked, ...effectOf(decided) };
}
