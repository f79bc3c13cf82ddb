import { nameOf, type AskedOf, type Route, type UnwrittenAnswerOf } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Controller, Inject, type Type } from '@nestjs/common';
import { type Command, CommandBus, Query, QueryBus } from '@nestjs/cqrs';
import type { QueryContext } from '../query';
import { Incoming, type Arrived } from './arrived';
import { On } from './on';

/**
 * What carries a request to its handler: a command of `command()` or a query of `query()` that is asked what the route
 * is asked, or a function that makes a command or a query of the request.
 */
type Carrier<R extends Route, Result> =
  | { readonly Command: new (asked: AskedOf<R>, context: CommandContext) => Command<Result> }
  | { readonly Query: new (asked: AskedOf<R>, context: QueryContext) => Query<Result> }
  | ((arrived: Arrived<R>) => Command<Result> | Query<Result>);

function carried<R extends Route, Result>(
  carrier: Carrier<R, Result>,
  arrived: Arrived<R>,
): Command<Result> | Query<Result> {
  if (typeof carrier === 'function') return carrier(arrived);
  const { asked, caller, context, minPosition } = arrived;
  if ('Command' in carrier) return new carrier.Command(asked, context);
  return new carrier.Query(asked, { principal: caller.principal, permissions: caller.permissions, minPosition });
}

/** A controller that was made from a route. */
export interface Served<R extends Route> {
  serve(arrived: Arrived<R>): Promise<UnwrittenAnswerOf<R>>;
}

const servedRoutes = new WeakMap<Type, Route>();

/** The route of a controller that `serve` made; undefined for any other. */
export function servedRoute(controller: Type): Route | undefined {
  return servedRoutes.get(controller);
}

/**
 * Makes the controller of a route that carries one command or one query. Its address, who may ask, what is taken and
 * how the answer is written come from the route.
 *
 *     export const DisableBotController = serve(routes.automation.disableBot, DisableBot, idsAndEffect);
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
  servedRoutes.set(RouteController, route);
  Object.defineProperty(RouteController, 'name', { value: `${nameOf(route)} (${route.method} ${route.path})` });
  return RouteController;
}
