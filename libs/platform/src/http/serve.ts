import { nameOf, type AskedOf, type Route, type UnwrittenAnswerOf } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Controller, Inject, type Type } from '@nestjs/common';
import { type Command, CommandBus, Query, QueryBus } from '@nestjs/cqrs';
import type { QueryContext } from '../query';
import { Incoming, type Arrived } from './arrived';
import { On } from './on';

/** What `command()` and `query()` make knows its handler. */
interface Handling {
  readonly Handler?: Type<unknown>;
}

/**
 * What carries a request to its handler: a command of `command()` or a query of `query()` that is asked what the route
 * is asked, or a function that makes a command or a query of the request.
 */
type Carrier<R extends Route, Result> =
  | (Handling & { readonly Command: new (asked: AskedOf<R>, context: CommandContext) => Command<Result> })
  | (Handling & { readonly Query: new (asked: AskedOf<R>, context: QueryContext) => Query<Result> })
  | ((arrived: Arrived<R>) => Command<Result> | Query<Result>);

function carried<R extends Route, Result>(
  carrier: Carrier<R, Result>,
  arrived: Arrived<R>,
): Command<Result> | Query<Result> {
  if (typeof carrier === 'function') return carrier(arrived);
  const { asked, caller, context, minPosition } = arrived;
  if ('Command' in carrier) return new carrier.Command(asked, context);
  const { principal, member, permissions, workspaces, bots, past } = caller;
  const may = { permissions, workspaces, bots };
  return new carrier.Query(asked, { principal, ...(member ? { member } : {}), ...may, minPosition, past });
}

/** A controller that was made from a route. */
export interface Served<R extends Route> {
  serve(arrived: Arrived<R>): Promise<UnwrittenAnswerOf<R>>;
}

/** What a controller was made of. */
interface Made {
  readonly route: Route;
  /** Comes with the controller, so that a context need not name it a second time. */
  readonly handler?: { readonly of: 'command' | 'query'; readonly Handler: Type<unknown> } | undefined;
}

const made = new WeakMap<Type, Made>();

/** The route of a controller that `serve` made; undefined for any other. */
export const servedRoute = (controller: Type): Route | undefined => made.get(controller)?.route;

/** The handlers that came with controllers, of commands or of queries. */
export const servedHandlers = (controllers: readonly Type[], of: 'command' | 'query'): readonly Type<unknown>[] =>
  controllers.flatMap((each) => {
    const handler = made.get(each)?.handler;
    return handler?.of === of ? [handler.Handler] : [];
  });

/** Remembers what a controller was made of, and calls it so. */
export function madeOf<C extends Type<unknown>>(controller: C, of: Made): C {
  made.set(controller, of);
  const { method, path } = of.route;
  Object.defineProperty(controller, 'name', { value: `${nameOf(of.route)} (${method} ${path})` });
  return controller;
}

function handlerOf(carrier: object): Made['handler'] {
  if (!('Handler' in carrier)) return undefined;
  return { of: 'Command' in carrier ? 'command' : 'query', Handler: carrier.Handler as Type<unknown> };
}

/**
 * Makes the controller of a route that carries one command or one query. Its address, who may ask, what is taken and
 * how the answer is written come from the route.
 *
 *     serve(routes.automation.disableBot, command('DisableBot', fleet, ofOrganization, disableBot), idsAndEffect)
 *     export const GetBotController = serve(routes.automation.getBot, GetBot);
 *
 * @param answer what the outcome means to who asked; absent where it is the answer itself
 */
export function serve<R extends Route>(route: R, carrier: Carrier<R, UnwrittenAnswerOf<R>>): Type<Served<R>>;
export function serve<R extends Route, Result>(
  route: R,
  carrier: Carrier<R, Result>,
  answer: (outcome: Result, arrived: Arrived<R>) => UnwrittenAnswerOf<R>,
): Type<Served<R>>;
export function serve<R extends Route, Result>(
  route: R,
  carrier: Carrier<R, Result>,
  answer: (outcome: Result, arrived: Arrived<R>) => unknown = (outcome) => outcome,
): Type {
  @Controller()
  class RouteController {
    constructor(
      @Inject(CommandBus) private readonly commands: CommandBus,
      @Inject(QueryBus) private readonly queries: QueryBus,
    ) {}

    @On(route)
    async serve(@Incoming() arrived: Arrived<R>): Promise<unknown> {
      const asked = carried(carrier, arrived);
      const outcome = await (asked instanceof Query ? this.queries.execute(asked) : this.commands.execute(asked));
      return answer(outcome, arrived);
    }
  }
  return madeOf(RouteController, { route, handler: handlerOf(carrier) });
}
